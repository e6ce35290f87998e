#include "core/store/figures/flow_sums.h"

#include "core/base/checked_sum.h"
#include "core/store/figures/sum_overflow.h"
#include "core/store/file/column_text.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

namespace coop
{

void FlowSums::forgetWhatChanged(const Workspace& workspace)
{
    // Commits of whichever program, and what this connection wrote. What is not committed yet may be rolled
    // back, which no counter tells: it is never kept.
    const bool open = sqlite3_get_autocommit(databaseOf(workspace).getHandle()) == 0;
    const std::pair<qint64, qint64> now{workspace.dataVersion(), databaseOf(workspace).getTotalChanges()};
    if (now == state && !open)
        return;
    years.clear();
    federationOf.clear();
    others.clear();
    SQLite::Statement rows(
        databaseOf(workspace), "SELECT id, federation FROM townships WHERE federation IS NOT NULL");
    while (rows.executeStep())
        federationOf.insert(rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64());
    state = open ? std::pair<qint64, qint64>{-1, -1} : now;
}

const QList<FlowSums::Cell>& FlowSums::year(const Workspace& workspace, const Indicator& indicator, int year)
{
    // The measure of an indicator may be another after a choice of 口径, but not without a commit.
    const QString key = indicator.id + u' ' + QString::number(year);
    const auto known = years.constFind(key);
    if (known != years.constEnd())
        return *known;
    const MeasureQuery query = monthsQuery(indicator, workspace.registries(), year);
    SQLite::Statement rows(databaseOf(workspace), query.sql.toStdString());
    for (int i = 0; i < query.values.size(); ++i)
        bindValue(rows, i + 1, query.values[i]);
    QList<Cell> cells;
    while (rows.executeStep())
        cells += {
            textAt(rows, 0).mid(5, 2).toInt(), rows.getColumn(1).getInt64(), rows.getColumn(2).getInt64()};
    return *years.insert(key, cells);
}

Result<std::optional<QHash<RowId, qint64>>> FlowSums::figures(
    const Workspace& workspace, const Indicator& indicator, const Period& period, Grouping grouping)
{
    using Sums = QHash<RowId, qint64>;
    if (!flowsByTownship(indicator, workspace.registries()))
        return std::optional<Sums>();
    forgetWhatChanged(workspace);
    const int first = indicator.basis == Basis::cumulative ? workspace.plan().firstYear : period.year();
    const int last = period.lastMonth().month;
    QHash<RowId, CheckedSum> found;
    for (int each = first; each <= period.year(); ++each)
        for (const Cell& cell : year(workspace, indicator, each)) {
            RowId group = 0;
            if (grouping == Grouping::township)
                group = cell.township;
            else if (grouping == Grouping::federation)
                group = federationOf.value(cell.township);
            if (grouping != Grouping::none && group == 0)
                continue; // of the whole district, or of a township without a federation
            const bool reached = each < period.year() || cell.month <= last;
            const bool counts = indicator.basis == Basis::stock ? cell.month == last : reached;
            found[group] += counts ? cell.figure : 0;
        }
    Sums sums;
    for (auto sum = found.constBegin(); sum != found.constEnd(); ++sum) {
        const auto value = sum->value();
        if (!value)
            return fail(sumTooLarge(workspace, indicator.measure));
        sums.insert(sum.key(), *value);
    }
    return std::optional(sums);
}

} // namespace coop
