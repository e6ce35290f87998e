#include "core/domain/field_text.h"
#include "core/exchange/offices.h"
#include "core/store/figures/township_federations.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/filing.h"
#include "core/workflow/filing/first_quarter.h"

#include <QHash>
#include <algorithm>

namespace coop
{

namespace
{
constexpr int daysToHandIn = 10; ///< after the quarter's end

QDate day(const Record& row, QStringView field)
{
    return QDate::fromString(row[field].text(), Qt::ISODate);
}

/// The day from which filings are asked for.
Result<QDate> beginOf(const Workspace& workspace)
{
    const auto first = firstQuarter(workspace);
    COOP_TRY(first);
    return first->quarter ? first->quarter->firstMonth().firstDay() : QDate();
}

FilingStanding standingOf(const Plan& plan, QDate begin, const Area& federation, const Period& quarter,
    const Record* row, QDate today)
{
    FilingStanding standing{.federation = federation, .quarter = quarter};
    standing.due = quarter.lastDay().addDays(daysToHandIn);
    if (row) {
        standing.row = row->id;
        standing.state = Kept<FilingState>::read(filingStateOf, (*row)[u"state"].text());
        standing.filler = (*row)[u"filler"].text();
        standing.head = (*row)[u"head"].text();
        standing.submittedBy = (*row)[u"submitted_by"].text();
        standing.submittedOn = day(*row, u"submitted_on");
        standing.reviewedBy = (*row)[u"reviewed_by"].text();
        standing.reviewedOn = day(*row, u"reviewed_on");
        standing.lockedBy = (*row)[u"locked_by"].text();
        standing.lockedOn = day(*row, u"locked_on");
        standing.returnedBy = (*row)[u"returned_by"].text();
        standing.returnReason = (*row)[u"return_reason"].text();
        standing.corrections = int((*row)[u"corrections"].number());
    }
    // Nobody can be late with a quarter that was over before the plan.
    const bool before = begin.isValid() && quarter.lastDay() < begin;
    standing.isDue = row || !before;
    standing.late
        = !before && !standing.isHandedIn() && today > standing.due && quarter.lastDay() >= plan.issued;
    return standing;
}

Area areaOf(const Record& federation)
{
    return {federation.spec().id, federation.id, federation.code(), federation.title()};
}

/// Those that hand in filings, in the plan's order. A township office knows the others by name only and keeps
/// its own filing.
Result<QList<Area>> federationsOf(const Workspace& workspace)
{
    const auto rows = townshipFederations(workspace);
    COOP_TRY(rows);
    const auto office = officeSelf(workspace);
    QList<Area> areas;
    for (const Record& row : *rows)
        if (!office || row.id == office->federation)
            areas += areaOf(row);
    return areas;
}
} // namespace

Result<FilingKey> filingKey(const Workspace& workspace, const QString& federation, const QString& quarter)
{
    const auto areas = federationsOf(workspace);
    COOP_TRY(areas);
    const auto period = Period::parse(quarter);
    COOP_TRY(period);
    if (!period->isQuarter())
        return fail(ErrorKind::invalidValue,
            QStringLiteral("填报表按季度办理，“%1”请写成 2024Q4 的样子").arg(quarter));
    const auto found = workspace.lookup().find({QStringLiteral("federations")}, federation);
    QStringList known;
    for (const Area& area : *areas) {
        for (const ReferenceLookup::Found& one : found)
            if (one.id == area.id)
                return FilingKey{area.id, *period};
        // 云岭 for 云岭片区农合联, when only one begins so.
        if (area.name == federation || area.code == federation)
            return FilingKey{area.id, *period};
        known += area.name;
    }
    QList<RowId> begun;
    for (const Area& area : *areas)
        if (area.name.startsWith(federation) && !federation.isEmpty())
            begun += area.id;
    if (begun.size() == 1)
        return FilingKey{begun.first(), *period};
    return fail(ErrorKind::notFound,
        QStringLiteral("没有要填报的农合联“%1”，可用的有：%2").arg(federation, known.join(u'、')));
}

QString standingWord(const FilingStanding& filing)
{
    if (filing.row != 0)
        return filingStateWord(filing.state);
    return filing.isDue ? QStringLiteral("未提交") : QStringLiteral("—");
}

Result<FilingStanding> filingStanding(const Workspace& workspace, const FilingKey& key, QDate today)
{
    const auto federation = workspace.row(QStringLiteral("federations"), key.federation);
    COOP_TRY(federation);
    const auto rows = workspace.rows({.registry = QStringLiteral("sheets"),
        .equals = {{QStringLiteral("quarter"), key.quarter.toString()},
            {QStringLiteral("federation"), key.federation}}});
    COOP_TRY(rows);
    const auto begin = beginOf(workspace);
    COOP_TRY(begin);
    return standingOf(workspace.plan(), *begin, areaOf(*federation), key.quarter,
        rows->isEmpty() ? nullptr : &rows->first(), today);
}

Result<QList<FilingStanding>> filingBoard(
    const Workspace& workspace, const QList<Period>& quarters, QDate today)
{
    const auto areas = federationsOf(workspace);
    COOP_TRY(areas);
    const auto rows = workspace.rows({.registry = QStringLiteral("sheets")});
    COOP_TRY(rows);
    const auto begin = beginOf(workspace);
    COOP_TRY(begin);
    QHash<std::pair<RowId, QString>, const Record*> known;
    for (const Record& row : *rows)
        known.insert({row[u"federation"].number(), row[u"quarter"].text()}, &row);
    QList<FilingStanding> board;
    for (const Area& area : *areas)
        for (const Period& quarter : quarters)
            board += standingOf(
                workspace.plan(), *begin, area, quarter, known.value({area.id, quarter.toString()}), today);
    return board;
}

} // namespace coop
