#pragma once
#include "core/base/row_id.h"
#include "core/domain/plan/task_light.h"
#include "core/store/figures/figure_rows.h"

#include <variant>

namespace coop
{

/// A page as it stands, by its id in pageList().
struct PagePlace {
    QString page;
};
/// A row of a registry; 0: none of them.
struct RowPlace {
    QString registry;
    RowId row = 0;
};
/// These rows of a ledger, and no others, under a title that says which they are.
struct RowsPlace {
    QString registry;
    QList<RowId> rows;
    QString title;
};
/// The 填报表 of a federation in the session's quarter.
struct FilingPlace {
    RowId federation = 0;
};
/// A package of the exchange that was opened with the program.
struct PackagePlace {
    QString path;
};
/// The history of a row, of a registry (row 0) or of everything (registry empty).
struct HistoryPlace {
    QString registry{};
    RowId row = 0;
};

/// Somewhere to go: what links name in Session::placeRequested and pages show. A FigureQuestion is the ledger
/// rows behind the figure, a TaskLight the tasks that have it.
using Place = std::variant<PagePlace, RowPlace, RowsPlace, FigureQuestion, TaskLight, FilingPlace,
    PackagePlace, HistoryPlace>;

} // namespace coop
