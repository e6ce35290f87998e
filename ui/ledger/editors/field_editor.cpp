#include "ui/ledger/editors/field_editor.h"

#include "core/base/text/text.h"
#include "core/domain/field_text.h"

#include <QFocusEvent>
#include <QStyle>

namespace coop
{

FieldEditor::FieldEditor(const FieldSpec& field, const ReferenceLookup& references, QWidget* parent)
    : QWidget(parent)
    , spec(field)
    , lookup(references)
{
    setObjectName(QStringLiteral("editor.") + spec.id);
}

void FieldEditor::setValue(const FieldValue& value)
{
    held = value;
    const QString text = formatField(spec, value, lookup, spec.child.isEmpty());
    setText(spec.personal && !revealed ? masked(text) : text);
    shown = this->text();
}

void FieldEditor::retype(const QString& text, RowId)
{
    setText(text);
}

void FieldEditor::setRevealed(bool full)
{
    if (revealed == full)
        return;
    const bool untouched = !isModified();
    revealed = full;
    if (untouched)
        setValue(FieldValue(held));
}

Result<FieldValue> FieldEditor::value() const
{
    if (!isModified())
        return held;
    if (spec.personal && isMasked(text()))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("填的是“%1”，其中有遮盖的字符，请重新填写完整内容").arg(text()));
    return parseField(spec, text(), lookup);
}

void FieldEditor::setInvalid(bool invalid)
{
    QWidget* widget = input();
    if (widget->property("invalid").toBool() == invalid)
        return;
    widget->setProperty("invalid", invalid); // the style sheet draws its border
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

void FieldEditor::watch(QWidget* widget)
{
    widget->setObjectName(QStringLiteral("field.") + spec.id);
    widget->setAccessibleName(spec.heading());
    widget->installEventFilter(this);
    setFocusProxy(widget);
}

bool FieldEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut
        && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason) // its own list or menu
        Q_EMIT left();
    // Rolling the wheel over a form scrolls it and never changes a value.
    if (event->type() == QEvent::Wheel) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace coop
