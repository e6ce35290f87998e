#pragma once
#include "core/store/copies/restore.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace coop
{

/// Shows what a backup holds and what would be different afterwards, before anything is replaced. Where who
/// is at work has a passphrase it is asked for again.
class RestoreDialog : public QDialog
{
    Q_OBJECT
public:
    RestoreDialog(const RestorePreview& preview, const QString& refusal, bool asksPassphrase,
        QWidget* parent = nullptr);
    QString passphrase() const;

private:
    void fill(QTableWidget& table, const RestorePreview& preview) const;

    QLineEdit* secret;
};

} // namespace coop
