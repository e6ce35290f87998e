#include "ui/tasks/reason_dialog.h"

#include "ui/shell/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

ReasonDialog::ReasonDialog(const Words& words, QWidget* parent)
    : QDialog(parent)
    , text(new QPlainTextEdit)
    , accepting(new QPushButton(words.accept))
{
    setObjectName(QStringLiteral("reasonDialog"));
    setWindowTitle(words.title);
    setMinimumWidth(480);
    auto* question = new QLabel(words.question);
    question->setWordWrap(true);
    text->setObjectName(QStringLiteral("reason.text"));
    text->setAccessibleName(words.title);
    text->setTabChangesFocus(true);
    text->setFixedHeight(120);
    accepting->setObjectName(QStringLiteral("reason.accept"));
    accepting->setDefault(true);
    accepting->setEnabled(false);
    auto* leave = new QPushButton(words.leave);
    leave->setObjectName(QStringLiteral("reason.leave"));
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(leave, QDialogButtonBox::RejectRole);
    buttons->addButton(accepting, QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::gap);
    column->addWidget(question);
    column->addWidget(text);
    column->addWidget(buttons);
    connect(text, &QPlainTextEdit::textChanged, this, [this] { accepting->setEnabled(!reason().isEmpty()); });
    connect(accepting, &QPushButton::clicked, this, &QDialog::accept);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    text->setFocus();
}

QString ReasonDialog::reason() const
{
    return text->toPlainText().trimmed();
}

} // namespace coop
