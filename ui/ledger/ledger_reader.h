#pragma once
#include "ui/ledger/grid/ledger_rows.h"

#include <QObject>
#include <functional>

namespace coop
{

class Session;

/// Reads the rows of a ledger in a scope: a short one at once; of a long one the first rows at
/// once and all of it by a job, so that the window stays alive.
class LedgerReader : public QObject
{
    Q_OBJECT
public:
    explicit LedgerReader(Session& session, QObject* parent = nullptr);

    /// `wantsFirst`: whether the first rows help: nothing of this ledger is shown yet.
    void read(const RegistrySpec& spec, const Area& scope, bool wantsFirst);
    bool busy() const { return running > 0; }

Q_SIGNALS:
    /// The rows of the ledger that was asked for last, complete or the first of them.
    void arrived(const std::shared_ptr<coop::LedgerRows>& rows);
    void failed(const QString& reason);

private:
    Session& session;
    int running = 0;
    int asked = 0; ///< counts the questions: only the last one's answer is wanted
};

} // namespace coop
