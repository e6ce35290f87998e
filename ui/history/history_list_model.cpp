#include "ui/history/history_list_model.h"

#include "core/tabular/history_text.h"
#include "ui/look/theme.h"

namespace coop
{

HistoryListModel::HistoryListModel(Session& shared, QObject* parent)
    : QAbstractTableModel(parent)
    , session(shared)
    , pages(shared.jobs())
{
}

void HistoryListModel::setFilter(const HistoryFilter& filter)
{
    wanted = filter;
    reload();
}

void HistoryListModel::reload()
{
    read(0);
}

void HistoryListModel::read(qint64 before)
{
    HistoryFilter page = wanted;
    page.before = before;
    page.limit = pageSize;
    pages.ask(
        session, QString(),
        [page](Workspace& workspace, const JobControl&) { return historyHeads(workspace, page); },
        [this, before](Result<QList<ChangeEntry>> read) {
            if (!read)
                return Q_EMIT failed(read.error().text);
            all = read->size() < pageSize;
            if (before == 0)
                replace(std::move(*read));
            else
                append(*read);
            Q_EMIT loaded(before == 0);
        });
}

void HistoryListModel::replace(QList<ChangeEntry> page)
{
    beginResetModel();
    entries = std::move(page);
    endResetModel();
}

void HistoryListModel::append(const QList<ChangeEntry>& page)
{
    if (page.isEmpty())
        return;
    beginInsertRows({}, int(entries.size()), int(entries.size() + page.size()) - 1);
    entries += page;
    endInsertRows();
}

bool HistoryListModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !all && !busy() && !entries.isEmpty();
}

void HistoryListModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        read(entries.last().entry);
}

const ChangeEntry* HistoryListModel::entryAt(int row) const
{
    return row >= 0 && row < entries.size() ? &entries[row] : nullptr;
}

int HistoryListModel::rowOf(qint64 entry) const
{
    for (int row = 0; row < entries.size(); ++row)
        if (entries[row].entry == entry)
            return row;
    return -1;
}

int HistoryListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(entries.size());
}

int HistoryListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : standingColumn + 1;
}

QVariant HistoryListModel::data(const QModelIndex& index, int role) const
{
    const ChangeEntry* entry = entryAt(index.row());
    if (!entry)
        return {};
    if (role == Qt::ForegroundRole && entry->undone)
        return theme::disabledText;
    if (role == Qt::TextAlignmentRole && index.column() == entryColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case entryColumn:
        return QString::number(entry->entry);
    case timeColumn:
        return entry->time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    case whoColumn:
        return entry->who;
    case doorColumn:
        return doorTitle(entry->door);
    case reasonColumn:
        return entry->reason;
    case touchedColumn:
        return changeCountText(session.workspace().registries(), entry->counts);
    default:
        return standingText(*entry);
    }
}

QVariant HistoryListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const QStringList titles{QStringLiteral("编号"), QStringLiteral("时间"), QStringLiteral("经办人"),
        QStringLiteral("来源"), QStringLiteral("事由"), QStringLiteral("涉及"), QStringLiteral("状态")};
    return titles.value(section);
}

} // namespace coop
