#pragma once
#include "core/store/workspace.h"
#include "ui/ledger/rows/ledger_rows.h"
#include "ui/session/loader.h"

namespace coop
{

/// Reads the rows of a ledger: a short one at once; of a long one the first rows at once and all of it by a
/// job, so that the window stays alive.
class LedgerReader : public Loader
{
    Q_OBJECT
public:
    LedgerReader(Session& session, QWidget* page, std::function<void()> load);

    /// `wantsFirst`: whether the first rows help: nothing of this ledger is shown yet. `first`: which of a
    /// long one they are.
    void read(const RegistrySpec& spec, RowQuery first, bool wantsFirst);

Q_SIGNALS:
    /// The rows of the ledger that was asked for last, complete or the first of them.
    void arrived(const std::shared_ptr<coop::LedgerRows>& rows);
    void failed(const QString& reason);

private:
    Session& session;
};

} // namespace coop
