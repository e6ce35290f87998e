#pragma once
#include "core/exchange/issue/issue.h"
#include "ui/exchange/parts/exchange_data.h"
#include "ui/exchange/parts/package_dialog.h"

class QComboBox;

namespace coop
{

class FileField;
class PassphraseFields;
class Session;

/// 下发: which federation, into which file; then the opening code, which goes another way than the file.
class IssueDialog : public PackageDialog
{
    Q_OBJECT
public:
    /// `federation`: chosen first; 0: the first that has no office yet. `replace`: 重新下发.
    IssueDialog(Session& session, const ExchangeData& known, RowId federation, bool replace,
        QWidget* parent = nullptr);
    ~IssueDialog() override;

protected:
    void act() override;
    QList<QWidget*> inputs() const override;

private:
    void showFederation();
    void finished(const Result<Issued>& issued);
    const Office* officeOf(RowId federation) const; ///< that is in use; null when there is none
    const Office* there() const; ///< of the chosen federation

    Session& session;
    QList<Office> offices;
    QWidget* questions;
    QComboBox* federation;
    QLabel* warning;
    FileField* file;
    std::unique_ptr<PassphraseFields> passphrase;
    bool done = false;
};

} // namespace coop
