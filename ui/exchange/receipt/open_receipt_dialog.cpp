#include "ui/exchange/receipt/open_receipt_dialog.h"

#include "core/store/unit_of_work.h"
#include "core/workflow/exchange_text.h"
#include "ui/exchange/parts/file_field.h"
#include "ui/exchange/parts/passphrase_fields.h"
#include "ui/exchange/receipt/outcome_table.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/named.h"

#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

namespace
{
QString receiptStanding(PackageReview::Standing standing)
{
    switch (standing) {
    case PackageReview::Standing::ready:
        return QStringLiteral("可以打开");
    case PackageReview::Standing::merged:
        return QStringLiteral("已经打开过");
    case PackageReview::Standing::superseded:
        return QStringLiteral("后面的回执已经打开过，这一份不用再打开");
    default:
        return standingWord(standing);
    }
}
} // namespace

OpenReceiptDialog::OpenReceiptDialog(Session& shared, const QString& path, QWidget* parent)
    : PackageDialog(QStringLiteral("openReceipt"), QStringLiteral("打开回执"), parent)
    , session(shared)
    , file(new FileField(
          FileField::Asks::open, QStringLiteral("openReceipt.file"), QStringLiteral("回执文件")))
    , questions(new QWidget)
    , about(secondText({}))
    , keyStrip(new QFrame)
    , keyText(new QLabel)
    , trustButton(namedButton(QStringLiteral("openReceipt.trust"), QStringLiteral("认可这把密钥")))
    , summary(factText(QStringLiteral("openReceipt.summary"), {}))
    , outcomes(new OutcomeTable)
    , looking(shared.jobs())
{
    about->setObjectName(QStringLiteral("openReceipt.about"));
    keyStrip->setProperty("role", QStringLiteral("strip"));
    keyText->setObjectName(QStringLiteral("openReceipt.key"));
    keyText->setWordWrap(true);
    trustButton->setAutoDefault(false);
    trustButton->setEnabled(mayDo(session, Deed::keepKeys));
    trustButton->setToolTip(refusalOf(session, Deed::keepKeys));
    auto* strip = new QHBoxLayout(keyStrip);
    strip->setContentsMargins(theme::gap, theme::grid, theme::gap, theme::grid);
    strip->setSpacing(theme::gap);
    strip->addWidget(keyText, 1);
    strip->addWidget(trustButton);
    auto* form = new QFormLayout(questions);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->addRow(QStringLiteral("回执文件"), file);
    form->addRow(QString(), about);
    passphrase = std::make_unique<PassphraseFields>(
        form, QStringLiteral("openReceipt.passphrase"), PassphraseFields::Asks::known);
    body()->addWidget(questions);
    body()->addWidget(keyStrip);
    body()->addWidget(summary);
    body()->addWidget(outcomes, 1);
    keyStrip->hide();
    summary->hide();
    outcomes->hide();
    setActions(QStringLiteral("打开回执"), QStringLiteral("不打开"));
    connect(file, &FileField::changed, this, &OpenReceiptDialog::look);
    connect(trustButton, &QPushButton::clicked, this, &OpenReceiptDialog::trust);
    if (!path.isEmpty())
        file->setPath(path);
    (path.isEmpty() ? file->line() : passphrase->line())->setFocus();
}

OpenReceiptDialog::~OpenReceiptDialog() = default;

QList<QWidget*> OpenReceiptDialog::inputs() const
{
    return {questions, keyStrip};
}

void OpenReceiptDialog::look()
{
    looking.forget();
    keyStrip->hide();
    about->clear();
    newKey.clear();
    if (!QFileInfo(file->path()).isFile())
        return;
    looking.ask(
        session, QString(),
        [path = file->path()](
            Workspace& workspace, const JobControl&) { return reviewPackage(workspace, path); },
        [this](const Result<PackageReview>& review) {
            if (!done)
                showReview(review);
        });
}

void OpenReceiptDialog::showReview(const Result<PackageReview>& review)
{
    if (!review)
        return say(review.error().text);
    say({});
    const PackageHeader& header = review->file.header;
    about->setText(QStringLiteral("%1　%2　第 %3 号　%4　%5")
                       .arg(header.from.name, packageKindWord(header.kind))
                       .arg(header.sequence)
                       .arg(momentText(header.created), receiptStanding(review->standing)));
    if (review->standing == PackageReview::Standing::refused)
        return say(review->problem);
    if (review->standing != PackageReview::Standing::newKey)
        return;
    newKey = header.from.key;
    keyText->setText(newKeyText(header.from));
    keyStrip->show(); // without the keyboard: who is typing must not accept it by a space
    fit(false);
}

void OpenReceiptDialog::trust()
{
    begin(startOnWorkspace(
              session, Workspace::Access::write, QStringLiteral("正在记下密钥"), this,
              [key = newKey, author = session.author(Door::keys, {})](Workspace& workspace,
                  const JobControl&) { return trustDistrictKey(workspace, author, key); },
              [this](const Result<>& trusted) {
                  if (!trusted)
                      return say(trusted.error().text);
                  fit();
                  look();
                  passphrase->line()->setFocus();
              }),
        QStringLiteral("正在记下密钥"));
}

void OpenReceiptDialog::act()
{
    if (done)
        return accept();
    const QString wrong = !QFileInfo(file->path()).isFile() ? QStringLiteral("请选择区里发来的回执文件。")
        : !newKey.isEmpty() ? QStringLiteral("请先核对区里的新密钥，一致时按“认可这把密钥”。")
                            : passphrase->problem();
    if (!wrong.isEmpty())
        return say(wrong);
    begin(startOnWorkspace(
              session, Workspace::Access::write, QStringLiteral("正在打开回执"), this,
              [path = file->path(), secret = passphrase->value(),
                  author = session.author(Door::receipt, QStringLiteral("打开回执"))](Workspace& workspace,
                  const JobControl&) { return openReceipt(workspace, author, secret, path); },
              [this](const Result<OpenedReceipt>& receipt) { finished(receipt); }),
        QStringLiteral("正在打开回执"));
}

void OpenReceiptDialog::finished(const Result<OpenedReceipt>& receipt)
{
    if (!receipt)
        return say(receipt.error().text);
    done = true;
    setWindowTitle(QStringLiteral("回执已打开"));
    file->remember();
    questions->hide();
    keyStrip->hide();
    QString text = receipt->answers > 0
        ? QStringLiteral("✔ 第 %1 号回执，答复第 %2 号上报：%3。")
              .arg(receipt->sequence)
              .arg(receipt->answers)
              .arg(receiptText(receipt->result))
        : QStringLiteral("✔ 第 %1 号回执，只有区级的更正。").arg(receipt->sequence);
    text += QStringLiteral("\n本地 %1 行改成了区级的内容。").arg(receipt->written);
    if (receipt->kept > 0)
        text += QStringLiteral("%1 行区里还没有处理，或者上报以后又改过：保留本地的，下次上报再带上。")
                    .arg(receipt->kept);
    if (receipt->rejoinedAt)
        text += QStringLiteral(
            "\n它答复的上报不是在这里做的：本工作区恢复过备份，或是一份拷贝。以前上报过的以区里的为准，"
            "此后在这里录入的保留，请重新上报；只留一份工作区在用。");
    summary->setText(text);
    summary->show();
    outcomes->setOutcomes(receipt->outcomes, session.workspace().registries());
    outcomes->setVisible(!receipt->outcomes.isEmpty());
    setActions(QStringLiteral("完成"), {});
    actButton->setFocus();
    if (!receipt->outcomes.isEmpty())
        grow({860, 480});
    else
        fit();
    session.noteSaved(QStringLiteral("已打开第 %1 号回执").arg(receipt->sequence), Session::Offer::none);
}

} // namespace coop
