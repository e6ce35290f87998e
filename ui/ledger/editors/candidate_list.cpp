#include "ui/ledger/editors/candidate_list.h"

#include "core/base/text/pinyin.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
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
    QStringList parts{candidate.title()};
    if (!candidate.where.isEmpty())
        parts += candidate.where;
    if (!candidate.name.isEmpty())
        parts += candidate.code;
    return parts.join(QStringLiteral("　"));
}
} // namespace

CandidateList::CandidateList(QLineEdit& line, const QString& name, Source rows)
    : QObject(&line)
    , source(std::move(rows))
    , offered(new QStandardItemModel(this))
    , completer(new QCompleter(offered, this))
{
    // The list holds what matches by pinyin, too: the completer only shows it.
    completer->setWidget(&line);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer->setMaxVisibleItems(12);
    completer->popup()->setObjectName(name);
    completer->popup()->installEventFilter(this); // before the completer's own
    connect(completer, QOverload<const QModelIndex&>::of(&QCompleter::activated), this,
        [this](const QModelIndex& index) {
            const RowId id = index.data(idRole).toLongLong();
            for (const Candidate& candidate : known())
                if (candidate.id == id)
                    return Q_EMIT picked(Candidate(candidate)); // the list may be read again meanwhile
        });
}

const QList<Candidate>& CandidateList::known()
{
    if (!candidates)
        candidates = source();
    return *candidates;
}

void CandidateList::prefer(RowId township, bool onlyThese)
{
    preferred = township;
    alone = onlyThese;
}

QList<const Candidate*> CandidateList::matching(const QString& query)
{
    QList<const Candidate*> found;
    const bool narrowed = alone && preferred != 0
        && std::any_of(known().begin(), known().end(),
            [this](const Candidate& candidate) { return candidate.township == preferred; });
    for (const Candidate& candidate : known())
        if ((!narrowed || candidate.township == preferred)
            && matchesSearch(candidate.name + u'\n' + candidate.code, query))
            found += &candidate;
    return found;
}

void CandidateList::offer(const QString& query, bool takeFirst)
{
    QList<const Candidate*> found = matching(query);
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
        return hide();
    lastKey = 0;
    completer->complete();
    completer->popup()->setCurrentIndex(
        takeFirst ? completer->completionModel()->index(0, 0) : QModelIndex());
}

bool CandidateList::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    lastKey = key.key();
    if (lastKey != Qt::Key_Backtab)
        return false;
    // The completer does nothing with it and would keep the keyboard: it leaves the field, as without a list.
    hide();
    QKeyEvent copy(key.type(), key.key(), key.modifiers(), key.text());
    QApplication::sendEvent(completer->widget(), &copy);
    return true;
}

int CandidateList::pickedBy() const
{
    if (lastKey == Qt::Key_Enter)
        return Qt::Key_Return;
    return lastKey == Qt::Key_Return || lastKey == Qt::Key_Tab ? lastKey : 0;
}

void CandidateList::hide()
{
    completer->popup()->hide();
}

bool CandidateList::isVisible() const
{
    return completer->popup()->isVisible();
}

bool CandidateList::hasCurrent() const
{
    return completer->popup()->currentIndex().isValid();
}

const Candidate* CandidateList::onlyMatch(const QString& query)
{
    const QList<const Candidate*> found = matching(query);
    return found.size() == 1 ? found.first() : nullptr;
}

} // namespace coop
