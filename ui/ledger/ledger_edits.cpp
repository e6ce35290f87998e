#include "ui/ledger/ledger_edits.h"

#include "core/domain/registry_spec.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "ui/shell/session.h"

namespace coop
{

Result<Record> saveRecord(Session& session, const Record& record, const QString& door)
{
    const RegistrySpec& spec = record.spec();
    const bool adding = record.id == 0;
    const QString step
        = (adding ? QStringLiteral("新增") : QStringLiteral("修改")) + spec.label + u' ' + record.title();
    auto work = UnitOfWork::begin(session.workspace(), session.author(door, step.trimmed()));
    if (!work)
        return fail(work.error());
    RowId id = record.id;
    if (adding) {
        const auto added = (*work)->add(record);
        if (!added)
            return fail(added.error());
        id = *added;
    } else if (const auto changed = (*work)->change(record); !changed) {
        return fail(changed.error());
    }
    if (const auto entry = (*work)->commit(); !entry)
        return fail(entry.error());
    return session.workspace().row(spec.id, id);
}

Result<> removeRecords(Session& session, const RegistrySpec& spec, const QList<Record>& rows)
{
    const QString step = rows.size() == 1 ? QStringLiteral("删除%1 %2").arg(spec.label, rows.first().title())
                                          : QStringLiteral("删除%1 %2 行").arg(spec.label).arg(rows.size());
    auto work = UnitOfWork::begin(session.workspace(), session.author(QStringLiteral("grid"), step));
    if (!work)
        return fail(work.error());
    for (const Record& row : rows)
        if (const auto removed = (*work)->remove(spec.id, row.id); !removed)
            return removed;
    if (const auto entry = (*work)->commit(); !entry)
        return fail(entry.error());
    return {};
}

} // namespace coop
