#include "ui/settings/key_dialog.h"

#include "core/exchange/offices.h"
#include "core/store/unit_of_work.h"
#include "ui/exchange/parts/passphrase_fields.h"
#include "ui/look/theme.h"
#include "ui/session/workspace_job.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

namespace
{
QString whatFollows(bool township)
{
    return (township ? QStringLiteral(
                "重设以后，区供销合作社下次合并时会看到指纹变了，要打电话和您核对一次才认可；")
                     : QStringLiteral(
                         "重设以后，每个乡镇下次打开回执时会看到指纹变了，要打电话和您核对一次才认可；"))
        + QStringLiteral(
            "发给本单位、还没有打开的数据包要请对方重写一份。已经在工作区里的内容不变。重设不能撤销。");
}
} // namespace

KeyDialog::KeyDialog(Session& shared, Does what, QWidget* parent)
    : PackageDialog(QStringLiteral("key"),
        what == Does::renewKey ? QStringLiteral("重设密钥") : QStringLiteral("修改交换口令"), parent)
    , session(shared)
    , does(what)
    , questions(new QWidget)
{
    auto* form = new QFormLayout(questions);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    if (does == Does::renewKey)
        form->addRow(secondText(whatFollows(session.office() != nullptr)));
    else
        before = std::make_unique<PassphraseFields>(
            form, QStringLiteral("key.before"), PassphraseFields::Asks::known, QStringLiteral("现在的口令"));
    after = std::make_unique<PassphraseFields>(
        form, QStringLiteral("key.after"), PassphraseFields::Asks::anew, QStringLiteral("新口令"));
    body()->addWidget(questions);
    if (does == Does::renewKey)
        setActions(QStringLiteral("重设密钥"), QStringLiteral("不重设"));
    else
        setActions(QStringLiteral("改为新口令"), QStringLiteral("不修改"));
    (before ? before : after)->line()->setFocus();
}

KeyDialog::~KeyDialog() = default;

QList<QWidget*> KeyDialog::inputs() const
{
    return {questions};
}

void KeyDialog::act()
{
    QString wrong = before ? before->problem() : QString();
    if (wrong.isEmpty())
        wrong = after->problem();
    if (!wrong.isEmpty())
        return say(wrong);
    begin(startOnWorkspace(
              session, Workspace::Access::write, windowTitle(), this,
              [renews = does == Does::renewKey, author = session.author(Door::keys, {}),
                  old = before ? before->value() : QString(),
                  anew = after->value()](Workspace& workspace, const JobControl&) -> Result<> {
                  if (!renews)
                      return changePassphrase(workspace, author, old, anew);
                  const auto made = renewKey(workspace, author, anew);
                  return made ? Result<>() : Result<>(fail(made.error()));
              },
              [this](const Result<>& done) {
                  if (!done)
                      return say(done.error().text);
                  session.noteSaved(does == Does::renewKey ? QStringLiteral("已重设密钥")
                                                           : QStringLiteral("已修改交换口令"),
                      Session::Offer::none);
                  accept();
              }),
        QStringLiteral("正在保存"));
}

} // namespace coop
