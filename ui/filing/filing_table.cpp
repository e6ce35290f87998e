#include "ui/filing/filing_table.h"

#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "ui/ledger/edits/grid_edits.h"
#include "ui/ledger/grid/cell_editing.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/grid_pane.h"
#include "ui/ledger/views/grid_columns.h"
#include "ui/session/session.h"
#include "ui/widgets/empty_note.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace coop
{

FilingTable::FilingTable(Session& shared, const RegistrySpec& registry, std::function<bool()> mayEdit)
    : session(shared)
    , spec(registry)
    , model(new RecordTableModel(this))
    , pane(new GridPane(*model))
    , empty(new EmptyNote)
    , stack(new QStackedWidget)
    , edits(new GridEdits(shared, *pane->grid, std::move(mayEdit)))
{
    setObjectName(QStringLiteral("entry.table.") + spec.id);
    pane->setObjectName(QStringLiteral("entry.grid.") + spec.id);
    pane->setProperty("role", QStringLiteral("inCard"));
    stack->addWidget(pane);
    stack->addWidget(empty);
    empty->say(QStringLiteral("本季度没有%1").arg(spec.label),
        QStringLiteral("可以在台账里录入或导入；确无业务也要提交，按 0 统计。"),
        QStringLiteral("去填%1").arg(spec.label));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(stack);
    connect(empty, &EmptyNote::stepRequested, this, &FilingTable::addRequested);
    connect(edits, &GridEdits::written, this, [this](const QList<Record>& rows, const QString& done) {
        model->update(rows);
        Q_EMIT written(done);
    });
    connect(edits, &GridEdits::removed, this, [this](const QList<RowId>& ids, const QString& done) {
        model->take(ids);
        Q_EMIT written(done);
    });
    connect(pane->grid, &RecordGrid::historyRequested, this, [this] {
        const QList<Record> rows = pane->grid->selectedRecords();
        if (rows.size() == 1)
            Q_EMIT session.placeRequested(HistoryPlace{spec.id, rows.first().id});
    });
}

void FilingTable::setRows(const QList<Record>& rows, const std::optional<Record>& newRow)
{
    LedgerRows all(spec);
    for (const Record& row : rows)
        all.append(row, session.workspace().lookup());
    const QModelIndex at = pane->grid->currentIndex();
    const RowId current = at.isValid() ? model->idAt(at.row()) : 0;
    const bool inNewRow = pane->grid->inNewRow();
    model->reset(spec, session.workspace().lookup(), std::move(all));
    model->offerNewRow(newRow);
    if (!restored)
        pane->columns->restore();
    restored = true;
    if (inNewRow)
        pane->grid->goToNewRow();
    else
        select(current);
    stack->setCurrentWidget(rows.isEmpty() && !model->newRowTouched() ? static_cast<QWidget*>(empty) : pane);
}

void FilingTable::select(RowId row)
{
    pane->grid->selectRecord(row);
}

bool FilingTable::mayBeLeft()
{
    return edits->mayBeLeft();
}

bool FilingTable::settle()
{
    return pane->grid->editing().settle() && edits->settleNewRow();
}

} // namespace coop
