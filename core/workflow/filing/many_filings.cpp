#include "core/workflow/filing/many_filings.h"

#include "core/store/unit_of_work.h"
#include "core/workflow/filing/filing_steps.h"

namespace coop
{

namespace
{
Result<> mayTake(const Workspace& workspace, ManyStep step, const FilingStanding& filing, const QString& who)
{
    switch (step) {
    case ManyStep::review:
        return mayReviewFiling(workspace, filing, who);
    case ManyStep::lock:
        return mayLockFiling(workspace, filing, who);
    case ManyStep::giveBack:
        break;
    }
    return mayReturnFiling(workspace, filing, who);
}

Result<> take(
    Workspace& workspace, const Author& author, ManyStep step, const FilingKey& key, const QString& reason)
{
    switch (step) {
    case ManyStep::review:
        return reviewFiling(workspace, author, key);
    case ManyStep::lock:
        return lockFiling(workspace, author, key);
    case ManyStep::giveBack:
        break;
    }
    return returnFiling(workspace, author, key, reason);
}
} // namespace

QString manyStepWord(ManyStep step)
{
    switch (step) {
    case ManyStep::review:
        return QStringLiteral("审核");
    case ManyStep::lock:
        return QStringLiteral("锁定");
    case ManyStep::giveBack:
        break;
    }
    return QStringLiteral("退回");
}

Result<QList<FilingOfMany>> tryOnMany(
    const Workspace& workspace, ManyStep step, const QList<FilingKey>& filings, const QString& who)
{
    QList<FilingOfMany> result;
    for (const FilingKey& key : filings) {
        const auto standing = filingStanding(workspace, key, QDate::currentDate());
        COOP_TRY(standing);
        const auto may = mayTake(workspace, step, *standing, who);
        result += FilingOfMany{*standing, may ? QString() : may.error().text};
    }
    return result;
}

Result<QList<FilingOfMany>> takeOnMany(Workspace& workspace, const Author& author, ManyStep step,
    const QList<FilingKey>& filings, const QString& reason)
{
    QList<FilingOfMany> result;
    for (const FilingKey& key : filings) {
        const auto taken = take(workspace, author, step, key, reason);
        const auto standing = filingStanding(workspace, key, QDate::currentDate());
        COOP_TRY(standing);
        result += FilingOfMany{*standing, taken ? QString() : taken.error().text};
    }
    return result;
}

} // namespace coop
