#include "ui/exchange/parts/passphrase_fields.h"

#include "core/store/people/passphrase.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace coop
{

namespace
{
QLineEdit* secretLine(const QString& name, const QString& label)
{
    auto* line = new QLineEdit;
    line->setObjectName(name);
    line->setAccessibleName(label);
    line->setEchoMode(QLineEdit::Password);
    return line;
}
} // namespace

PassphraseFields::PassphraseFields(QFormLayout* form, const QString& name, Asks what, const QString& label)
{
    const QString title = !label.isEmpty() ? label
        : what == Asks::anew               ? QStringLiteral("设交换口令")
                                           : QStringLiteral("交换口令");
    first = secretLine(name, title);
    form->addRow(title, first);
    if (what == Asks::known)
        return;
    second = secretLine(name + QStringLiteral(".again"), QStringLiteral("再输一次"));
    form->addRow(QStringLiteral("再输一次"), second);
    auto* advice
        = new QLabel(QStringLiteral("交换口令保护本单位的密钥，收发数据包都要用它；至少 8 个字母数字或 4 "
                                    "个汉字，不要让人一猜就中。程序不保存口令，忘记了不能找回，"
                                    "只能重设密钥，请抄下来放好。"));
    advice->setProperty("role", QStringLiteral("second"));
    advice->setWordWrap(true);
    form->addRow(QString(), advice);
}

QString PassphraseFields::value() const
{
    return first->text();
}

QString PassphraseFields::problem() const
{
    const auto wrong = [](QLineEdit* line, const QString& text) {
        line->setFocus();
        return text;
    };
    if (first->text().isEmpty())
        return wrong(first, QStringLiteral("请输入交换口令。"));
    if (!second)
        return {};
    if (const auto strong = strongEnough(first->text()); !strong)
        return wrong(first, strong.error().text + QStringLiteral("。"));
    return first->text() == second->text()
        ? QString()
        : wrong(second, QStringLiteral("两次输入的口令不一样，请重新输入。"));
}

} // namespace coop
