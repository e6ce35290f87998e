#include "ui/settings/exchange_keys_pane.h"

#include "core/exchange/offices.h"
#include "core/store/workspace.h"
#include "ui/exchange/parts/package_dialog.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/session/session.h"
#include "ui/settings/key_dialog.h"
#include "ui/widgets/named.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

namespace
{
QLabel* heading(const QString& text)
{
    auto* label = new QLabel(text);
    label->setProperty("role", QStringLiteral("heading"));
    return label;
}

QLabel* code(const char* name, const QString& title)
{
    QLabel* label = factText(QStringLiteral("keys.") + QLatin1String(name), {});
    label->setProperty("role", QStringLiteral("fingerprint"));
    label->setAccessibleName(title);
    return label;
}

QString ownFingerprint(const Workspace& workspace)
{
    const QByteArray key = ownPublicKey(workspace);
    return key.isEmpty() ? QString() : fingerprint(key);
}
} // namespace

ExchangeKeysPane::ExchangeKeysPane(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , whose(heading({}))
    , own(code("own", QStringLiteral("本单位密钥的指纹")))
    , advice(secondText({}))
    , districtHeading(heading(QStringLiteral("区供销合作社密钥的指纹")))
    , district(code("district", QStringLiteral("区供销合作社密钥的指纹")))
    , change(namedButton(QStringLiteral("keys.change"), QStringLiteral("修改口令…")))
    , renew(namedButton(QStringLiteral("keys.renew"), QStringLiteral("重设密钥…")))
{
    advice->setObjectName(QStringLiteral("keys.advice"));
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(change);
    row->addWidget(renew);
    row->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::gap);
    column->addWidget(whose);
    column->addWidget(own);
    column->addWidget(advice);
    column->addLayout(row);
    column->addSpacing(theme::cardPadding);
    column->addWidget(districtHeading);
    column->addWidget(district);
    column->addStretch();
    connect(change, &QPushButton::clicked, this,
        [this] { KeyDialog(session, KeyDialog::Does::changePassphrase, this).exec(); });
    connect(renew, &QPushButton::clicked, this,
        [this] { KeyDialog(session, KeyDialog::Does::renewKey, this).exec(); });
    connect(&session, &Session::dataChanged, this, &ExchangeKeysPane::reload);
    connect(&session, &Session::personChanged, this, &ExchangeKeysPane::reload);
    reload();
}

void ExchangeKeysPane::reload()
{
    const auto office = officeSelf(session.workspace());
    const QString print = ownFingerprint(session.workspace());
    const bool has = !print.isEmpty();
    whose->setText(office ? QStringLiteral("%1密钥的指纹").arg(office->name)
                          : QStringLiteral("%1密钥的指纹").arg(session.workspace().plan().issuer));
    own->setText(has ? print : QStringLiteral("还没有密钥"));
    advice->setText(has
            ? QStringLiteral(
                  "收发数据包都用这把密钥签名。对方的程序提示密钥变了的时候，在电话里逐组念给对方核对。"
                  "指纹不是秘密；口令才是。换人经办时修改口令；忘记口令时重设密钥；")
                + (office ? QStringLiteral("电脑丢了请区里停用它并重新下发。")
                          : QStringLiteral("乡镇的电脑丢了，到“数据交换”停用它并重新下发。"))
            : QStringLiteral("第一次下发的时候设交换口令，同时生成密钥。"));
    const QString why = refusalOf(session, Deed::keepKeys);
    change->setEnabled(has && why.isEmpty());
    renew->setEnabled(has && why.isEmpty());
    change->setToolTip(why.isEmpty() ? QStringLiteral("换人经办时：交接时改成新的口令，密钥不变") : why);
    renew->setToolTip(why.isEmpty() ? QStringLiteral("忘记口令，或者别人可能知道口令时用") : why);
    districtHeading->setVisible(office.has_value());
    district->setVisible(office.has_value());
    if (office)
        district->setText(fingerprint(office->district.key));
}

} // namespace coop
