#pragma once
#include "core/base/period.h"
#include "core/base/result.h"

#include <optional>

namespace coop
{

class Workspace;
struct Author;

/// With which quarter the office's filings begin (首个填报季度), and who said so. Those before it are not
/// due.
struct FirstQuarter {
    std::optional<Period> quarter{}; ///< nothing: nobody said it, they begin with the plan
    QString by{}, reason{};
    QDate on{};
};

/// Kept among the decisions of the office, so that history, 下发 and backups know it; this is its question.
QString firstQuarterQuestion();
Result<FirstQuarter> firstQuarter(const Workspace& workspace);
/// In one entry of the change log, with the author's reason. Errors: invalidValue (no quarter), locked.
Result<> setFirstQuarter(Workspace& workspace, const Author& author, const Period& quarter);

} // namespace coop
