#include "ui/ledger/form/form_row.h"

#include "ui/ledger/editors/field_editor.h"
#include "ui/ledger/editors/make_editor.h"
#include "ui/look/theme.h"

#include <QGridLayout>
#include <QLabel>

namespace coop
{

namespace
{
/// A finding stands at its field and need not name it again: “面积（亩）”填的是 -3 … → 填的是 -3 …
QString withoutHeading(const FieldSpec& field, const QString& text)
{
    const QString heading = QStringLiteral("“%1”").arg(field.heading());
    return text.startsWith(heading) ? text.mid(heading.size()) : text;
}

QLabel* fieldLabel(const FieldSpec& field, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setText(
        (field.required ? QStringLiteral("<span style='color:%1'>*</span> ").arg(theme::danger.name())
                        : QString())
        + field.heading().toHtmlEscaped());
    label->setTextFormat(Qt::RichText);
    label->setAlignment(Qt::AlignRight | Qt::AlignTop);
    label->setWordWrap(true);
    label->setFixedWidth(FormRow::labelWidth);
    label->setMinimumHeight(theme::controlHeight);
    label->setContentsMargins(0, 5, 0, 0);
    return label;
}
} // namespace

FormRow::FormRow(QGridLayout& grid, const FieldSpec& field, const Workspace& workspace)
    : editor(makeEditor(field, workspace, grid.parentWidget()))
    , error(new QLabel(grid.parentWidget()))
{
    QLabel* label = fieldLabel(field, grid.parentWidget());
    label->setBuddy(editor->input());
    error->setProperty("role", QStringLiteral("error"));
    error->setObjectName(QStringLiteral("error.") + field.id);
    error->setWordWrap(true);
    error->setFont(theme::font(theme::smallPoints));
    const int row = grid.rowCount();
    grid.addWidget(label, row, 0);
    grid.addWidget(editor, row, 1);
    grid.addWidget(error, row + 1, 1);
    grid.setRowMinimumHeight(row + 2, theme::grid);
    say({});
}

void FormRow::say(const QString& text, bool warning) const
{
    error->setText(
        (warning ? QStringLiteral("请留意：") : QString()) + withoutHeading(editor->field(), text));
    error->setVisible(!text.isEmpty());
    editor->setInvalid(!text.isEmpty() && !warning);
    editor->input()->setAccessibleDescription(
        text.isEmpty() && editor->field().required ? QStringLiteral("必填") : text);
}

} // namespace coop
