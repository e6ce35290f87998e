#include "ui/exchange/passphrase_fields.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace coop
{

namespace
{
constexpr int shortest = 6; ///< characters, as OfficeKey::lockedUnder asks

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
    auto* advice = new QLabel(QStringLiteral(
        "交换口令保护本单位的密钥，收发数据包都要用它；至少 6 个字。程序不保存口令，忘记了不能找回，"
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
    if (first->text().size() < shortest)
        return wrong(first, QStringLiteral("交换口令太短，请至少用 %1 个字。").arg(shortest));
    return first->text() == second->text()
        ? QString()
        : wrong(second, QStringLiteral("两次输入的口令不一样，请重新输入。"));
}

void PassphraseFields::clear()
{
    first->clear();
    if (second)
        second->clear();
}

} // namespace coop
