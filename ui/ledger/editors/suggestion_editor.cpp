#include "ui/ledger/editors/suggestion_editor.h"

#include "ui/look/icons.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <algorithm>

namespace coop
{

namespace
{
/// Letters alone are pinyin: the first match is meant. Characters may be a text of their own.
bool isPinyin(const QString& text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar each) {
        return each.isLetter() && each < u'\x80';
    });
}
} // namespace

SuggestionEditor::SuggestionEditor(
    const FieldSpec& field, const ReferenceLookup& references, CandidateList::Source rows, QWidget* parent)
    : LineEditor(field, references, parent)
    , list(new CandidateList(*lineEdit(), QStringLiteral("field.%1.list").arg(field.id), std::move(rows)))
{
    QLineEdit* input = lineEdit();
    QAction* all = input->addAction(icon(QStringLiteral("down")), QLineEdit::TrailingPosition);
    all->setToolTip(QStringLiteral("列出全部"));
    connect(all, &QAction::triggered, this, [this, input] {
        input->setFocus();
        list->offer({}, false);
    });
    connect(input, &QLineEdit::textEdited, this, [this](const QString& typed) {
        if (typed.trimmed().isEmpty())
            list->hide();
        else
            list->offer(typed, isPinyin(typed));
    });
    // Enter goes past the list to the line when nothing is marked in it: what was typed stands.
    connect(input, &QLineEdit::returnPressed, this, [this] {
        if (!list->isVisible() || list->hasCurrent())
            return;
        list->hide();
        Q_EMIT done(Qt::Key_Return);
    });
    connect(list, &CandidateList::picked, this, &SuggestionEditor::take);
    connect(this, &FieldEditor::left, list, &CandidateList::hide);
}

void SuggestionEditor::prefer(RowId township)
{
    list->prefer(township, true);
}

void SuggestionEditor::forget()
{
    list->forget();
}

bool SuggestionEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == lineEdit() && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down && !list->isVisible()) {
        list->offer(isModified() ? lineEdit()->text() : QString(), false);
        return true;
    }
    return LineEditor::eventFilter(watched, event);
}

void SuggestionEditor::take(const Candidate& row)
{
    lineEdit()->setText(row.name);
    Q_EMIT edited();
    Q_EMIT done(list->pickedBy());
}

} // namespace coop
