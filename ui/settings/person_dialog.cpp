#include "ui/settings/person_dialog.h"

#include "core/store/people/passphrase.h"

#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace coop
{

namespace
{
QString whatItMay(Role role)
{
    switch (role) {
    case Role::read:
        return QStringLiteral("只能查看和出图");
    case Role::entry:
        return QStringLiteral("登记、修改台账和上报");
    case Role::review:
        return QStringLiteral("还可以审核、合并和写回执");
    case Role::admin:
        return QStringLiteral("还可以管理人员、下发、密钥和备份");
    }
    return {};
}
} // namespace

PersonDialog::PersonDialog(Asks what, const Person& person, QWidget* parent)
    : QDialog(parent)
    , asks(what)
    , nameField(new QLineEdit(person.name))
    , roleField(new QComboBox)
    , first(new QLineEdit)
    , second(new QLineEdit)
    , problem(new QLabel)
{
    const bool adding = asks == Asks::person;
    setObjectName(QStringLiteral("personEditDialog"));
    setWindowTitle(adding        ? QStringLiteral("新增人员")
            : asks == Asks::role ? QStringLiteral("改角色")
                                 : QStringLiteral("设口令"));
    setMinimumWidth(460);
    nameField->setObjectName(QStringLiteral("person.name"));
    nameField->setEnabled(adding);
    roleField->setObjectName(QStringLiteral("person.role"));
    for (const Role role : {Role::entry, Role::review, Role::admin, Role::read})
        roleField->addItem(QStringLiteral("%1（%2）").arg(roleTitle(role), whatItMay(role)), int(role));
    roleField->setCurrentIndex(roleField->findData(int(person.role)));
    for (QLineEdit* field : {first, second})
        field->setEchoMode(QLineEdit::Password);
    first->setObjectName(QStringLiteral("person.passphrase"));
    second->setObjectName(QStringLiteral("person.again"));
    if (adding)
        first->setPlaceholderText(QStringLiteral("可以不设"));
    problem->setObjectName(QStringLiteral("person.problem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->hide();

    auto* form = new QFormLayout;
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->addRow(QStringLiteral("姓名"), nameField);
    if (asks != Asks::passphrase)
        form->addRow(QStringLiteral("角色"), roleField);
    if (asks != Asks::role) {
        form->addRow(QStringLiteral("口令"), first);
        form->addRow(QStringLiteral("再输一次"), second);
    }
    form->addRow(QString(), problem);
    auto* save = namedButton(QStringLiteral("person.accept"),
        adding                   ? QStringLiteral("新增人员")
            : asks == Asks::role ? QStringLiteral("改为这个角色")
                                 : QStringLiteral("设为口令"));
    save->setDefault(true);
    auto* leave = new QPushButton(adding ? QStringLiteral("不新增") : QStringLiteral("不更改"));
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(leave, QDialogButtonBox::RejectRole);
    buttons->addButton(save, QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::cardPadding);
    column->addLayout(form);
    column->addWidget(buttons);
    for (QWidget* unused : QList<QWidget*>{roleField, first, second})
        if (!unused->parentWidget()) {
            unused->setParent(this);
            unused->hide();
        }
    connect(save, &QPushButton::clicked, this, &PersonDialog::checkAndAccept);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    (adding                      ? static_cast<QWidget*>(nameField)
            : asks == Asks::role ? static_cast<QWidget*>(roleField)
                                 : first)
        ->setFocus();
}

QString PersonDialog::name() const
{
    return nameField->text().trimmed();
}

Role PersonDialog::role() const
{
    return Role(roleField->currentData().toInt());
}

QString PersonDialog::passphrase() const
{
    return first->text();
}

void PersonDialog::checkAndAccept()
{
    const auto strong
        = first->text().isEmpty() ? Result<>() : strongEnough(first->text(), QStringList{name()});
    const QString wrong = name().isEmpty() ? QStringLiteral("请填写姓名。")
        : first->text() != second->text() ? QStringLiteral("两次输入的口令不一样，请重新输入。")
        : asks == Asks::passphrase && first->text().isEmpty()
        ? QStringLiteral("请输入口令；不要口令请用“去掉口令”。")
        : !strong ? strong.error().text + QStringLiteral("。")
                  : QString();
    problem->setText(wrong);
    problem->setVisible(!wrong.isEmpty());
    if (wrong.isEmpty())
        accept();
}

} // namespace coop
