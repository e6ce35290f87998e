#pragma once
#include "core/store/care/salvage.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace coop
{

class Jobs;

/// Asks where to, reads what can be read of a damaged workspace into a new one and says what came of it.
class SalvageDialog : public QDialog
{
    Q_OBJECT
public:
    SalvageDialog(QString damaged, QString person, QWidget* parent = nullptr);

    /// The new workspace.
    QString path() const;

private:
    void choose();
    void start();
    void show(const Result<Salvaged>& salvaged);

    QString damaged, person;
    QLineEdit* file;
    QPushButton* chooseButton;
    QLabel* report;
    QProgressBar* progress;
    QPushButton* startButton;
    QPushButton* leaveButton;
    Jobs* jobs;
    bool salvaged = false;
};

} // namespace coop
