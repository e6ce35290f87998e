#pragma once
#include "core/exchange/issue/issue.h"
#include "ui/exchange/parts/package_dialog.h"
#include "ui/session/loader.h"

class QLineEdit;

namespace coop
{

class FileField;
class PassphraseFields;

/// 打开下发的数据包: makes a township office's workspace on its own computer. Needs no workspace to be open.
class OpenIssuedDialog : public PackageDialog
{
    Q_OBJECT
public:
    /// `file`: chosen already; empty asks for it.
    OpenIssuedDialog(const QString& file, const QString& person, QWidget* parent = nullptr);
    ~OpenIssuedDialog() override;

    /// The workspace that was made, and who made it.
    QString workspacePath() const;
    QString person() const;

protected:
    void act() override;
    QList<QWidget*> inputs() const override;

private:
    void look();
    void showPackage(const Result<PackageFile>& package);

    FileField* file;
    QLabel* about;
    QLineEdit* code;
    QLineEdit* who;
    FileField* target;
    std::unique_ptr<PassphraseFields> passphrase;
    QWidget* questions;
    Jobs* jobs;
    Loader looking;
};

} // namespace coop
