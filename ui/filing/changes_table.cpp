#include "ui/filing/changes_table.h"

#include "core/domain/registry_spec.h"
#include "ui/look/theme.h"

#include <QHeaderView>

namespace coop
{

ChangesTable::ChangesTable(QWidget* parent)
    : QTableWidget(parent)
{
    setObjectName(QStringLiteral("entry.changes"));
    setAccessibleName(QStringLiteral("网点和会员变动"));
    setProperty("role", QStringLiteral("inCard"));
    setColumnCount(6);
    setHorizontalHeaderLabels({QStringLiteral("日期"), QStringLiteral("变动"), QStringLiteral("台账"),
        QStringLiteral("编码"), QStringLiteral("名称"), QStringLiteral("镇街")});
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    const int widths[] = {96, 130, 110, 110, 260, 110};
    for (int i = 0; i < 6; ++i)
        setColumnWidth(i, widths[i]);
    horizontalHeader()->setStretchLastSection(true);
    const auto open = [this](int row) {
        if (row >= 0 && row < shown.size())
            Q_EMIT rowRequested(shown[row].registry, shown[row].row);
    };
    connect(this, &QTableWidget::cellActivated, this, open);
    connect(this, &QTableWidget::cellDoubleClicked, this, open);
}

void ChangesTable::setChanges(const QList<FilingContent::Change>& changes, const Registries& registries)
{
    shown = changes;
    setRowCount(int(shown.size()));
    for (int row = 0; row < shown.size(); ++row) {
        const FilingContent::Change& change = shown[row];
        const RegistrySpec* spec = registries.find(change.registry);
        const QStringList cells{change.on.toString(Qt::ISODate), change.kind, spec ? spec->label : QString(),
            change.code, change.name, change.township};
        for (int column = 0; column < cells.size(); ++column) {
            auto* cell = new QTableWidgetItem(cells[column]);
            cell->setToolTip(QStringLiteral("双击看这一行"));
            setItem(row, column, cell);
        }
    }
}

} // namespace coop
