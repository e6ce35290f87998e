#include "core/workflow/filing/first_quarter.h"

#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "core/workflow/targets/decisions.h"

namespace coop
{

QString firstQuarterQuestion()
{
    return QStringLiteral("first-quarter");
}

Result<FirstQuarter> firstQuarter(const Workspace& workspace)
{
    FirstQuarter first;
    const auto stored = storedDecision(workspace, firstQuarterQuestion());
    COOP_TRY(stored);
    if (!*stored)
        return first;
    const Record& row = **stored;
    if (const auto quarter = Period::parse(row[u"choice"].text()); quarter && quarter->isQuarter())
        first.quarter = *quarter;
    first.by = row[u"decided_by"].text();
    first.reason = row[u"remark"].text();
    first.on = QDate::fromString(row[u"decided_on"].text(), Qt::ISODate);
    return first;
}

Result<> setFirstQuarter(Workspace& workspace, const Author& author, const Period& quarter)
{
    if (!quarter.isQuarter())
        return fail(ErrorKind::invalidValue,
            QStringLiteral("首个填报季度“%1”请写成 2024Q4 的样子").arg(quarter.toString()));
    Author logged = author;
    logged.reason = QStringLiteral("首个填报季度：") + quarter.title()
        + (author.reason.isEmpty() ? QString() : QStringLiteral("。原因：") + author.reason);
    return inOneStep(workspace, logged, [&](UnitOfWork& work) {
        return noteDecision(work, author, firstQuarterQuestion(), quarter.toString());
    });
}

} // namespace coop
