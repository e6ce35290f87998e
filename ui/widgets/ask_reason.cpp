#include "ui/widgets/ask_reason.h"

#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

std::optional<QString> askReason(QWidget* parent, const QString& question, const QString& detail,
    const QString& action, const ReasonAsked& about)
{
    const bool optional = about.optional;
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("askReason"));
    dialog.setWindowTitle(action);
    dialog.setMinimumWidth(440);
    auto* heading = new QLabel(question);
    heading->setProperty("role", QStringLiteral("heading"));
    heading->setWordWrap(true);
    auto* more = new QLabel(detail);
    more->setProperty("role", QStringLiteral("second"));
    more->setWordWrap(true);
    more->setVisible(!detail.isEmpty());
    auto* line = new QLineEdit;
    line->setObjectName(QStringLiteral("askReason.line"));
    line->setAccessibleName(about.asked);
    line->setPlaceholderText(about.hint);
    auto* act = namedButton(QStringLiteral("askReason.act"), action);
    act->setDefault(true);
    act->setEnabled(optional);
    auto* leave = namedButton(QStringLiteral("askReason.leave"), QStringLiteral("不") + action);
    leave->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::grid);
    buttons->addStretch();
    buttons->addWidget(act);
    buttons->addWidget(leave);
    auto* column = new QVBoxLayout(&dialog);
    column->setContentsMargins(
        theme::cardPadding, theme::cardPadding, theme::cardPadding, theme::cardPadding);
    column->setSpacing(theme::gap);
    column->addWidget(heading);
    column->addWidget(more);
    column->addWidget(line);
    column->addLayout(buttons);
    QObject::connect(line, &QLineEdit::textChanged, act,
        [=] { act->setEnabled(optional || !line->text().trimmed().isEmpty()); });
    QObject::connect(act, &QPushButton::clicked, &dialog, &QDialog::accept);
    QObject::connect(leave, &QPushButton::clicked, &dialog, &QDialog::reject);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return line->text().trimmed();
}

} // namespace coop
