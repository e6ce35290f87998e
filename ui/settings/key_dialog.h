#pragma once
#include "ui/exchange/parts/package_dialog.h"

#include <memory>

namespace coop
{

class PassphraseFields;
class Session;

/// 修改口令 of this office's key; 重设密钥 when the passphrase is lost or somebody else may know it.
class KeyDialog : public PackageDialog
{
    Q_OBJECT
public:
    enum class Does { changePassphrase, renewKey };
    KeyDialog(Session& session, Does what, QWidget* parent = nullptr);
    ~KeyDialog() override;

protected:
    void act() override;
    QList<QWidget*> inputs() const override;

private:
    Session& session;
    Does does;
    QWidget* questions;
    std::unique_ptr<PassphraseFields> before, after;
};

} // namespace coop
