#include "ui/history/entry_details.h"

#include "core/store/workspace.h"
#include "core/tabular/history_text.h"

namespace coop
{

namespace
{
EntryDetails::Row inWords(const Workspace& workspace, const ChangedRow& row)
{
    const RegistrySpec* spec = historySpec(workspace.registries(), row.registry);
    EntryDetails::Row said;
    said.change = row.op == RowOp::change;
    said.title = QStringList{opTitle(row.op) + registryTitle(workspace.registries(), row.registry), row.code,
        changedRowName(workspace, row)}
                     .join(u' ')
                     .simplified();
    for (const ChangedField& changed : row.fields)
        if (const FieldSpec* field = spec ? spec->field(changed.field) : nullptr)
            said.fields += {field->heading(), historyValue(workspace, *field, changed.before),
                historyValue(workspace, *field, changed.after)};
    return said;
}

/// The entry with the rows that the filter names.
Result<ChangeEntry> read(const Workspace& workspace, HistoryFilter filter, qint64 entry, int rowLimit)
{
    if (filter.registry.isEmpty() && filter.row == 0)
        return historyEntry(workspace, entry, rowLimit);
    filter.before = entry + 1;
    filter.limit = 1;
    auto found = history(workspace, filter);
    COOP_TRY(found);
    if (found->isEmpty() || found->first().entry != entry)
        return historyEntry(workspace, entry, rowLimit);
    return found->takeFirst();
}
} // namespace

Result<EntryDetails> readEntryDetails(
    const Workspace& workspace, const HistoryFilter& filter, qint64 entry, int rowLimit)
{
    auto found = read(workspace, filter, entry, rowLimit);
    COOP_TRY(found);
    EntryDetails details;
    if (filter.registry.isEmpty() && filter.row == 0)
        for (const ChangeCount& count : found->counts)
            details.allRows += count.rows;
    else
        details.allRows = found->rows.size();
    for (const ChangedRow& row : std::as_const(found->rows)) {
        if (details.rows.size() >= rowLimit)
            break;
        details.rows += inWords(workspace, row);
    }
    found->rows.clear();
    details.entry = std::move(*found);
    return details;
}

} // namespace coop
