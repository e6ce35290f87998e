#include "core/store/figures/stored_targets.h"

#include "core/domain/plan/target_value.h"
#include "core/store/figures/flow_sums.h"
#include "core/store/file/column_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

StoredTargets::StoredTargets(const Workspace& workspace)
    : kept(workspace.layout(QStringLiteral("targets")) && workspace.layout(QStringLiteral("indicators")))
{
    if (!kept)
        return;
    SQLite::Statement query(databaseOf(workspace),
        "SELECT i.code, t.year, coalesce(t.federation, 0), t.value FROM targets t JOIN indicators i ON i.id "
        "= "
        "t.indicator");
    while (query.executeStep())
        stored[textAt(query, 0)][query.getColumn(1).getInt()].insert(
            query.getColumn(2).getInt64(), query.getColumn(3).getInt64());
}

std::optional<qint64> StoredTargets::value(const Indicator& indicator, int year, RowId federation) const
{
    if (!kept) {
        const IndicatorTarget* target = indicator.target(year);
        return target && federation == 0 ? std::optional(target->value) : std::nullopt;
    }
    const auto parts = stored.value(indicator.id).value(year);
    const auto part = parts.constFind(federation);
    return part == parts.constEnd() ? std::nullopt : std::optional(smallestUnits(indicator, *part));
}

Indicator StoredTargets::withStoredTargets(const Indicator& indicator) const
{
    if (!kept)
        return indicator;
    Indicator now = indicator;
    now.targets.clear();
    const auto years = stored.value(indicator.id);
    for (auto year = years.constBegin(); year != years.constEnd(); ++year)
        if (const auto district = value(indicator, year.key(), 0)) {
            const IndicatorTarget* planned = indicator.target(year.key());
            IndicatorTarget target = planned ? *planned : IndicatorTarget{.year = year.key()};
            target.value = *district;
            if (!target.due.isValid())
                target.due = QDate(year.key(), 12, 31);
            now.targets += target;
        }
    return now;
}

Result<StoredTargets> storedTargets(const Workspace& workspace)
{
    return guarded(workspace.path(), [&] {
        return workspace.flowSums().once(workspace, QStringLiteral("targets"),
            [&]() -> Result<StoredTargets> { return StoredTargets(workspace); });
    });
}

} // namespace coop
