#pragma once
#include "core/exchange/merge/merge.h"
#include "core/exchange/review.h"
#include "ui/exchange/changes/change_lines.h"
#include "ui/exchange/conflicts/conflict_lines.h"

namespace coop
{

/// One file on its way into the workspace: what it says of itself, what merging it would do, what it did.
struct MergeItem {
    QString path;
    std::optional<PackageReview> review;
    QString problem; ///< why it is not read, not previewed or not merged
    std::optional<Merged> preview;
    QList<ChangeLine> lines; ///< of the preview
    QList<ConflictLine> conflicts, refused;
    std::optional<Merged> merged;

    bool mayMerge() const { return review && review->standing == PackageReview::Standing::ready && !merged; }
};

/// What can be said without the passphrase.
MergeItem reviewItem(const Workspace& workspace, const QString& path);
/// Tells what merging would do; a refusal becomes the item's problem.
void previewItem(Workspace& workspace, const Author& author, const QString& passphrase, MergeItem& item,
    const ExchangeProgress& progress);
/// The standing of an item in a few words with its mark, and all of it in sentences.
QString standingText(const MergeItem& item);
QString standingDetail(const MergeItem& item);
/// 新增、修改或删除 12 行，相同 3 行，冲突 2 条，不接受 1 条
QString mergedText(const Merged& merged);

} // namespace coop
