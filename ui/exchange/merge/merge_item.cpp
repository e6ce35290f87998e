#include "ui/exchange/merge/merge_item.h"

#include "core/store/workspace.h"
#include "core/workflow/exchange_text.h"

namespace coop
{

namespace
{
using Standing = PackageReview::Standing;

QString missingText(const QList<qint64>& missing)
{
    QStringList numbers;
    for (const qint64 number : missing)
        numbers += QString::number(number);
    return QStringLiteral("没有收到过第 %1 号；它们的内容这一份里也有。").arg(numbers.join(u'、'));
}
} // namespace

MergeItem reviewItem(const Workspace& workspace, const QString& path)
{
    MergeItem item;
    item.path = path;
    auto review = reviewPackage(workspace, path);
    if (review)
        item.review = std::move(*review);
    else
        item.problem = review.error().text;
    return item;
}

void previewItem(Workspace& workspace, const Author& author, const QString& passphrase, MergeItem& item,
    const ExchangeProgress& progress)
{
    item.preview.reset();
    item.problem.clear();
    auto merged = mergePackage(workspace, author, passphrase, item.path, true, progress);
    if (!merged) {
        item.problem = merged.error().text;
        return;
    }
    item.lines = changeLines(workspace, merged->rows);
    item.conflicts = conflictLines(workspace, merged->conflicts);
    item.refused = conflictLines(workspace, merged->refused);
    item.preview = std::move(*merged);
}

QString standingText(const MergeItem& item)
{
    if (item.merged)
        return item.merged->superseded ? QStringLiteral("＝ ") + standingWord(Standing::superseded)
            : item.merged->stale       ? QStringLiteral("＝ 以前已经合并过")
                                       : QStringLiteral("✔ 已合并：") + mergedText(*item.merged);
    if (!item.problem.isEmpty())
        return QStringLiteral("✘ ") + item.problem;
    switch (item.review->standing) {
    case Standing::ready:
        return item.preview ? QStringLiteral("● ") + mergedText(*item.preview)
                            : QStringLiteral("● ") + standingWord(Standing::ready);
    case Standing::merged:
    case Standing::superseded:
        return QStringLiteral("＝ ") + standingWord(item.review->standing);
    case Standing::newKey:
        return QStringLiteral("◆ ") + standingWord(Standing::newKey);
    case Standing::refused:
        break;
    }
    return QStringLiteral("✘ ") + item.review->problem;
}

QString standingDetail(const MergeItem& item)
{
    QStringList parts;
    if (!item.problem.isEmpty())
        parts += item.problem;
    else if (item.review && !item.review->problem.isEmpty())
        parts += item.review->problem;
    if (item.review && item.review->standing == Standing::superseded)
        parts += QStringLiteral("后面的一份已经合并，这一份的内容那里都有，不用再合并。");
    if (item.review && item.review->standing == Standing::merged)
        parts += QStringLiteral("这一份已经合并过，不用再合并。");
    if (item.review && !item.review->missing.isEmpty())
        parts += missingText(item.review->missing);
    if (item.review && item.review->clockBack)
        parts += clockBackText() + u'。';
    if (item.mayMerge() && !item.preview && item.problem.isEmpty())
        parts += QStringLiteral("输入交换口令，按“预览改动”：先看每一处改动，再决定合并。");
    if (item.preview && !item.merged)
        parts += QStringLiteral("合并会写入：%1。现在还什么都没有改。").arg(mergedText(*item.preview));
    return parts.join(u'\n');
}

QString mergedText(const Merged& merged)
{
    QStringList parts;
    if (!merged.rows.isEmpty())
        parts += QStringLiteral("改动 %1 行").arg(merged.rows.size());
    if (merged.equal > 0)
        parts += QStringLiteral("相同 %1 行").arg(merged.equal);
    if (!merged.conflicts.isEmpty())
        parts += QStringLiteral("冲突 %1 条").arg(merged.conflicts.size());
    if (!merged.refused.isEmpty())
        parts += QStringLiteral("不接受 %1 条").arg(merged.refused.size());
    return parts.isEmpty() ? QStringLiteral("没有改动") : parts.join(u'，');
}

} // namespace coop
