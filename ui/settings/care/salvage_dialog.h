#pragma once
#include "core/store/care/salvage.h"
#include "ui/session/work_dialog.h"

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace coop
{

/// Asks where to, reads what can be read of a damaged workspace into a new one and says what came of it.
class SalvageDialog : public WorkDialog
{
    Q_OBJECT
public:
    SalvageDialog(QString damaged, QString person, QWidget* parent = nullptr);

    /// The new workspace.
    QString path() const;

protected:
    QList<QWidget*> inputs() const override;
    void showWork(bool works) override;

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
