#include "core/exchange/merge/conflicts.h"

#include "core/store/file/sqlite_error.h"
#include "core/store/layout/exchange_tables.h"
#include "core/store/layout/table_layout.h"
#include "core/store/rows/stored_rows.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QJsonDocument>

namespace coop
{

namespace
{
using Kind = ConflictKind;
constexpr Worded<Kind> kindIds[] = {{Kind::field, u"field"}, {Kind::removed, u"delete"},
    {Kind::duplicate, u"duplicate"}, {Kind::reference, u"reference"}, {Kind::locked, u"locked"},
    {Kind::rule, u"rule"}, {Kind::area, u"area"}, {Kind::refused, u"refused"}};
constexpr Worded<Kind> kindTitles[] = {{Kind::field, u"两边都改了"}, {Kind::removed, u"一边删除，一边修改"},
    {Kind::duplicate, u"与已有的行重复"}, {Kind::reference, u"关联的行不在或还在用"},
    {Kind::locked, u"季度已锁定"}, {Kind::rule, u"不合规则"}, {Kind::area, u"不在该乡镇的范围内"},
    {Kind::refused, u"不属于该乡镇"}};

Conflict conflictFrom(const Record& row)
{
    return {.row = row.id,
        .number = row.code(),
        .device = int(row[u"device"].number()),
        .sequence = row[u"sequence"].number(),
        .registry = row[u"registry"].text(),
        .id = row[u"row"].number(),
        .code = row[u"row_code"].text(),
        .kind = Kept<Kind>::read(conflictKindFrom, row[u"kind"].text()),
        .op = Kept<RowOp>::read(rowOpFrom, row[u"op"].text()),
        .fields = QJsonDocument::fromJson(row[u"fields"].text().toUtf8()).object(),
        .reason = row[u"reason"].text(),
        .who = row[u"who"].text(),
        .time = row[u"changed_at"].text(),
        .state = row[u"state"].text(),
        .question = row[u"question"].text(),
        .settledBy = row[u"settled_by"].text(),
        .settledAt = row[u"settled_at"].text()};
}
} // namespace

QString toText(ConflictKind kind)
{
    return wordOf(kindIds, kind);
}

std::optional<ConflictKind> conflictKindFrom(QStringView text)
{
    return valueOf(kindIds, text);
}

QString conflictKindWord(const Kept<ConflictKind>& kind)
{
    return wordOf(kindTitles, kind);
}

Result<QList<Conflict>> conflicts(const Workspace& workspace, bool all)
{
    return guarded(workspace.path(), [&]() -> Result<QList<Conflict>> {
        QList<Conflict> list;
        QList<FieldHolding> open;
        if (!all)
            open += {QStringLiteral("state"), {FieldValue(conflictWaits), FieldValue(conflictSentBack)}};
        for (const Record& row : storedRows(workspace, conflictsSpec().id, open))
            list += conflictFrom(row);
        return list;
    });
}

std::optional<Conflict> conflictOf(const Workspace& workspace, RowId row)
{
    const auto found = storedRow(workspace, conflictsSpec().id, row);
    return found ? std::optional(conflictFrom(*found)) : std::nullopt;
}

int waitingConflicts(const Workspace& workspace)
{
    const auto open = conflicts(workspace);
    return !open ? 0 : int(std::count_if(open->begin(), open->end(), [](const Conflict& each) {
        return each.state == conflictWaits;
    }));
}

Result<> noteConflict(UnitOfWork& work, const Conflict& conflict)
{
    Record row(conflictsSpec());
    row.id = conflict.row;
    row.set(u"code", conflict.number.isEmpty() ? FieldValue() : FieldValue(conflict.number));
    row.set(u"device", conflict.device);
    row.set(u"sequence", conflict.sequence);
    row.set(u"registry", conflict.registry);
    row.set(u"row", conflict.id);
    row.set(u"row_code", conflict.code);
    row.set(u"kind", toText(conflict.kind));
    row.set(u"op", toText(conflict.op));
    row.set(u"fields", QString::fromUtf8(QJsonDocument(conflict.fields).toJson(QJsonDocument::Compact)));
    row.set(u"reason", conflict.reason);
    row.set(u"who", conflict.who);
    row.set(u"changed_at", conflict.time);
    row.set(u"state", conflict.state);
    row.set(u"question", conflict.question);
    row.set(u"settled_by", conflict.settledBy);
    row.set(u"settled_at", conflict.settledAt);
    if (conflict.row == 0) {
        const auto added = work.add(row);
        return added ? Result<>() : fail(added.error());
    }
    const auto changed = work.change(row);
    return changed ? Result<>() : fail(changed.error());
}

} // namespace coop
