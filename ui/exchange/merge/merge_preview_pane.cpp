#include "ui/exchange/merge/merge_preview_pane.h"

#include "ui/exchange/changes/change_table.h"
#include "ui/exchange/conflicts/conflict_table.h"

#include <QVBoxLayout>

namespace coop
{

namespace
{
ConflictTable* readOnlyTable(const QString& name, const QString& title)
{
    auto* table = new ConflictTable;
    table->setObjectName(name);
    table->setAccessibleName(title);
    table->setWritable(false);
    table->setColumnHidden(ConflictTableModel::choice, true);
    table->setColumnHidden(ConflictTableModel::office, true);
    return table;
}
} // namespace

MergePreviewPane::MergePreviewPane(QWidget* parent)
    : QTabWidget(parent)
    , changes(new ChangeTable(QStringLiteral("merge.changes"), QStringLiteral("合并会写入的改动")))
    , conflicts(readOnlyTable(QStringLiteral("merge.conflicts"), QStringLiteral("合并以后要处理的冲突")))
    , refused(readOnlyTable(QStringLiteral("merge.refused"), QStringLiteral("不接受的改动")))
{
    setObjectName(QStringLiteral("merge.preview"));
    setAccessibleName(QStringLiteral("预览"));
    for (QWidget* part : QList<QWidget*>{changes, conflicts, refused}) {
        auto* tab = new QWidget;
        auto* column = new QVBoxLayout(tab);
        column->setContentsMargins(1, 1, 1, 1);
        column->addWidget(part);
        part->setProperty("role", QStringLiteral("inCard"));
        addTab(tab, QString());
    }
    showItem({});
}

void MergePreviewPane::showItem(const MergeItem& item)
{
    changes->setLines(item.lines, false);
    conflicts->setLines(item.conflicts);
    refused->setLines(item.refused);
    const auto rows = item.preview ? item.preview->rows.size() : 0;
    if (rows == 0 && !item.conflicts.isEmpty())
        setCurrentIndex(1);
    setTabText(0, QStringLiteral("改动 %1 行").arg(rows));
    setTabText(1, QStringLiteral("冲突 %1 条").arg(item.conflicts.size()));
    setTabText(2, QStringLiteral("不接受 %1 条").arg(item.refused.size()));
}

} // namespace coop
