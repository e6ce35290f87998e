#pragma once
#include "core/exchange/offices.h"

namespace coop
{

/// Where a package stands for this workspace, told from its readable part: no passphrase is needed.
struct PackageReview {
    enum class Standing {
        ready, ///< may be merged (上报) or opened (回执)
        merged, ///< exactly this package was merged or opened before
        superseded, ///< a later one of the same line was; all that it held came with that
        newKey, ///< the office has another key than the one known here; its fingerprint must be compared
        refused, ///< stranger, withdrawn, for somebody else, another plan, too new, built on what is not
                 ///< here, or from a copy or an older state of a workspace that went on
    };
    PackageFile file;
    Standing standing = Standing::refused;
    QString problem; ///< the sentence, for newKey and refused
    bool clockBack = false; ///< it says that it was made before the one that it goes on from
    QList<qint64> missing; ///< numbers before it that never came; what they held is in it, too
};
QString standingWord(PackageReview::Standing standing); ///< 可以合并 已合并 …
QString clockBackText(); ///< what is said where `clockBack` is

/// Errors: those of readPackage (altered, cut, too new). A 下发 is always refused here: it opens with
/// openIssued.
Result<PackageReview> reviewPackage(const Workspace& workspace, const QString& path);
PackageReview reviewOf(const Workspace& workspace, PackageFile package);
/// The office of a submission that may be merged. Errors: refused, with the sentence of the review.
Result<Office> mayMerge(const Workspace& workspace, const PackageFile& package);

} // namespace coop
