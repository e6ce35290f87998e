#pragma once
#include "core/base/period.h"
#include "core/base/row_id.h"
#include "core/domain/plan/indicator.h"
#include "core/store/figures/measure_query.h"

#include <QHash>
#include <optional>

namespace coop
{

class Workspace;

/// What happened in each month and township, of the years that were asked for: an overview asks for the same
/// year many times, and a ledger of a million rows is summed once for it. Forgets everything with each
/// commit.
class FlowSums
{
public:
    /// The figures of a flow at a period's end for each group that has rows in its years (see measureQuery);
    /// nothing for an indicator that does not flow by township. Throws what SQLite refuses.
    Result<std::optional<QHash<RowId, qint64>>> figures(
        const Workspace& workspace, const Indicator& indicator, const Period& period, Grouping grouping);

private:
    struct Cell {
        int month = 0; ///< 1 … 12
        RowId township = 0; ///< 0: the whole district
        qint64 figure = 0;
    };
    const QList<Cell>& year(const Workspace& workspace, const Indicator& indicator, int year);
    void forgetWhatChanged(const Workspace& workspace);

    QHash<QString, QList<Cell>> years; ///< by indicator and year
    QHash<RowId, RowId> federationOf; ///< by township
    std::pair<qint64, qint64> state{-1, -1}; ///< of the file that they were read from
};

} // namespace coop
