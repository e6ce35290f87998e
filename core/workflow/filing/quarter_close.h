#pragma once
#include "core/store/figures/frozen_figures.h"

namespace coop
{

class Workspace;
struct Author;

/// What a quarter still lacks before it can be closed: filings that are not locked, a quarter that has not
/// ended. Empty: it is ready.
Result<QStringList> obstaclesToClosing(const Workspace& workspace, const Period& quarter, QDate today);

/// 封存: keeps the figures of every indicator for the district, its federations and townships with the rules
/// they were judged by, once and for all. A reason is needed when filings are missing, and is kept. Errors:
/// refused (not ended yet, closed already, something missing and no reason), locked (no 审核 or 管理员).
Result<FrozenQuarter> closeQuarter(
    Workspace& workspace, const Author& author, const Period& quarter, const QString& reason);

/// A figure that was corrected since its quarter was closed: only value or target can differ.
struct Correction {
    Reading frozen, now;
};
Result<QList<Correction>> correctionsSince(const Workspace& workspace, const FrozenQuarter& frozen);

} // namespace coop
