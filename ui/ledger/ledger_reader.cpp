#include "ui/ledger/ledger_reader.h"

#include "core/domain/registry_spec.h"

namespace coop
{

namespace
{
/// Ledgers of at most this many rows are read at once.
constexpr qint64 atOnce = 2000;
constexpr int firstRows = 200;
} // namespace

LedgerReader::LedgerReader(Session& shared, QWidget* shows, std::function<void()> asks)
    : Loader(shared.jobs(), shows, std::move(asks))
    , session(shared)
{
}

void LedgerReader::read(const RegistrySpec& spec, RowQuery first, bool wantsFirst)
{
    forget(); // of another ledger, which somebody has left
    setFresh();
    const Workspace& workspace = session.workspace();
    const bool isLong = workspace.count(spec.id).value_or(0) > atOnce;
    if (!isLong || wantsFirst) {
        first.limit = firstRows;
        auto rows = readLedger(workspace, spec, isLong ? first : RowQuery{.registry = spec.id});
        if (!rows)
            return Q_EMIT failed(rows.error().text);
        const bool complete = rows->complete;
        Q_EMIT arrived(std::make_shared<LedgerRows>(std::move(*rows)));
        if (complete)
            return;
    }
    using Rows = Result<std::shared_ptr<LedgerRows>>;
    ask(
        session, QStringLiteral("正在读取") + spec.label,
        [&spec](Workspace& own, const JobControl&) -> Rows {
            auto rows = readLedger(own, spec, {.registry = spec.id});
            COOP_TRY(rows);
            return std::make_shared<LedgerRows>(std::move(*rows));
        },
        [this](const Rows& rows) {
            if (rows)
                Q_EMIT arrived(*rows);
            else
                Q_EMIT failed(rows.error().text);
        });
}

} // namespace coop
