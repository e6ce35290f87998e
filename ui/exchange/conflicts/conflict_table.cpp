#include "ui/exchange/conflicts/conflict_table.h"

#include "ui/exchange/conflicts/conflict_cell.h"
#include "ui/look/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <algorithm>
#include <utility>

namespace coop
{

ConflictTable::ConflictTable(QWidget* parent)
    : QTableView(parent)
    , lines(new ConflictTableModel(this))
{
    setObjectName(QStringLiteral("conflicts.table"));
    setAccessibleName(QStringLiteral("冲突：原值、区级和乡镇的值"));
    setModel(lines);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setTabKeyNavigation(false);
    setWordWrap(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(theme::rowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    setItemDelegate(new ConflictCell(this));
    shareWidth();
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == ConflictTableModel::choice)
            offer(index);
    });
    connect(this, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (index.column() == ConflictTableModel::choice)
            return;
        const Conflict& conflict = lines->line(index.row()).conflict;
        Q_EMIT rowRequested(conflict.registry, conflict.id);
    });
}

void ConflictTable::setLines(const QList<ConflictLine>& newLines)
{
    const int row = currentIndex().row();
    lines->setLines(newLines);
    letters = {};
    fitHeights();
    if (!newLines.isEmpty())
        selectRow(qBound(0, row, int(newLines.size()) - 1));
    Q_EMIT selectionMoved();
}

/// What is left over goes to the columns that people compare.
void ConflictTable::shareWidth()
{
    static constexpr int least[] = {72, 192, 112, 108, 108, 108, 136, 160, 152};
    static constexpr int shares[] = {0, 2, 1, 2, 2, 2, 2, 0, 1};
    int left = viewport()->width(), all = 0;
    for (int column = 0; column < ConflictTableModel::columns; ++column)
        if (!isColumnHidden(column)) {
            left -= least[column];
            all += shares[column];
        }
    for (int column = 0; column < ConflictTableModel::columns - 1; ++column)
        setColumnWidth(column, least[column] + qMax(0, left) * shares[column] / qMax(1, all));
}

void ConflictTable::fitHeights()
{
    ConflictTableModel::Letters fit;
    for (int column = 0; column < ConflictTableModel::columns; ++column)
        fit[size_t(column)]
            = qMax(4, (columnWidth(column) - theme::cardPadding) / fontMetrics().horizontalAdvance(u'字'));
    if (std::exchange(letters, fit) == fit)
        return;
    const int lineHeight = fontMetrics().lineSpacing();
    for (int row = 0; row < lines->rowCount(); ++row)
        setRowHeight(row, qMax(theme::rowHeight, lines->textLines(row, letters) * lineHeight + theme::grid));
}

void ConflictTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    shareWidth();
    fitHeights();
}

QList<ConflictLine> ConflictTable::selected() const
{
    QList<ConflictLine> result;
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& index : rows)
        result += lines->line(index.row());
    return result;
}

void ConflictTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && currentIndex().isValid())
        return offer(currentIndex());
    QTableView::keyPressEvent(event);
}

void ConflictTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectionMoved();
}

void ConflictTable::offer(const QModelIndex& index)
{
    const ConflictLine& line = lines->line(index.row());
    if (!writable || line.choices.isEmpty())
        return;
    if (!selectionModel()->isRowSelected(index.row()))
        selectRow(index.row());
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("conflicts.menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Settlement::Choice choice : line.choices) {
        QAction* action = menu->addAction(choiceAction(choice));
        connect(action, &QAction::triggered, this, [this, choice] { Q_EMIT chosen(choice); });
    }
    const QRect cell = visualRect(index.siblingAtColumn(ConflictTableModel::choice));
    menu->setActiveAction(menu->actions().first());
    menu->popup(viewport()->mapToGlobal(cell.bottomLeft()));
}

} // namespace coop
