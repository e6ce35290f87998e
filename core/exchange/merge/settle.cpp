#include "core/exchange/merge/settle.h"

#include "core/exchange/office_area.h"
#include "core/exchange/offices.h"
#include "core/exchange/package/packed_rows.h"
#include "core/exchange/write_order.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/history/changes_since.h"
#include "core/store/kept/attachments.h"
#include "core/store/layout/table_layout.h"
#include "core/store/one_step.h"
#include "core/store/tables/stored_value.h"

#include <QDateTime>
#include <QJsonArray>

namespace coop
{

namespace
{
using Choice = Settlement::Choice;

/// Writes what was decided about one conflict, inside somebody else's unit of work.
class Settling
{
public:
    Settling(UnitOfWork& unit, Conflict what, const Settlement& how)
        : work(unit)
        , workspace(unit.workspace())
        , conflict(std::move(what))
        , settlement(how)
        , spec(anySpec(workspace.registries(), conflict.registry))
        , here(spec ? storedRow(workspace, conflict.registry, conflict.id) : std::nullopt)
    {
    }
    Result<> run(const QString& who)
    {
        if (!spec)
            return fail(ErrorKind::newerVersion, QStringLiteral("本程序不认识这条冲突所在的台账，请先升级"));
        COOP_TRY(allowed());
        COOP_TRY(write());
        conflict.state
            = settlement.choice == Choice::back ? conflictSentBack : settlementWord(settlement.choice);
        conflict.question = settlement.choice == Choice::back ? settlement.question : conflict.question;
        conflict.settledBy = who;
        conflict.settledAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
        return noteConflict(work, conflict);
    }

    /// The row as it is, and as this settlement will leave it: in which order settlements go. Where it writes
    /// nothing, neither.
    std::pair<std::optional<Record>, std::optional<Record>> beforeAndAfter() const
    {
        if (!spec || settlement.choice == Choice::ours || settlement.choice == Choice::back
            || settlement.choice == Choice::both
            || (conflict.kind == ConflictKind::duplicate && conflict.op == RowOp::add))
            return {};
        if (conflict.op == RowOp::remove)
            return {here, {}};
        Record row = here ? *here : removedRow(workspace, *spec, conflict.id).value_or(Record(*spec));
        row.id = conflict.id;
        overlay(row);
        return {here, row};
    }

private:
    Result<> allowed() const
    {
        if (!conflict.kind.isKnown() || !conflict.op.isKnown())
            return fail(ErrorKind::newerVersion,
                QStringLiteral("本程序不认识这条冲突里的%1，请用较新的程序处理，或做“体检”")
                    .arg(conflict.kind.isKnown() ? conflict.op.shownWord() : conflict.kind.shownWord()));
        if (!choicesFor(conflict).contains(settlement.choice))
            return fail(ErrorKind::refused,
                QStringLiteral("这条冲突（%1）不能选“%2”，请另选一种")
                    .arg(conflictKindWord(conflict.kind), settlementWord(settlement.choice)));
        if (settlement.choice == Choice::back && settlement.question.trimmed().isEmpty())
            return fail(ErrorKind::refused, QStringLiteral("退回时请写明要乡镇核实什么"));
        if (settlement.choice == Choice::edited && settlement.edited.isEmpty())
            return fail(ErrorKind::refused, QStringLiteral("选“另填”时请填写新的值"));
        return {};
    }
    Result<> write()
    {
        switch (settlement.choice) {
        case Choice::ours:
        case Choice::back:
            return {};
        case Choice::both:
            return writeBoth();
        case Choice::theirs:
        case Choice::edited:
            break;
        }
        if (conflict.op == RowOp::remove)
            return here ? work.remove(conflict.registry, conflict.id) : Result<>();
        if (conflict.kind == ConflictKind::duplicate && conflict.op == RowOp::add)
            return writeOverDuplicate();
        Record row = here ? *here : removedRow(workspace, *spec, conflict.id).value_or(Record(*spec));
        row.id = conflict.id;
        overlay(row);
        return put(row);
    }
    /// Their values, and over them what was typed.
    void overlay(Record& row) const
    {
        for (auto it = conflict.fields.begin(); it != conflict.fields.end(); ++it)
            if (const FieldSpec* field = spec->field(it.key()))
                row.set(it.key(), fromJson(*field, it.value()[2]));
        for (const auto& [field, value] : settlement.edited)
            row.set(field, value);
    }
    /// What hangs on another row comes only where that row is the office's own, whoever decides.
    Result<> hangsOnTheirs(const Record& row) const
    {
        if (row.spec().hanging().registryField.isEmpty())
            return {};
        const auto office = officeOf(workspace, conflict.device);
        if (office && OfficeArea(workspace, office->federation).keeps(row))
            return {};
        return fail(ErrorKind::refused,
            QStringLiteral("%1所属的行不在该乡镇的范围内，不能采用").arg(row.spec().label));
    }
    Result<> put(const Record& row)
    {
        COOP_TRY(hangsOnTheirs(row));
        if (here) {
            const auto changed = work.change(row);
            return changed ? Result<>() : fail(changed.error());
        }
        const auto added = work.add(row);
        return added ? Result<>() : fail(added.error());
    }
    Result<> writeBoth()
    {
        Record row(*spec);
        row.id = conflict.id;
        overlay(row);
        if (rowWith({QStringLiteral("code")}, row))
            row.set(u"code", {}); // gets one of its own
        if (const QStringList key = spec->naturalKeyOf(row); !key.isEmpty() && rowWith(key, row))
            return fail(ErrorKind::duplicate,
                QStringLiteral("两行的“%1”相同，要两行都保留，请把其中一行改得不同")
                    .arg(spec->field(key.first())->label));
        return put(row);
    }
    /// The row that is here takes what was handed in and keeps its own code.
    Result<> writeOverDuplicate()
    {
        Record theirs(*spec);
        theirs.id = conflict.id;
        overlay(theirs);
        auto ours = rowWith(spec->naturalKeyOf(theirs), theirs);
        if (!ours)
            ours = rowWith({QStringLiteral("code")}, theirs);
        if (!ours) // gone meanwhile
            return put(theirs);
        for (const QString& field : ownFields(*spec))
            if (field != u"code" && !theirs[field].isNull())
                ours->set(field, theirs[field]);
        const auto changed = work.change(*ours);
        return changed ? Result<>() : fail(changed.error());
    }
    std::optional<Record> rowWith(const QStringList& fields, const Record& like) const
    {
        if (fields.isEmpty())
            return std::nullopt;
        QList<FieldHolding> same;
        for (const QString& field : fields)
            same += {field, {like[field]}};
        QList<Record> rows = storedRows(workspace, spec->id, same);
        rows.removeIf([&](const Record& row) { return row.id == like.id; });
        return rows.isEmpty() ? std::nullopt : std::optional(rows.takeFirst());
    }

    UnitOfWork& work;
    const Workspace& workspace;
    Conflict conflict;
    const Settlement& settlement;
    const RegistrySpec* spec;
    std::optional<Record> here;
};

Result<Conflict> openConflict(const Workspace& workspace, RowId row)
{
    const auto one = conflictOf(workspace, row);
    if (one && isOpen(*one))
        return *one;
    return fail(ErrorKind::notFound, QStringLiteral("这条冲突已经处理过，请刷新后再看"));
}
} // namespace

QString settlementWord(Choice choice)
{
    switch (choice) {
    case Choice::theirs:
        return QStringLiteral("采用乡镇");
    case Choice::ours:
        return QStringLiteral("保留区级");
    case Choice::edited:
        return QStringLiteral("另填");
    case Choice::both:
        return QStringLiteral("两者保留");
    case Choice::back:
        break;
    }
    return QStringLiteral("退回");
}

QList<Choice> choicesFor(const Conflict& conflict)
{
    if (conflict.kind == ConflictKind::refused || !conflict.kind.isKnown() || !conflict.op.isKnown())
        return {};
    if (conflict.op == RowOp::remove)
        return {Choice::theirs, Choice::ours, Choice::back};
    if (conflict.kind == ConflictKind::duplicate && conflict.op == RowOp::add)
        return {Choice::ours, Choice::theirs, Choice::both, Choice::back};
    if (conflict.kind == ConflictKind::duplicate)
        return {Choice::ours, Choice::edited, Choice::back};
    if (conflict.kind == ConflictKind::field || conflict.kind == ConflictKind::removed)
        return {Choice::theirs, Choice::ours, Choice::edited, Choice::back};
    return {Choice::ours, Choice::theirs, Choice::edited, Choice::back};
}

Result<> settleConflict(Workspace& workspace, Author author, RowId row, const Settlement& settlement)
{
    author.door = Door::settle;
    return guarded(workspace.path(), [&]() -> Result<> {
        const auto conflict = openConflict(workspace, row);
        COOP_TRY(conflict);
        if (author.reason.isEmpty())
            author.reason
                = QStringLiteral("处理冲突 %1：%2").arg(conflict->number, settlementWord(settlement.choice));
        return inOneStep(workspace, author,
            [&](UnitOfWork& work) { return Settling(work, *conflict, settlement).run(author.who); });
    });
}

Result<SettledAll> settleAll(Workspace& workspace, Author author, const QList<Conflict>& list, Choice choice)
{
    author.door = Door::settle;
    if (author.reason.isEmpty())
        author.reason = QStringLiteral("处理冲突 %1 条：%2").arg(list.size()).arg(settlementWord(choice));
    return inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<SettledAll> {
        const Settlement settlement{.choice = choice};
        std::vector<std::pair<std::optional<Record>, std::optional<Record>>> rows; // as it is, as it will be
        rows.reserve(size_t(list.size()));
        QList<PlannedWrite> writes; // one may make room for another
        for (const Conflict& one : list) {
            rows.push_back(Settling(work, one, settlement).beforeAndAfter());
            const auto& [before, after] = rows.back();
            writes += PlannedWrite{.registry = one.registry,
                .id = one.id,
                .before = before ? &*before : nullptr,
                .after = after ? &*after : nullptr,
                .write = [&]() -> Result<> {
                    const auto conflict = openConflict(work.workspace(), one.row);
                    return conflict ? Settling(work, *conflict, settlement).run(author.who)
                                    : fail(conflict.error());
                }};
        }
        SettledAll done;
        for (const UndoneStep& left : writeInOrder(work, writes))
            done.left += {list[left.step], left.why};
        done.settled = int(list.size() - done.left.size());
        return done;
    });
}

} // namespace coop
