#pragma once
#include "core/exchange/receipt/receipt.h"
#include "ui/exchange/parts/package_dialog.h"

namespace coop
{

class FileField;
class PassphraseFields;
class Session;

/// 写回执: one office into a file, several into a folder.
class WriteReceiptsDialog : public PackageDialog
{
    Q_OBJECT
public:
    WriteReceiptsDialog(Session& session, const QList<Office>& offices, QWidget* parent = nullptr);
    ~WriteReceiptsDialog() override;

protected:
    void act() override;
    QList<QWidget*> inputs() const override;

private:
    struct Written {
        QStringList files, lines, problems;
    };
    QString fileFor(const Office& office) const;
    void finished(const Result<Written>& written);

    Session& session;
    QList<Office> answered;
    FileField* place;
    std::unique_ptr<PassphraseFields> passphrase;
    QLabel* advice;
    QWidget* questions;
    QLabel* result;
    bool done = false;
};

} // namespace coop
