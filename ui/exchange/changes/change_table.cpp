#include "ui/exchange/changes/change_table.h"

#include "ui/exchange/changes/change_table_model.h"
#include "ui/look/theme.h"

#include <QHeaderView>

namespace coop
{

ChangeTable::ChangeTable(const QString& name, const QString& title, QWidget* parent)
    : QTableView(parent)
    , lines(new ChangeTableModel(this))
{
    setObjectName(name);
    setAccessibleName(title);
    setModel(lines);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {104, 104, 144, 56, 128, 128, 128, 72, 136};
    for (int column = 0; column < int(std::size(widths)); ++column)
        setColumnWidth(column, widths[column]);
    connect(this, &QTableView::activated, this, [this](const QModelIndex& index) {
        const ChangeLine& line = lines->line(index.row());
        Q_EMIT rowRequested(line.registry, line.row);
    });
}

void ChangeTable::setLines(const QList<ChangeLine>& newLines, bool withPeople)
{
    lines->setLines(newLines);
    setColumnHidden(ChangeTableModel::who, !withPeople);
    setColumnHidden(ChangeTableModel::when, !withPeople);
}

} // namespace coop
