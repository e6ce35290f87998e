#include "ui/ledger/reference_editor.h"

#include "core/base/pinyin.h"
#include "ui/shell/icons.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStandardItemModel>
#include <algorithm>

namespace coop
{

namespace
{
constexpr int idRole = Qt::UserRole + 1;

QString described(const Candidate& candidate)
{
    QStringList parts{candidate.name.isEmpty() ? candidate.code : candidate.name};
    if (!candidate.where.isEmpty())
        parts += candidate.where;
    if (!candidate.name.isEmpty())
        parts += candidate.code;
    return parts.join(QStringLiteral("　"));
}
} // namespace

ReferenceEditor::ReferenceEditor(
    const FieldSpec& field, const ReferenceLookup& references, Source rows, QWidget* parent)
    : FieldEditor(field, references, parent)
    , source(std::move(rows))
    , line(new QLineEdit(this))
    , offered(new QStandardItemModel(this))
    , completer(new QCompleter(offered, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(line);
    line->setPlaceholderText(QStringLiteral("名称、编码或拼音首字母"));
    watch(line);

    // The list holds what matches by pinyin, too: the completer only shows it.
    completer->setWidget(line);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer->setMaxVisibleItems(12);
    completer->popup()->setObjectName(QStringLiteral("field.%1.list").arg(field.id));
    connect(
        completer, QOverload<const QModelIndex&>::of(&QCompleter::activated), this, &ReferenceEditor::pick);

    QAction* all = line->addAction(icon(QStringLiteral("down")), QLineEdit::TrailingPosition);
    all->setToolTip(QStringLiteral("列出全部"));
    connect(all, &QAction::triggered, this, [this] {
        line->setFocus();
        offer({});
    });
    connect(line, &QLineEdit::textEdited, this, [this](const QString& typed) {
        picked = 0;
        offer(typed);
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

void ReferenceEditor::prefer(RowId township)
{
    preferred = township;
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
        if (key->key() == Qt::Key_Down && !completer->popup()->isVisible()) {
            offer(isModified() && picked == 0 ? line->text() : QString());
            return true;
        }
    }
    return FieldEditor::eventFilter(watched, event);
}

const QList<Candidate>& ReferenceEditor::known()
{
    if (!candidates)
        candidates = source();
    return *candidates;
}

void ReferenceEditor::offer(const QString& query)
{
    QList<const Candidate*> found;
    for (const Candidate& candidate : known())
        if (matchesSearch(candidate.name + u'\n' + candidate.code, query))
            found += &candidate;
    const auto rank = [&](const Candidate& candidate) {
        if (!query.isEmpty() && (candidate.name == query || candidate.code == query))
            return 0;
        if (preferred != 0 && candidate.township == preferred)
            return 1;
        return candidate.name.startsWith(query) || pinyinInitials(candidate.name).startsWith(query) ? 2 : 3;
    };
    std::stable_sort(found.begin(), found.end(),
        [&](const Candidate* a, const Candidate* b) { return rank(*a) < rank(*b); });
    offered->clear();
    for (qsizetype i = 0; i < std::min<qsizetype>(found.size(), mostShown); ++i) {
        auto* item = new QStandardItem(described(*found[i]));
        item->setData(found[i]->id, idRole);
        offered->appendRow(item);
    }
    if (found.isEmpty())
        completer->popup()->hide();
    else
        completer->complete();
    if (!found.isEmpty() && !query.isEmpty()) // Enter takes the first
        completer->popup()->setCurrentIndex(completer->completionModel()->index(0, 0));
}

void ReferenceEditor::pick(const QModelIndex& index)
{
    const RowId id = index.data(idRole).toLongLong();
    const auto row = std::find_if(
        known().begin(), known().end(), [id](const Candidate& candidate) { return candidate.id == id; });
    if (row == known().end())
        return;
    line->setText(row->name.isEmpty() ? row->code : row->name);
    picked = id;
    Q_EMIT edited();
    Q_EMIT done();
}

void ReferenceEditor::takeOnlyMatch()
{
    completer->popup()->hide();
    // dgz leaves the field as 大观镇 when nothing else is meant by it.
    if (picked != 0 || !isModified() || line->text().trimmed().isEmpty() || FieldEditor::value())
        return;
    const Candidate* only = nullptr;
    for (const Candidate& candidate : known()) {
        if (!matchesSearch(candidate.name + u'\n' + candidate.code, line->text()))
            continue;
        if (only)
            return;
        only = &candidate;
    }
    if (!only)
        return;
    line->setText(only->name.isEmpty() ? only->code : only->name);
    picked = only->id;
    Q_EMIT edited();
}

} // namespace coop
