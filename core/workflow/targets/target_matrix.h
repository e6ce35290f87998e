#pragma once
#include "core/base/result.h"
#include "core/base/row_id.h"
#include "core/domain/plan/indicator.h"

namespace coop
{

class Workspace;
struct Author;

/// What a federation is to do of the district's target.
struct TargetPart {
    RowId federation = 0;
    QString code{}, name{};
    std::optional<qint64> value{}; ///< smallest unit; nothing: not allocated
};

/// One indicator in one year.
struct TargetCell {
    int year = 0;
    std::optional<qint64> value{}; ///< the district's target now, smallest unit; nothing: —
    std::optional<qint64> planned{}; ///< what the plan (as decided) says
    QString clause{}; ///< where the document says so; empty when the plan has no target
    std::optional<qint64> allocated{}; ///< sum of the parts; nothing: not allocated

    bool edited() const { return value != planned; } ///< by hand
};

struct TargetRow {
    const Indicator* indicator = nullptr; ///< of the workspace's plan
    QList<TargetCell> cells{}; ///< one a year of the plan
};

struct TargetMatrix {
    QList<int> years;
    QList<TargetRow> rows;
};

/// 目标 as the office keeps them: every indicator of the plan × every year.
Result<TargetMatrix> targetMatrix(const Workspace& workspace);

/// The township-level federations in the plan's order with their parts of one target.
Result<QList<TargetPart>> targetParts(const Workspace& workspace, const QString& indicator, int year);

/// A target as people type it, in the indicator's unit: 27, 27.5; "" and — are none. Errors: invalidValue
/// (also more decimals than the indicator counts: no half outlets).
Result<std::optional<qint64>> parseTarget(const Indicator& indicator, const QString& text);

/// Writes or, with nothing, removes the district's target. Gives whether anything changed. Errors: notFound,
/// invalidValue (year outside the plan), locked.
Result<bool> setTarget(Workspace& workspace, const Author& author, const QString& indicator, int year,
    std::optional<qint64> value);

enum class AllocationWay { evenly, byLastYear };

/// Parts that sum exactly to the district's target, in its smallest sensible unit (the indicator's decimals;
/// counts stay whole); what is left over goes to the largest remainders, then in the plan's order. Errors:
/// refused (no target, a rate, no figure last year).
Result<QList<TargetPart>> proposedParts(
    const Workspace& workspace, const QString& indicator, int year, AllocationWay way);

/// Writes the parts given, removing those without a value; federations that are not in the list keep theirs.
/// The sum need not match. Gives how many changed.
Result<int> allocateTarget(Workspace& workspace, const Author& author, const QString& indicator, int year,
    const QList<TargetPart>& parts);

/// “合计 35.5，比全区目标 36 少 0.5”, also when it matches; empty where nothing is allocated or a rate is not
/// summed.
QString sumSentence(const Indicator& indicator, std::optional<qint64> target, const QList<TargetPart>& parts);
/// Whether parts are allocated and do not sum to the target.
bool sumDiffers(const Indicator& indicator, std::optional<qint64> target, const QList<TargetPart>& parts);

} // namespace coop
