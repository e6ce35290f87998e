#include "ui/exchange/merge/merge_file_list.h"

#include "core/workflow/exchange_text.h"
#include "ui/look/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QHeaderView>

namespace coop
{

namespace
{
enum Column { fileColumn, officeColumn, sequenceColumn, timeColumn, whoColumn, contentColumn, stateColumn };
}

MergeFileList::MergeFileList(const Registries& known, QWidget* parent)
    : QTreeWidget(parent)
    , registries(known)
{
    setObjectName(QStringLiteral("merge.files"));
    setAccessibleName(QStringLiteral("要合并的数据包"));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setHeaderLabels({QStringLiteral("文件"), QStringLiteral("农合联"), QStringLiteral("序号"),
        QStringLiteral("时间"), QStringLiteral("生成人"), QStringLiteral("内容"), QStringLiteral("状态")});
    header()->setHighlightSections(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int widths[] = {208, 136, 72, 136, 80, 200};
    for (int column = 0; column < int(std::size(widths)); ++column)
        setColumnWidth(column, widths[column]);
}

void MergeFileList::setItems(const QList<MergeItem>& items)
{
    const int before = current();
    const QSignalBlocker quiet(this);
    clear();
    for (const MergeItem& item : items) {
        auto* line = new QTreeWidgetItem(this, {QFileInfo(item.path).fileName()});
        line->setToolTip(fileColumn, QDir::toNativeSeparators(item.path));
        if (item.review) {
            const PackageHeader& header = item.review->file.header;
            line->setText(officeColumn, header.from.name);
            line->setText(sequenceColumn, packageNumber(header.sequence));
            line->setText(timeColumn, momentText(header.created));
            line->setText(contentColumn, handInText(registries, header.counts));
            line->setToolTip(contentColumn, line->text(contentColumn));
        }
        if (const Merged* told = item.merged ? &*item.merged : item.preview ? &*item.preview : nullptr)
            line->setText(whoColumn, told->madeBy);
        line->setText(stateColumn, standingText(item));
        line->setToolTip(stateColumn, standingDetail(item));
        if (!item.merged
            && (!item.problem.isEmpty() || item.review->standing == PackageReview::Standing::refused))
            line->setForeground(stateColumn, theme::danger);
    }
    if (topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(qBound(0, before, topLevelItemCount() - 1)));
}

int MergeFileList::current() const
{
    return currentItem() ? indexOfTopLevelItem(currentItem()) : -1;
}

} // namespace coop
