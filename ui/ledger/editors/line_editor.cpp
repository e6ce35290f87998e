#include "ui/ledger/editors/line_editor.h"

#include "core/domain/field_text.h"
#include "ui/look/icons.h"

#include <QAction>
#include <QCalendarWidget>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QWidgetAction>

namespace coop
{

namespace
{
QString example(const FieldSpec& field)
{
    if (!field.child.isEmpty())
        return QStringLiteral("多项用顿号隔开");
    switch (field.type) {
    case FieldType::date:
        return QStringLiteral("例如 2024-07-26");
    case FieldType::month:
        return QStringLiteral("例如 2024-07");
    case FieldType::coordinate:
        return field.id == u"lon" ? QStringLiteral("例如 107.1034") : QStringLiteral("例如 29.1520");
    default:
        return {};
    }
}
} // namespace

LineEditor::LineEditor(const FieldSpec& field, const ReferenceLookup& references, QWidget* parent)
    : FieldEditor(field, references, parent)
    , line(new QLineEdit(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(line);
    if (field.isNumeric())
        line->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    if (field.byProgram) { // people only read and copy it
        line->setReadOnly(true);
        line->setFocusPolicy(Qt::ClickFocus);
    } else {
        line->setPlaceholderText(example(field));
    }
    watch(line);
    connect(line, &QLineEdit::textEdited, this, &FieldEditor::edited);
    connect(this, &FieldEditor::left, this, &LineEditor::normalise);
    if (field.type == FieldType::date && field.child.isEmpty() && !field.byProgram)
        addCalendar();
    if (field.personal)
        addReveal();
}

QString LineEditor::text() const
{
    return line->text();
}

QWidget* LineEditor::input()
{
    return line;
}

void LineEditor::setText(const QString& text)
{
    line->setText(text);
    line->setCursorPosition(0);
}

void LineEditor::normalise()
{
    if (!isModified())
        return;
    if (const auto value = this->value(); value && !spec.personal)
        line->setText(formatField(spec, *value, lookup, spec.child.isEmpty()));
}

void LineEditor::addCalendar()
{
    QAction* open = line->addAction(icon(QStringLiteral("calendar")), QLineEdit::TrailingPosition);
    open->setToolTip(QStringLiteral("选日期"));
    connect(open, &QAction::triggered, this, [this] {
        QMenu menu;
        auto* calendar = new QCalendarWidget;
        calendar->setAccessibleName(QStringLiteral("日历"));
        calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
        if (const auto value = this->value(); value && !value->isNull())
            calendar->setSelectedDate(QDate::fromString(value->text(), Qt::ISODate));
        auto* action = new QWidgetAction(&menu);
        action->setDefaultWidget(calendar);
        menu.addAction(action);
        const auto choose = [&](QDate day) {
            line->setText(day.toString(Qt::ISODate));
            menu.close();
            Q_EMIT edited();
        };
        connect(calendar, &QCalendarWidget::clicked, this, choose);
        connect(calendar, &QCalendarWidget::activated, this, choose);
        menu.exec(line->mapToGlobal(QPoint(0, line->height())));
    });
}

void LineEditor::addReveal()
{
    reveal = new QToolButton(this);
    reveal->setObjectName(QStringLiteral("reveal.") + spec.id);
    reveal->setIcon(icon(QStringLiteral("visible")));
    reveal->setToolTip(QStringLiteral("显示%1（会记入历史）").arg(spec.label));
    reveal->setAccessibleName(QStringLiteral("显示") + spec.label);
    reveal->hide();
    layout()->addWidget(reveal);
    connect(reveal, &QToolButton::clicked, this, &FieldEditor::revealRequested);
}

void LineEditor::offerReveal(bool offered)
{
    if (!reveal)
        return;
    if (!offered && reveal->hasFocus())
        line->setFocus();
    reveal->setVisible(offered);
}

} // namespace coop
