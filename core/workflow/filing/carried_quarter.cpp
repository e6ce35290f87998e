#include "core/workflow/filing/carried_quarter.h"

#include "core/store/workspace.h"
#include "core/workflow/filing/filing.h"

#include <QHash>
#include <algorithm>

namespace coop
{

namespace
{
constexpr int longestGap = 20; // quarters

/// The rows of an area, quarter by quarter.
class AreaRows
{
public:
    AreaRows(const Workspace& source, const RegistrySpec& registry, const Area& of)
        : workspace(source)
        , spec(registry)
        , area(of)
    {
    }
    Result<> findTownships()
    {
        if (area.registry == u"townships" && area.id != 0)
            townships += area.id;
        if (area.registry != u"federations" || area.id == 0)
            return {};
        const auto found = workspace.rows(
            {.registry = QStringLiteral("townships"), .equals = {{QStringLiteral("federation"), area.id}}});
        COOP_TRY(found);
        for (const Record& township : *found)
            townships += township.id;
        return {};
    }
    Result<QList<Record>> of(const Period& quarter) const
    {
        if (area.id != 0 && townships.isEmpty())
            return QList<Record>();
        FieldValue::List months;
        for (Month month = quarter.firstMonth(); month <= quarter.lastMonth(); ++month.month)
            months.emplace_back(month.toString());
        return workspace.rows(
            {.registry = spec.id, .equals = {{spec.when()->id, FieldValue(months)}}, .townships = townships});
    }

private:
    const Workspace& workspace;
    const RegistrySpec& spec;
    const Area area;
    QList<RowId> townships; ///< empty: all
};

/// Which federations' quarter takes no changes.
class HeldFilings
{
public:
    HeldFilings(const Workspace& source, const Period& of)
        : workspace(source)
        , quarter(of)
    {
    }
    bool holds(const Record& row)
    {
        const RowId township = row[row.spec().area.field].number();
        const auto known = byTownship.constFind(township);
        return known != byTownship.constEnd() ? *known : *byTownship.insert(township, look(township));
    }

private:
    bool look(RowId township) const
    {
        const auto row = workspace.row(QStringLiteral("townships"), township);
        if (township == 0 || !row || (*row)[u"federation"].isNull())
            return false;
        // The day only tells what is late.
        const auto filing
            = filingStanding(workspace, {(*row)[u"federation"].number(), quarter}, quarter.lastDay());
        return filing && filing->state.isKnown() && holdsQuarter(*filing->state.value());
    }

    const Workspace& workspace;
    const Period quarter;
    QHash<RowId, bool> byTownship;
};
} // namespace

Result<CarriedQuarter> carriedQuarter(
    const Workspace& workspace, const RegistrySpec& spec, const Area& area, const Period& quarter)
{
    AreaRows rows(workspace, spec, area);
    COOP_TRY(rows.findTownships());
    const auto present = rows.of(quarter);
    COOP_TRY(present);
    for (int back = 1; back <= longestGap; ++back) {
        const Period from = quarter.addQuarters(-back);
        const auto earlier = rows.of(from);
        COOP_TRY(earlier);
        if (earlier->isEmpty())
            continue;
        CarriedQuarter found{.from = from, .carried = carriedRows(spec, *earlier, *present, 3 * back)};
        HeldFilings filings(workspace, quarter);
        found.held
            = found.carried.rows.removeIf([&filings](const Record& row) { return filings.holds(row); });
        return found;
    }
    return CarriedQuarter{.from = quarter.addQuarters(-1), .carried = {}};
}

} // namespace coop
