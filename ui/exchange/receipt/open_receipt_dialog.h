#pragma once
#include "core/exchange/receipt/receipt.h"
#include "core/exchange/review.h"
#include "ui/exchange/parts/package_dialog.h"
#include "ui/session/loader.h"

namespace coop
{

class FileField;
class OutcomeTable;
class PassphraseFields;

/// 打开回执: what the district took, changed, refused and asks, and its corrections. A new key of the
/// district is taken over only after its fingerprint was compared.
class OpenReceiptDialog : public PackageDialog
{
    Q_OBJECT
public:
    /// `file`: chosen already; empty asks for it.
    OpenReceiptDialog(Session& session, const QString& file, QWidget* parent = nullptr);
    ~OpenReceiptDialog() override;
    bool opened() const { return done; }

protected:
    void act() override;
    QList<QWidget*> inputs() const override;

private:
    void look();
    void showReview(const Result<PackageReview>& review);
    void trust();
    void finished(const Result<OpenedReceipt>& receipt);

    Session& session;
    FileField* file;
    std::unique_ptr<PassphraseFields> passphrase;
    QWidget* questions;
    QLabel* about;
    QWidget* keyStrip;
    QLabel* keyText;
    QPushButton* trustButton;
    QLabel* summary;
    OutcomeTable* outcomes;
    QByteArray newKey; ///< of the district, not yet accepted
    Loader looking;
    bool done = false;
};

} // namespace coop
