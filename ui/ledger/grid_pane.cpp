#include "ui/ledger/grid_pane.h"

#include "core/domain/registry_spec.h"
#include "ui/ledger/filters/filter_chips.h"
#include "ui/ledger/filters/filter_popup.h"
#include "ui/ledger/grid/cell_editing.h"
#include "ui/ledger/grid/filter_header.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/totals_line.h"
#include "ui/ledger/views/grid_columns.h"

#include <QVBoxLayout>

namespace coop
{

GridPane::GridPane(RecordTableModel& model, QWidget* parent)
    : QFrame(parent)
    , grid(new RecordGrid(model))
    , columns(new GridColumns(*grid))
    , chips(new FilterChips(model))
    , totals(new TotalsLine(*grid))
{
    setProperty("role", QStringLiteral("card"));
    setObjectName(QStringLiteral("ledger.gridPane"));
    grid->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(chips);
    layout->addWidget(grid, 1);
    layout->addWidget(totals);
    connect(grid, &RecordGrid::filterRequested, this, &GridPane::openFilter);
    connect(&model, &QAbstractItemModel::modelReset, this, &GridPane::noteFilters);
    connect(&model, &QAbstractItemModel::layoutChanged, this, &GridPane::noteFilters);
    connect(grid->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this] { Q_EMIT statisticsChanged(blockStatistics(*grid)); });
}

void GridPane::noteFilters()
{
    const RecordTableModel& model = grid->records();
    if (model.columnCount() == 0)
        return;
    QList<int> filtered;
    for (const ColumnFilter& filter : model.filters())
        filtered += model.ledger().indexOf(filter.field);
    grid->headings().setFiltered(filtered);
    chips->renew();
    Q_EMIT arranged();
}

void GridPane::openFilter(int column)
{
    if (!grid->editing().settle())
        return;
    grid->scrollTo(grid->records().index(std::max(0, grid->currentIndex().row()), column));
    (new FilterPopup(*grid, column))->openBelowHeading();
}

} // namespace coop
