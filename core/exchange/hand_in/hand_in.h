#pragma once
#include "core/exchange/offices.h"
#include "core/exchange/package/packed_rows.h"

namespace coop
{

struct Author;

/// What this office has changed since the district's last answer, row by row with the values on which both
/// agreed; read from the change log. Errors: those of reading; refused at the district.
Result<QList<PackedChange>> changesToHandIn(const Workspace& workspace);

/// 上报: writes them into a package and opens it again before it counts. Nothing is removed here.
struct HandedIn {
    QString digest;
    qint64 sequence = 0;
    QJsonObject counts;
};
enum class HandIn {
    changes, ///< refused when there are none
    evenEmpty, ///< nothing changed this quarter, and the district shall know
    everything, ///< each row of the office, after the district lost what it had
};
/// Errors: refused (nothing to hand in, wrong passphrase), fileUnwritable.
Result<HandedIn> handIn(Workspace& workspace, const Author& author, const QString& passphrase,
    const QString& path, HandIn what = HandIn::changes);
/// The same with the key opened already.
Result<HandedIn> handIn(Workspace& workspace, Author author, const OfficeKey& key, const QString& path,
    HandIn what = HandIn::changes);

/// How the hand-ins of this office stand, for its page.
struct HandInStanding {
    qint64 lastSequence = 0; ///< 0: none yet
    QDateTime lastCreated;
    bool answered = false; ///< a receipt for the last one was opened
    qint64 answeredSequence = 0;
    int waiting = 0; ///< rows changed since, or waiting for a decision
};
Result<HandInStanding> handInStanding(const Workspace& workspace);

/// Rows by registry and what happened to them, as a header and `package inspect` have it.
QJsonObject countsOf(const QList<PackedChange>& changes);

/// The newest answer of the district that was opened here: a receipt, else the issue. Errors: refused (not a
/// township's workspace).
Result<PackageRecord> lastAnswer(const Workspace& workspace);

} // namespace coop
