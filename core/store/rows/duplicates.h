#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/store/layout/kept_specs.h"

#include <QList>

namespace coop
{

class UnitOfWork;
class Workspace;

/// A row of the same ledger that may be the same thing.
struct PossibleDuplicate {
    Record other;
    QStringList reasons; ///< 同一镇街同名, 统一社会信用代码相同, 相距 32 米
};

/// Rows that may mean the same as `record` (id 0: a new one): the same or nearly the same name in the
/// township, the same credit code, within 50 m. Pairs that somebody marked 不是重复 are left out. A ledger
/// without names and points has none.
Result<QList<PossibleDuplicate>> possibleDuplicates(const Workspace& workspace, const Record& record);

/// Every pair of one ledger, each once: the first row and what it may be. For a ledger of 100,000 rows run it
/// in a Job.
struct DuplicatePair {
    Record first;
    PossibleDuplicate second;
};
Result<QList<DuplicatePair>> duplicatePairs(const Workspace& workspace, const QString& registry);

/// Marks two rows 不是重复; kept as a row of its own, so it is logged and can be undone.
Result<> markNotDuplicate(
    UnitOfWork& work, const QString& registry, RowId first, RowId second, const QString& reason);

/// Metres; the same place is taken for the same thing.
inline constexpr double duplicateDistance = 50;

} // namespace coop
