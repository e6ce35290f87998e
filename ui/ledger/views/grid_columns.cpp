#include "ui/ledger/views/grid_columns.h"

#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"
#include "ui/widgets/named.h"
#include "ui/widgets/popup.h"

#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace coop
{

GridColumns::GridColumns(RecordGrid& view)
    : QObject(&view)
    , grid(view)
{
    constexpr int pause = 400; // ms
    later.setSingleShot(true);
    later.setInterval(pause);
    connect(&later, &QTimer::timeout, this, &GridColumns::keep);
    connect(grid.horizontalHeader(), &QHeaderView::sectionMoved, this, &GridColumns::noteChange);
    connect(grid.horizontalHeader(), &QHeaderView::sectionResized, this, &GridColumns::noteChange);
    connect(&grid, &RecordGrid::hideRequested, this, &GridColumns::hide);
    connect(&grid, &RecordGrid::freezeRequested, this, &GridColumns::freezeTo);
}

GridColumns::~GridColumns()
{
    if (later.isActive())
        keep();
}

void GridColumns::restore()
{
    if (later.isActive())
        keep(); // of the ledger before
    registry = grid.records().ledger().id;
    const QByteArray kept = settings::ledgerColumns(registry);
    apply(ColumnLayout::fromJson(QJsonDocument::fromJson(kept).object()));
    later.stop(); // nothing new
}

void GridColumns::apply(const ColumnLayout& layout)
{
    {
        const QScopedValueRollback now(restoring, true);
        frozen = layout.frozen;
        layout.applyTo(grid);
    }
    noteChange();
}

void GridColumns::noteChange()
{
    // While another ledger comes in, its columns are not those of `registry` yet.
    if (restoring || registry.isEmpty() || registry != grid.records().ledger().id)
        return;
    unkept = layout();
    later.start();
    Q_EMIT changed();
}

void GridColumns::keep()
{
    later.stop();
    settings::setLedgerColumns(registry, QJsonDocument(unkept.toJson()).toJson(QJsonDocument::Compact));
}

void GridColumns::setShown(int column, bool shown)
{
    if (!shown && shownColumns(grid).size() <= 1)
        return; // an empty grid has no heading to bring the others back
    const QList<int> staying = grid.frozenColumns();
    grid.setColumnHidden(column, !shown);
    if (shown && grid.columnWidth(column) < grid.horizontalHeader()->minimumSectionSize())
        grid.fitColumns();
    if (!shown && frozen && staying.contains(column))
        grid.setFrozen(*(frozen = *frozen - 1));
    noteChange();
}

void GridColumns::hide(int column)
{
    setShown(column, false);
    if (grid.currentIndex().column() == column && grid.currentIndex().isValid()) {
        if (!grid.selectRecord(grid.records().idAt(grid.currentIndex().row())))
            grid.goToNewRow();
    }
}

void GridColumns::freezeTo(int column)
{
    frozen = column < 0 ? 0 : int(shownColumns(grid).indexOf(column)) + 1;
    grid.setFrozen(*frozen);
    noteChange();
}

void GridColumns::choose(QWidget* button)
{
    auto* popup = new Popup(button);
    popup->setObjectName(QStringLiteral("columns"));
    popup->setAttribute(Qt::WA_DeleteOnClose);
    auto* list = new QListWidget;
    list->setObjectName(QStringLiteral("columns.list"));
    list->setAccessibleName(QStringLiteral("显示的列和顺序"));
    list->setDragDropMode(QAbstractItemView::InternalMove);
    list->setMinimumSize(240, 12 * theme::rowHeight);
    const RegistrySpec& spec = grid.records().ledger();
    const QHeaderView& header = *grid.horizontalHeader();
    for (int visual = 0; visual < header.count(); ++visual) {
        const int column = header.logicalIndex(visual);
        auto* item = new QListWidgetItem(spec.fields[column].heading(), list);
        item->setData(Qt::UserRole, column);
        item->setFlags((item->flags() | Qt::ItemIsUserCheckable) & ~Qt::ItemIsDropEnabled);
        item->setCheckState(header.isSectionHidden(column) ? Qt::Unchecked : Qt::Checked);
    }
    auto* hint = new QLabel(QStringLiteral("勾选要显示的列，上下拖动改变顺序"));
    hint->setProperty("role", QStringLiteral("small"));
    auto* standard = namedButton(QStringLiteral("columns.standard"), QStringLiteral("恢复默认"));
    standard->setAutoDefault(false);
    auto* layout = new QVBoxLayout(popup);
    layout->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    layout->setSpacing(theme::grid);
    layout->addWidget(hint);
    layout->addWidget(list, 1);
    layout->addWidget(standard);
    connect(list, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        const int column = item->data(Qt::UserRole).toInt();
        setShown(column, item->checkState() == Qt::Checked);
        if (grid.isColumnHidden(column) != (item->checkState() != Qt::Checked)) // the last one stays
            item->setCheckState(Qt::Checked);
    });
    connect(list->model(), &QAbstractItemModel::rowsMoved, this, [this, list] {
        for (int i = 0; i < list->count(); ++i) {
            QHeaderView* headings = grid.horizontalHeader();
            headings->moveSection(headings->visualIndex(list->item(i)->data(Qt::UserRole).toInt()), i);
        }
    });
    connect(standard, &QPushButton::clicked, this, [this, popup] {
        popup->close();
        apply({});
    });
    popup->open();
    list->setFocus(Qt::PopupFocusReason);
}

} // namespace coop
