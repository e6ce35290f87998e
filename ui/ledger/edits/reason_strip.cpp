#include "ui/ledger/edits/reason_strip.h"

#include "ui/look/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace coop
{

ReasonStrip::ReasonStrip(QWidget* parent)
    : QFrame(parent)
    , question(new QLabel(this))
    , line(new QLineEdit(this))
{
    setObjectName(QStringLiteral("form.reasonStrip"));
    setProperty("role", QStringLiteral("strip"));
    setAttribute(Qt::WA_StyledBackground);
    question->setObjectName(QStringLiteral("form.reasonQuestion"));
    question->setWordWrap(true);
    line->setObjectName(QStringLiteral("form.reason"));
    line->setAccessibleName(QStringLiteral("原因"));
    line->setPlaceholderText(QStringLiteral("例如：已电话核实"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    column->setSpacing(4);
    column->addWidget(question);
    column->addWidget(line);
    connect(line, &QLineEdit::returnPressed, this, [this] {
        if (!reason().isEmpty())
            Q_EMIT given();
    });
    hide();
}

bool ReasonStrip::answers(const QStringList& warnings)
{
    if (warnings.isEmpty()) {
        forget();
        return true;
    }
    if (asked == warnings && !reason().isEmpty())
        return true;
    asked = warnings;
    question->setText(QStringLiteral("有 %1 处请留意。改正后再保存；确实如此，请写明原因，原因会记入历史：")
                          .arg(warnings.size()));
    line->setAccessibleDescription(warnings.join(u'；'));
    show();
    line->setFocus();
    line->selectAll();
    return false;
}

QString ReasonStrip::reason() const
{
    return asked.isEmpty() ? QString() : line->text().trimmed();
}

void ReasonStrip::forget()
{
    asked.clear();
    line->clear();
    hide();
}

} // namespace coop
