#include "ui/ledger/editors/reference_editor.h"

#include "ui/look/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace coop
{

ReferenceEditor::ReferenceEditor(
    const FieldSpec& field, const ReferenceLookup& references, Source rows, QWidget* parent)
    : FieldEditor(field, references, parent)
    , line(new QLineEdit(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(line);
    line->setPlaceholderText(QStringLiteral("名称、编码或拼音首字母"));
    watch(line); // before the list, which keeps to itself that the keyboard went to it
    list = new CandidateList(*line, QStringLiteral("field.%1.list").arg(field.id), std::move(rows));
    connect(list, &CandidateList::picked, this, &ReferenceEditor::pick);

    QAction* all = line->addAction(icon(QStringLiteral("down")), QLineEdit::TrailingPosition);
    all->setToolTip(QStringLiteral("列出全部"));
    connect(all, &QAction::triggered, this, [this] {
        line->setFocus();
        list->offer({}, true);
    });
    connect(line, &QLineEdit::textEdited, this, [this](const QString& typed) {
        picked = 0;
        list->offer(typed, true);
        Q_EMIT edited();
    });
    connect(this, &FieldEditor::left, this, &ReferenceEditor::takeOnlyMatch);
}

Result<FieldValue> ReferenceEditor::value() const
{
    if (picked != 0)
        return FieldValue(picked);
    return FieldEditor::value();
}

bool ReferenceEditor::isModified() const
{
    return picked != 0 ? FieldValue(picked) != shownValue() : FieldEditor::isModified();
}

QString ReferenceEditor::text() const
{
    return line->text();
}

QWidget* ReferenceEditor::input()
{
    return line;
}

void ReferenceEditor::retype(const QString& text, RowId row)
{
    setText(text);
    for (const Candidate& candidate : list->known())
        if (candidate.id == row) // it may be gone since
            picked = row;
}

void ReferenceEditor::prefer(RowId township)
{
    list->prefer(township);
}

void ReferenceEditor::forget()
{
    list->forget();
}

void ReferenceEditor::setText(const QString& text)
{
    picked = 0;
    line->setText(text);
    line->setCursorPosition(0);
}

bool ReferenceEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == line && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Down && !list->isVisible()) {
            list->offer(isModified() && picked == 0 ? line->text() : QString(), true);
            return true;
        }
    }
    return FieldEditor::eventFilter(watched, event);
}

void ReferenceEditor::pick(const Candidate& row)
{
    line->setText(row.title());
    picked = row.id;
    Q_EMIT edited();
    Q_EMIT done(list->pickedBy());
}

void ReferenceEditor::takeOnlyMatch()
{
    list->hide();
    // ylz leaves the field as 云岭镇 when nothing else is meant by it.
    if (picked != 0 || !isModified() || line->text().trimmed().isEmpty() || FieldEditor::value())
        return;
    if (const Candidate* only = list->onlyMatch(line->text())) {
        line->setText(only->title());
        picked = only->id;
        Q_EMIT edited();
    }
}

} // namespace coop
