#pragma once
#include "core/base/period.h"
#include "core/base/row_id.h"
#include "core/domain/plan/indicator.h"
#include "core/store/figures/measure_query.h"

#include <QHash>
#include <any>
#include <optional>

namespace coop
{

class Workspace;

/// What happened in each month and township, of the years that were asked for: an overview asks for the same
/// year many times, and a ledger of a million rows is summed once for it. Forgets everything with each
/// commit. What else every figure stands on (areas, targets, closed quarters) is kept and forgotten with it.
class FlowSums
{
public:
    /// The figures of a flow at a period's end for each group that has rows in its years (see measureQuery);
    /// nothing for an indicator that does not flow by township. Throws what SQLite refuses.
    Result<std::optional<QHash<RowId, qint64>>> figures(
        const Workspace& workspace, const Indicator& indicator, const Period& period, Grouping grouping);

    /// A Result that `read` gives, read once as long as nothing changes. Throws what SQLite refuses.
    template <class Read> auto once(const Workspace& workspace, const QString& what, Read read)
    {
        using Found = decltype(read());
        forgetWhatChanged(workspace);
        if (const auto known = others.constFind(what); known != others.constEnd())
            return std::any_cast<Found>(*known);
        Found found = read();
        if (found)
            others.insert(what, found);
        return found;
    }

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
    QHash<QString, std::any> others;
    std::pair<qint64, qint64> state{-1, -1}; ///< of the file that they were read from
};

} // namespace coop
