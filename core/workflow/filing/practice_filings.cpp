#include "core/workflow/filing/practice_filings.h"

#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/filing_steps.h"
#include "core/workflow/filing/first_quarter.h"
#include "core/workflow/targets/target_matrix.h"

#include <algorithm>

namespace coop
{

namespace
{
const QString services = QStringLiteral("services"), loans = QStringLiteral("loans");

Author reviewer()
{
    return {QStringLiteral("练习审核人"), Door::filing, {}};
}

bool isBefore(const Period& a, const Period& b)
{
    return a.lastDay() < b.lastDay();
}

int monthsBetween(const Period& from, const Period& to)
{
    const Month a = from.firstMonth(), b = to.firstMonth();
    return (b.year - a.year) * 12 + b.month - a.month;
}

/// The last quarter in which the ledgers have a row; the present one where there is none.
Result<Period> lastWithRows(const Workspace& workspace, const Period& present)
{
    QString last;
    for (const QString& ledger : {services, loans}) {
        const auto rows = workspace.rows({.registry = ledger});
        COOP_TRY(rows);
        for (const Record& row : *rows)
            last = std::max(last, row[u"month"].text());
    }
    const QDate day = QDate::fromString(last + QStringLiteral("-01"), Qt::ISODate);
    return day.isValid() ? Period::quarterOf(day) : present;
}

/// The rows of a quarter once more, as many months later.
Result<> repeatRows(Workspace& workspace, const Author& author, const Period& from, const Period& to)
{
    const int months = monthsBetween(from, to);
    const QString first = from.firstMonth().toString(), last = from.lastMonth().toString();
    return inOneStep(workspace, author,
        [&](UnitOfWork& work) -> Result<> {
            for (const QString& ledger : {services, loans}) {
                const auto rows = workspace.rows({.registry = ledger});
                COOP_TRY(rows);
                for (const Record& row : *rows) {
                    const QString month = row[u"month"].text();
                    if (month < first || month > last)
                        continue;
                    Record later = row;
                    later.id = 0;
                    later.set(u"code", FieldValue());
                    if (ledger == loans) // which would have to follow from the months before
                        later.set(u"balance", FieldValue());
                    later.set(u"month",
                        QDate::fromString(month + QStringLiteral("-01"), Qt::ISODate)
                            .addMonths(months)
                            .toString(QStringLiteral("yyyy-MM")));
                    COOP_TRY(work.add(later));
                }
            }
            return {};
        },
        {.note = true});
}

/// Every finding that may be explained gets an explanation; one that may not leaves the filing a draft.
Result<bool> explainAll(Workspace& workspace, const Author& author, const FilingKey& key)
{
    const auto findings = filingFindings(workspace, key);
    COOP_TRY(findings);
    for (const FilingFinding& finding : *findings) {
        if (finding.severity == Finding::Severity::error)
            return false;
        COOP_TRY(
            explainFinding(workspace, author, key, finding.id, QStringLiteral("练习数据，已与台账核对")));
    }
    return true;
}

/// The year's targets that nobody has shared out go to the federations: without a part nobody is behind by
/// anything.
Result<> shareTargets(Workspace& workspace, const Author& author, int year)
{
    for (const Indicator& indicator : workspace.plan().indicators) {
        const auto parts = targetParts(workspace, indicator.id, year);
        COOP_TRY(parts);
        if (std::any_of(parts->begin(), parts->end(), [](const TargetPart& part) { return part.value; }))
            continue;
        auto proposed = proposedParts(workspace, indicator.id, year, AllocationWay::byLastYear);
        if (!proposed) // nothing was there last year
            proposed = proposedParts(workspace, indicator.id, year, AllocationWay::evenly);
        if (proposed) // else there is no target this year, or it is a rate
            COOP_TRY(allocateTarget(workspace, author, indicator.id, year, *proposed));
    }
    return {};
}

/// How far a filing of the practice is taken.
enum class Reach { handedIn, returned, reviewed, locked, corrected };

Result<> take(Workspace& workspace, const Author& author, const FilingKey& key, Reach reach)
{
    const auto ready = explainAll(workspace, author, key);
    COOP_TRY(ready);
    if (!*ready)
        return {};
    COOP_TRY(submitFiling(workspace, author, key));
    if (reach == Reach::handedIn)
        return {};
    if (reach == Reach::returned)
        return returnFiling(workspace, reviewer(), key, QStringLiteral("请核对面积和亩次（练习）"));
    COOP_TRY(reviewFiling(workspace, reviewer(), key));
    if (reach == Reach::reviewed)
        return {};
    COOP_TRY(lockFiling(workspace, reviewer(), key));
    return reach == Reach::corrected
        ? reopenFiling(workspace, reviewer(), key, QStringLiteral("漏报一笔，更正（练习）"))
        : Result<>();
}
} // namespace

Result<> fileForPractice(Workspace& workspace, const QString& who)
{
    const Author author{who, Door::filing, {}};
    const Plan& plan = workspace.plan();
    const Period present
        = std::min(Period::quarterOf(QDate::currentDate()), Period::ofQuarter(plan.lastYear, 4), isBefore);
    const Period first = present.addQuarters(-2);
    COOP_TRY(setFirstQuarter(workspace, {who, Door::making, {}}, first));
    COOP_TRY(shareTargets(workspace, {who, Door::making, {}}, present.year()));
    const auto last = lastWithRows(workspace, present);
    COOP_TRY(last);
    for (Period later = last->addQuarters(1); !isBefore(present, later); later = later.addQuarters(1))
        COOP_TRY(repeatRows(
            workspace, {who, Door::making, QStringLiteral("练习数据：") + later.title()}, *last, later));
    for (Period quarter = first; isBefore(quarter, present); quarter = quarter.addQuarters(1)) {
        const auto board = filingBoard(workspace, {quarter}, QDate::currentDate());
        COOP_TRY(board);
        for (const FilingStanding& each : *board)
            COOP_TRY(take(workspace, author, {each.federation.id, quarter}, Reach::locked));
    }
    const auto board = filingBoard(workspace, {present}, QDate::currentDate());
    COOP_TRY(board);
    constexpr Reach reaches[]{
        Reach::locked, Reach::reviewed, Reach::handedIn, Reach::returned, Reach::corrected};
    qsizetype next = 0;
    for (const FilingStanding& each : *board) {
        const FilingKey key{each.federation.id, present};
        if (next < qsizetype(std::size(reaches)))
            COOP_TRY(take(workspace, author, key, reaches[next++]));
        else if (next++ == qsizetype(std::size(reaches))) // begun; what follows is not
            COOP_TRY(nameFiling(workspace, author, key, who, {}));
    }
    return {};
}

} // namespace coop
