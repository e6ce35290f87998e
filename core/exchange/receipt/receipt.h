#pragma once
#include "core/exchange/offices.h"
#include "core/exchange/package/packed_rows.h"

namespace coop
{

/// 回执: the district's answer to what an office handed in, with all that the district changed since the
/// office last heard of it. It names the submission that was merged last, whichever receipts got lost.
struct Receipt {
    QString digest;
    qint64 sequence = 0, answers = 0; ///< its own number; that of the submission
    QJsonObject result; ///< counts of taken, changed, refused, waiting, question; corrections: rows that only
                        ///< the district changed
};
/// Errors: refused (no such office, withdrawn, nothing handed in yet, wrong passphrase), fileUnwritable.
Result<Receipt> makeReceipt(
    Workspace& workspace, const Author& author, const QString& passphrase, int device, const QString& path);
/// The same with the key opened already.
Result<Receipt> makeReceipt(
    Workspace& workspace, Author author, const OfficeKey& key, int device, const QString& path);

/// What opening a receipt did at the township.
struct OpenedReceipt {
    qint64 sequence = 0, answers = 0;
    int written = 0; ///< rows that took over what the district has
    int kept = 0; ///< rows that went on being edited here and wait for the next hand-in
    /// The answered submission was not made in this workspace but in one that went on: this one was restored
    /// from a backup, or is a copy. It goes on from there: what both had in common up to this entry of its
    /// history counts as handed in. Nothing: the usual way.
    std::optional<qint64> rejoinedAt{};
    QJsonObject result; ///< as in Receipt
    QList<PackedOutcome> outcomes; ///< everything that was not simply taken
    qint64 entry = 0; ///< of the history
};
/// One transaction. Errors: refused (review.h says why), those of openBody.
Result<OpenedReceipt> openReceipt(
    Workspace& workspace, const Author& author, const QString& passphrase, const QString& path);
Result<OpenedReceipt> openReceipt(
    Workspace& workspace, Author author, const OfficeKey& key, const QString& path);
/// The outcomes of a receipt that was made or opened here.
Result<QList<PackedOutcome>> outcomesOf(const Workspace& workspace, const PackageRecord& receipt);

/// Takes over another key of the district, after people compared its fingerprint on the telephone. Errors:
/// refused (not a township's workspace), locked.
Result<> trustDistrictKey(Workspace& workspace, const Author& author, const QByteArray& key);

} // namespace coop
