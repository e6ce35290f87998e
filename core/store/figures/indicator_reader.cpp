#include "core/store/figures/indicator_reader.h"

#include "core/domain/filing_state.h"
#include "core/domain/plan/target_value.h"
#include "core/store/figures/flow_sums.h"
#include "core/store/figures/frozen_figures.h"
#include "core/store/figures/stored_targets.h"
#include "core/store/figures/sum_overflow.h"
#include "core/store/figures/township_federations.h"
#include "core/store/file/column_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/layout/table_layout.h"
#include "core/store/tables/area_sql.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QHash>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>

namespace coop
{

namespace
{
/// A figure for each group that handed something in.
using Grouped = QHash<QString, qint64>;

QString groupKey(RowId id)
{
    return QString::number(id);
}

/// Reads the figures of one workspace at one period's end.
class FigureReader
{
public:
    FigureReader(const Workspace& in, const Period& at)
        : workspace(in)
        , period(at)
    {
    }

    Result<Grouped> figures(const Indicator& indicator, Grouping grouping) const
    {
        if (indicator.measure.isEntered())
            return entered(indicator, grouping);
        const auto spec = workspace.registries().require(indicator.measure.registry);
        COOP_TRY(spec);
        const auto sums = workspace.flowSums().figures(workspace, indicator, period, grouping);
        COOP_TRY(sums);
        if (*sums) {
            Grouped found;
            for (auto group = (*sums)->begin(); group != (*sums)->end(); ++group)
                found.insert(groupKey(group.key()), group.value());
            return found;
        }
        const MeasureQuery query
            = measureQuery({indicator, workspace.registries(), period, workspace.plan().firstYear}, grouping);
        SQLite::Statement rows(databaseOf(workspace), query.sql.toStdString());
        for (int i = 0; i < query.values.size(); ++i)
            bindValue(rows, i + 1, query.values[i]);
        Grouped found;
        while (rows.executeStep())
            if (!rows.isColumnNull(0))
                found.insert(textAt(rows, 0), rows.getColumn(1).getInt64());
        return found;
    }

    /// The figure of an area that has no row in scope: of a flow 未报, until its filing was submitted without
    /// rows: then 0. A stock is counted in a ledger that the whole district keeps: an area without a row has
    /// 0 of it, unless nothing at all was handed in yet.
    std::optional<qint64> withoutRows(const Indicator& indicator, const Area& area) const
    {
        const Measure& measure = indicator.measure;
        if (measure.isEntered())
            return std::nullopt;
        if (!measure.when.isEmpty())
            return handedIn(indicator, area) ? std::optional<qint64>(0) : std::nullopt;
        SQLite::Statement rows(databaseOf(workspace),
            QStringLiteral("SELECT 1 FROM %1 LIMIT 1").arg(quoted(measure.registry)).toStdString());
        return rows.executeStep() ? std::optional<qint64>(0) : std::nullopt;
    }

private:
    /// Whether a filing of the figure's year up to the period was submitted for the area; one that is open
    /// again for a correction was.
    bool handedIn(const Indicator& indicator, const Area& area) const
    {
        if (!workspace.layout(QStringLiteral("sheets")))
            return false;
        const QString federation = area.registry == u"federations" ? QStringLiteral("federation = ?3")
            : area.registry == u"townships"
            ? QStringLiteral("federation = ") + federationOfTownshipSql(QStringLiteral("?3"))
            : QStringLiteral("?3 = 0");
        SQLite::Statement filings(databaseOf(workspace),
            QStringLiteral("SELECT 1 FROM sheets WHERE quarter BETWEEN ?1 AND ?2 AND (state <> '%2' OR "
                           "corrections > 0) AND %1 LIMIT 1")
                .arg(federation, filingStateWord(FilingState::draft))
                .toStdString());
        const int first = indicator.basis == Basis::cumulative ? workspace.plan().firstYear : period.year();
        filings.bind(1, Period::ofQuarter(first, 1).toString().toStdString());
        filings.bind(2, Period::ofQuarter(period.year(), period.quarter()).toString().toStdString());
        filings.bind(3, int64_t(area.id));
        return filings.executeStep();
    }

    /// The last figure that was entered by hand until the period's end.
    Grouped entered(const Indicator& indicator, Grouping grouping) const
    {
        Grouped found;
        if (grouping == Grouping::township || !workspace.layout(QStringLiteral("measurements")))
            return found;
        SQLite::Statement rows(databaseOf(workspace),
            QStringLiteral(
                "SELECT coalesce(m.federation, 0), m.value FROM measurements m JOIN indicators i"
                " ON i.id = m.indicator WHERE i.code = ? AND m.date <= ? AND m.federation IS %1 NULL"
                " ORDER BY m.date, m.id")
                .arg(grouping == Grouping::federation ? QStringLiteral("NOT") : QString())
                .toStdString());
        rows.bind(1, indicator.id.toStdString());
        rows.bind(2, period.lastDay().toString(Qt::ISODate).toStdString());
        while (rows.executeStep())
            found.insert(groupKey(rows.getColumn(0).getInt64()),
                smallestUnits(indicator, rows.getColumn(1).getInt64()));
        return found;
    }

    const Workspace& workspace;
    const Period period;
};

Area areaOf(const Record& row)
{
    return {row.spec().id, row.id, row.code(), row[u"name"].text()};
}

Result<QList<Area>> areasOf(const Workspace& workspace, Breakdown breakdown)
{
    if (breakdown == Breakdown::district)
        return QList<Area>{Area{{}, 0, workspace.plan().districtCode, workspace.plan().districtName}};
    return workspace.flowSums().once(workspace, levelOf(breakdown), [&]() -> Result<QList<Area>> {
        const auto rows = breakdown == Breakdown::byFederation
            ? townshipFederations(workspace)
            : workspace.rows({QStringLiteral("townships")});
        COOP_TRY(rows);
        QList<Area> areas;
        for (const Record& row : *rows)
            areas += areaOf(row);
        return areas;
    });
}

Result<QList<Reading>> read(const Workspace& workspace, const QList<const Indicator*>& indicators,
    const Period& period, Breakdown breakdown, Figures wanted)
{
    return guarded(workspace.path(), [&]() -> Result<QList<Reading>> {
        const auto areas = areasOf(workspace, breakdown);
        COOP_TRY(areas);
        const auto targets = storedTargets(workspace);
        COOP_TRY(targets);
        const FigureReader reader(workspace, period);
        QList<Reading> readings;
        for (const Indicator* indicator : indicators) {
            const auto figures = summed(workspace, indicator->measure,
                [&] { return reader.figures(*indicator, groupingOf(breakdown)); });
            COOP_TRY(figures);
            const Indicator current = targets->withStoredTargets(*indicator);
            const bool applicable = groupsBy(*indicator, workspace.registries(), groupingOf(breakdown));
            for (const Area& area : *areas) {
                const auto figure = figures->constFind(groupKey(area.id));
                const auto value = !applicable      ? std::nullopt
                    : figure == figures->constEnd() ? reader.withoutRows(*indicator, area)
                                                    : std::optional(*figure);
                const auto target = breakdown == Breakdown::byTownship
                    ? std::nullopt
                    : targets->value(*indicator, period.year(), area.id);
                Reading reading = judge(current, period, area, value, target, workspace.plan().thresholds);
                reading.indicator = indicator;
                reading.applicable = applicable;
                readings += reading;
            }
        }
        if (wanted == Figures::live)
            return readings;
        const auto frozen = frozenQuarter(workspace, period);
        COOP_TRY(frozen);
        return *frozen ? thawed(**frozen, levelOf(breakdown), readings) : readings;
    });
}

Result<const Indicator*> requireIndicator(const Workspace& workspace, const QString& id)
{
    if (const Indicator* indicator = workspace.plan().indicator(id))
        return indicator;
    QStringList known;
    for (const Indicator& indicator : workspace.plan().indicators)
        known += QStringLiteral("%1（%2）").arg(indicator.id, indicator.title);
    return fail(
        ErrorKind::notFound, QStringLiteral("方案里没有指标“%1”，可用的有：%2").arg(id, known.join(u'、')));
}
} // namespace

QString levelOf(Breakdown breakdown)
{
    switch (breakdown) {
    case Breakdown::byFederation:
        return QStringLiteral("federation");
    case Breakdown::byTownship:
        return QStringLiteral("township");
    case Breakdown::district:
        break;
    }
    return QStringLiteral("district");
}

Grouping groupingOf(Breakdown breakdown)
{
    switch (breakdown) {
    case Breakdown::byFederation:
        return Grouping::federation;
    case Breakdown::byTownship:
        return Grouping::township;
    case Breakdown::district:
        break;
    }
    return Grouping::none;
}

Breakdown breakdownOf(const Area& area)
{
    if (area.id == 0)
        return Breakdown::district;
    return area.registry == QStringLiteral("townships") ? Breakdown::byTownship : Breakdown::byFederation;
}

Result<QList<Reading>> readIndicators(
    const Workspace& workspace, const Period& period, Breakdown breakdown, Figures figures)
{
    QList<const Indicator*> all;
    for (const Indicator& indicator : workspace.plan().indicators)
        all += &indicator;
    return read(workspace, all, period, breakdown, figures);
}

Result<QList<Reading>> readIndicator(const Workspace& workspace, const QString& indicator,
    const Period& period, Breakdown breakdown, Figures figures)
{
    const auto found = requireIndicator(workspace, indicator);
    COOP_TRY(found);
    return read(workspace, {*found}, period, breakdown, figures);
}

Result<QDate> dataUntil(const Workspace& workspace, const QString& indicator, const Period& period)
{
    const auto found = requireIndicator(workspace, indicator);
    COOP_TRY(found);
    Indicator figure = **found;
    if (figure.measure.isEntered())
        figure.measure = Measure{.registry = QStringLiteral("measurements"), .when = QStringLiteral("date")};
    const auto spec = workspace.registries().require(figure.measure.registry);
    COOP_TRY(spec);
    return guarded(workspace.path(), [&]() -> Result<QDate> {
        const MeasureQuery query = lastDateQuery(figure, **spec, period);
        SQLite::Statement row(databaseOf(workspace), query.sql.toStdString());
        for (int i = 0; i < query.values.size(); ++i)
            bindValue(row, i + 1, query.values[i]);
        row.executeStep();
        const QString last = textAt(row, 0);
        if (last.size() == 7)
            return Month{last.left(4).toInt(), last.right(2).toInt()}.lastDay();
        return QDate::fromString(last, Qt::ISODate);
    });
}

} // namespace coop
