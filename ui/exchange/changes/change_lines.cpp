#include "ui/exchange/changes/change_lines.h"

#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "core/tabular/history_text.h"
#include "core/workflow/exchange_text.h"

namespace coop
{

namespace
{
/// A code stands in a column of its own; what the program derives is not worth a line.
bool isShown(const FieldSpec& field, const FieldValue& before, const FieldValue& after)
{
    return field.id != u"code" && !field.secret && !(before == after);
}

template <class Row, class Field>
void addRow(QList<ChangeLine>& lines, const Workspace& workspace, const Row& row, const QList<Field>& fields,
    const ChangeLine& head)
{
    const RegistrySpec* spec = historySpec(workspace.registries(), row.registry);
    const qsizetype begin = lines.size();
    for (const Field& changed : fields) {
        const FieldSpec* field = spec ? spec->field(changed.field) : nullptr;
        if (!field || !isShown(*field, changed.before, changed.after))
            continue;
        ChangeLine line = head;
        line.first = lines.size() == begin;
        line.field = field->heading();
        line.before = row.op == RowOp::add ? QString() : historyValue(workspace, *field, changed.before);
        line.after = row.op == RowOp::remove ? QString() : historyValue(workspace, *field, changed.after);
        lines += line;
    }
    if (lines.size() == begin)
        lines += head;
}

ChangeLine headOf(const Workspace& workspace, const ChangedRow& row)
{
    return {.registry = row.registry,
        .row = row.id,
        .ledger = registryTitle(workspace.registries(), row.registry),
        .code = row.code,
        .name = changedRowName(workspace, row),
        .op = opTitle(row.op),
        .field = {},
        .before = {},
        .after = {},
        .who = {},
        .when = {}};
}
} // namespace

QList<ChangeLine> changeLines(const Workspace& workspace, const QList<MergedRow>& rows)
{
    QList<ChangeLine> lines;
    for (const MergedRow& row : rows) {
        ChangeLine head = headOf(workspace, row);
        if (!row.title.isEmpty() && row.title != row.code)
            head.name = row.title;
        addRow(lines, workspace, row, row.fields, head);
    }
    return lines;
}

QList<ChangeLine> changeLines(const Workspace& workspace, const QList<PackedChange>& rows)
{
    QList<ChangeLine> lines;
    for (const PackedChange& row : rows) {
        ChangedRow plain{row.registry, row.id, row.code, row.op, {}};
        for (const PackedField& field : row.fields)
            plain.fields += field;
        ChangeLine head = headOf(workspace, plain);
        head.who = row.who;
        head.when = momentText(row.time);
        addRow(lines, workspace, row, row.fields, head);
    }
    return lines;
}

} // namespace coop
