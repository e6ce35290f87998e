#pragma once
#include "core/exchange/merge/conflicts.h"
#include "core/exchange/offices.h"
#include "core/store/history/change_log.h"

#include <functional>

namespace coop
{

struct PackageBody;

/// A row that a merge writes, with the values here before and after.
struct MergedRow : ChangedRow {
    QString title;
};

/// What a merge did, or would do.
struct Merged {
    QList<MergedRow> rows; ///< added, changed or removed
    int equal = 0; ///< rows that are here already as they were handed in
    QList<Conflict> conflicts, refused; ///< refused: not theirs to change
    bool stale = false; ///< this package or a later one was merged before: nothing was done
    bool superseded = false; ///< of the two: a later one, which held all that is in this
    QList<qint64> missing; ///< numbers that never came; what they held is in this package, too
    bool clockBack = false; ///< the office's clock was set back since its last submission
    QString madeBy; ///< who handed it in
    qint64 entry = 0; ///< of the history
};

/// false stops; nothing has changed then.
using ExchangeProgress = std::function<bool(qint64 done, qint64 total)>;

/// 合并 in one transaction and one step of the history: field by field, with the value that both offices knew
/// as the common ancestor. A merge of what was merged already changes nothing. A backup comes first.
/// `preview`: tells what it would do and does nothing. Errors: those of mayMerge (review.h) and openBody,
/// cancelled; after an error nothing has changed.
Result<Merged> mergePackage(Workspace& workspace, const Author& author, const QString& passphrase,
    const QString& path, bool preview = false, const ExchangeProgress& progress = {});
/// The same with the key and the package opened already; no backup: what tests, fuzzers and benches call.
Result<Merged> mergeBody(Workspace& workspace, const Author& author, const PackageFile& package,
    const QByteArray& body, bool preview = false, const ExchangeProgress& progress = {});

} // namespace coop
