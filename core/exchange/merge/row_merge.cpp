#include "core/exchange/merge/row_merge.h"

#include "core/domain/filing_state.h"
#include "core/domain/row_area.h"
#include "core/store/history/changes_since.h"
#include "core/store/tables/stored_value.h"
#include "core/store/unit_of_work.h"

#include <QJsonArray>

namespace coop
{

namespace
{
const PackedField* fieldIn(const PackedChange* change, const QString& id)
{
    if (change)
        for (const PackedField& field : change->fields)
            if (field.field == id)
                return &field;
    return nullptr;
}

QJsonArray triple(const FieldValue& before, const FieldValue& ours, const FieldValue& theirs)
{
    return {toJson(before), toJson(ours), toJson(theirs)};
}

/// Whether the field's value only follows from the others (亩次 from area and times).
bool follows(const Record& row, const QString& field)
{
    if (!row.spec().derive || row[field].isNull())
        return false;
    Record bare = row;
    bare.set(field, {});
    row.spec().derive(bare, nullptr);
    return bare[field] == row[field];
}

FieldValue following(const Record& row, const QString& field)
{
    Record bare = row;
    bare.set(field, {});
    row.spec().derive(bare, nullptr);
    return bare[field];
}

/// What hangs on another row of the same package may come before it.
bool hangsOnAnother(const RegistrySpec& spec)
{
    return !spec.hanging().isEmpty();
}

bool filingIsTheirs(const Record& filing)
{
    const auto state = filingStateOf(filing[u"state"].text());
    return state && isOfficesOwn(*state);
}
} // namespace

const PackedField* Earlier::field(const QString& id) const
{
    const PackedField* said = fieldIn(change, id);
    return said && !said->isUntouched() ? said : nullptr;
}

bool Earlier::had(const PackedField& edit) const
{
    // What both lines have in common was looked at with the one that went on, except what waits.
    if (otherLine && edit.at <= common && !waited.contains(QStringLiteral("*"))
        && !waited.contains(edit.field))
        return true;
    const PackedField* known = field(edit.field);
    return known && known->at == edit.at && known->at <= common && known->after == edit.after;
}

bool Earlier::hadLast(const PackedField& edit) const
{
    return had(edit) || std::any_of(last.begin(), last.end(), [&](const PackedField& known) {
        return known.field == edit.field && known.at == edit.at && known.at <= common
            && known.after == edit.after;
    });
}

const FieldValue& Earlier::ancestor(const PackedField& edit) const
{
    const PackedField* known = field(edit.field);
    return known && known->from == edit.from && known->at <= common ? known->after : edit.before;
}

RowMerge::RowMerge(const Workspace& workspace, StoredRows& rows, const OfficeArea& area, int device,
    PackedChange packed, const Earlier& earlier)
    : change(std::move(packed))
    , spec(anySpec(workspace.registries(), change.registry))
    , here(rows(change.registry, change.id))
{
    if (!mayHandIn(workspace, rows, area, device, earlier))
        return;
    if (change.op == RowOp::remove) {
        if (here)
            mergeRemoval(*here, earlier);
    } else if (here)
        mergeFields(*here, earlier);
    else
        mergeAbsent(device, earlier, earlier.otherLine && removedRow(workspace, *spec, change.id));
}

/// Not theirs: rows of other areas, and what only the district says.
bool RowMerge::mayHandIn(
    const Workspace& workspace, StoredRows& rows, const OfficeArea& area, int device, const Earlier& earlier)
{
    const auto removed
        = here || change.op != RowOp::change ? std::nullopt : removedRow(workspace, *spec, change.id);
    Record after = here ? *here : removed.value_or(Record(*spec));
    after.id = change.id;
    for (const PackedField& field : std::as_const(change.fields))
        after.set(field.field, field.after);
    const auto refuse = [&](const QString& why) {
        bool differs = change.op == RowOp::remove ? here.has_value() : !here;
        for (const PackedField& field : std::as_const(change.fields))
            differs = differs || (here && !((*here)[field.field] == field.after));
        const bool told = change.op == RowOp::remove
            ? earlier.change && earlier.change->op == change.op && earlier.change->at == change.at
            : !saysAnything(earlier);
        if (differs && !told)
            conflicts += conflict(ConflictKind::refused, why);
        return false;
    };
    if (!spec->exchange.isHandedIn())
        return refuse(QStringLiteral("由区级办理"));
    if (!here && change.op == RowOp::change && (!removed || hangsOnAnother(*spec)))
        return true; // nothing is known of it here: a question, whatever it is
    const QList<RegistryRow> owners = ownersOf(after);
    const bool comesWithOwner = std::any_of(owners.begin(), owners.end(),
        [&](const RegistryRow& owner) { return !rows(owner.first, owner.second); }); // or there is none
    if (comesWithOwner && !here && change.op != RowOp::remove
        && !std::all_of(owners.begin(), owners.end(), [&](const RegistryRow& owner) {
               const auto there = rows(owner.first, owner.second);
               return there ? area.keeps(*there)
                            : canBeOwner(workspace, rows, area, device, owner.first, owner.second);
           }))
        return refuse(QStringLiteral("所属的行不在该乡镇的范围内"));
    if ((here && !area.keeps(*here)) || (removed && !area.keeps(*removed))
        || (!here && !comesWithOwner && hangsOnAnother(*spec) && change.op != RowOp::remove
            && !area.keeps(after)))
        return refuse(QStringLiteral("不在该乡镇的范围内"));
    if (change.op != RowOp::remove && !comesWithOwner && !area.keeps(after)) {
        const FieldSpec* place = spec->field(spec->area.field);
        if (saysAnything(earlier)) // their own row: people decide where it belongs
            conflicts += conflict(ConflictKind::area,
                QStringLiteral("填的%1不在该乡镇的范围内")
                    .arg(place ? place->label : QStringLiteral("内容")));
        return false;
    }
    if (spec->id == u"sheets") {
        static const QStringList theirs{QStringLiteral("code"), QStringLiteral("quarter"),
            QStringLiteral("federation"), QStringLiteral("state"), QStringLiteral("filler"),
            QStringLiteral("head"), QStringLiteral("submitted_by"), QStringLiteral("submitted_on"),
            QStringLiteral("returned_by"), QStringLiteral("return_reason"), // 撤回 by who submitted
            QStringLiteral("remark")};
        const bool foreign
            = std::any_of(change.fields.begin(), change.fields.end(), [&](const PackedField& field) {
                  return !theirs.contains(field.field) && !(field.before == field.after)
                      && !field.after.isNull();
              });
        if (change.op == RowOp::remove || !filingIsTheirs(after) || (here && !filingIsTheirs(*here))
            || foreign)
            return refuse(QStringLiteral("审核、锁定和退回由区级办理"));
    }
    return true;
}

/// A row that is not here: one that the office made itself, or was given once.
bool RowMerge::canBeOwner(const Workspace& workspace, const StoredRows& rows, const OfficeArea& area,
    int device, const QString& registry, RowId id)
{
    if (!rows.mayCarry(registry))
        return false;
    if (RowIdSource::deviceOf(id) == device)
        return true;
    const auto removed = removedRow(workspace, *workspace.registries().find(registry), id);
    return removed && area.keeps(*removed);
}

QList<RegistryRow> RowMerge::owners() const
{
    return here ? ownersOf(*here) : QList<RegistryRow>();
}

/// The row is not here: new, or removed at the district.
void RowMerge::mergeAbsent(int device, const Earlier& earlier, bool removedHere)
{
    const bool wasHere = removedHere || change.op == RowOp::change
        || (earlier.change && earlier.change->op != RowOp::remove);
    if (!wasHere && RowIdSource::deviceOf(change.id) == device) {
        addWhole();
        return;
    }
    if (earlier.change && earlier.change->op == RowOp::remove && change.at > earlier.change->at
        && earlier.change->at <= earlier.common) {
        addWhole(); // removed by the office itself, and brought back
        return;
    }
    // What the office says anew about it is a question; what it said before was answered.
    if (saysAnything(earlier))
        conflicts += conflict(ConflictKind::removed, QStringLiteral("区级没有这一行，或者已经删除"));
}

/// Something that the district has not looked at yet.
bool RowMerge::saysAnything(const Earlier& earlier) const
{
    return std::any_of(change.fields.begin(), change.fields.end(), [&](const PackedField& field) {
        return !earlier.had(field) && !field.isUntouched()
            && (change.op == RowOp::add || !(field.before == field.after))
            && !(here && (*here)[field.field] == field.after);
    });
}

void RowMerge::addWhole()
{
    wanted = Record(*spec);
    wanted->id = change.id;
    for (const PackedField& field : std::as_const(change.fields))
        wanted->set(field.field, field.after);
    adds = true;
}

std::optional<Record> RowMerge::takenOver(const Record& ours, const QList<PackedField>& fields,
    const Earlier& earlier, QList<const PackedField*>& clashing) const
{
    Record merged = ours;
    bool takes = false, takesPoint = false;
    for (const PackedField& field : fields) {
        const FieldValue& now = ours[field.field];
        if (now == field.after || earlier.hadLast(field) || earlier.ancestor(field) == field.after)
            continue; // the same on both sides, or nothing new from the office
        if (!(now == earlier.ancestor(field))) {
            clashing += &field;
            continue;
        }
        merged.set(field.field, field.after);
        (isPoint(field.field) ? takesPoint : takes) = true;
    }
    // The office's point as a whole, or the district's: never a third one, half from here and half from
    // there.
    if (takesPoint)
        for (const PackedField& field : fields)
            if (isPoint(field.field) && !(merged[field.field] == field.after) && !clashing.contains(&field))
                clashing += &field;
    if (std::any_of(
            clashing.begin(), clashing.end(), [](const PackedField* one) { return isPoint(one->field); })) {
        takesPoint = false;
        for (const PackedField& field : fields)
            if (isPoint(field.field))
                merged.set(field.field, ours[field.field]);
    }
    return takes || takesPoint ? std::optional(merged) : std::nullopt;
}

void RowMerge::mergeFields(const Record& ours, const Earlier& earlier)
{
    Record theirs = ours;
    for (const PackedField& field : std::as_const(change.fields))
        theirs.set(field.field, field.after);
    QList<const PackedField*> clashing;
    std::optional<Record> merged = takenOver(ours, change.fields, earlier, clashing);
    const bool pointClash = std::any_of(
        clashing.begin(), clashing.end(), [](const PackedField* field) { return isPoint(field->field); });
    Conflict point = conflict(ConflictKind::field);
    point.fields = {}; // all of it, also what both say: the district may move the rest before it decides
    for (const PackedField& field : std::as_const(change.fields))
        if (pointClash && isPoint(field.field))
            point.fields.insert(field.field, triple(field.before, ours[field.field], field.after));
    if (pointClash)
        conflicts += point;
    for (const PackedField* field : std::as_const(clashing)) {
        if (isPoint(field->field))
            continue;
        if (follows(ours, field->field) && follows(theirs, field->field)) {
            if (merged)
                merged->set(field->field, following(*merged, field->field));
            continue;
        }
        // What stands here after this merge, which may have taken what it follows from.
        FieldValue now = ours[field->field];
        if (merged && follows(ours, field->field)) {
            now = following(*merged, field->field);
            merged->set(field->field, now);
        }
        if (now == field->after)
            continue;
        Conflict one = conflict(ConflictKind::field);
        one.fields = {{field->field, triple(field->before, now, field->after)}};
        conflicts += one;
    }
    wanted = std::move(merged);
}

void RowMerge::mergeRemoval(const Record& ours, const Earlier& earlier)
{
    const bool known = earlier.change && earlier.change->at <= earlier.common;
    if (known && earlier.change->op == RowOp::remove && earlier.change->at == change.at)
        return; // answered before
    if (earlier.otherLine && change.at <= earlier.common && !earlier.waited.contains(QStringLiteral("*")))
        return; // with the line that went on
    const auto asTheyKnew = [&](const QString& id) {
        const PackedField* field = fieldIn(&change, id);
        const PackedField* before = earlier.field(id);
        if (before && before->at <= earlier.common && (!field || before->from == field->from))
            return before->after;
        return field ? field->before : FieldValue();
    };
    QList<const PackedField*> clashing; // is part of the one question
    std::optional<Record> edited = takenOver(ours, change.last, earlier, clashing);
    const QStringList fields = ownFields(ours.spec());
    if (std::all_of(
            fields.begin(), fields.end(), [&](const QString& id) { return ours[id] == asTheyKnew(id); })) {
        removes = true;
        ifItStays = std::move(edited);
        return;
    }
    wanted = std::move(edited);
    conflicts += conflict(ConflictKind::removed, QStringLiteral("乡镇删除了这一行，区级修改过"));
}

void RowMerge::stay(const QString& reason)
{
    removes = false;
    wanted = std::move(ifItStays);
    conflicts += conflict(ConflictKind::removed, reason);
}

void RowMerge::askRules()
{
    if (!wanted)
        return;
    Record row = *wanted;
    const Record* before = here ? &*here : nullptr;
    if (spec->derive)
        spec->derive(row, before);
    QStringList problems;
    for (const Finding& finding : checkRecord(row, before))
        if (finding.severity == Finding::Severity::error)
            problems += finding.text;
    if (!problems.isEmpty())
        refusedBy({ErrorKind::refused, problems.join(QStringLiteral("；"))});
}

PlannedWrite RowMerge::planned() const
{
    return {.registry = change.registry,
        .id = change.id,
        .before = here ? &*here : nullptr,
        .after = wanted && !removes ? &*wanted : nullptr};
}

Result<> RowMerge::write(UnitOfWork& work, StoredRows& rows)
{
    if (removes) // what hung on a row that is gone went with it
        return rows(change.registry, change.id) ? work.remove(change.registry, change.id) : Result<>();
    if (adds) {
        const auto added = work.add(*wanted);
        return added ? Result<>() : fail(added.error());
    }
    const auto changed = work.change(withCurrentLists(work.workspace(), *wanted));
    return changed ? Result<>() : fail(changed.error());
}

bool RowMerge::isSaidAlready(const Workspace& workspace) const
{
    if (!adds || spec->hanging().registryField.isEmpty())
        return false;
    QList<FieldHolding> same;
    for (const QString& field : ownFields(*spec))
        if (field != u"code")
            same += {field, {(*wanted)[field]}};
    return !storedRows(workspace, spec->id, same).isEmpty();
}

void RowMerge::leave()
{
    wanted.reset();
    adds = removes = false;
}

void RowMerge::refusedBy(const Error& why)
{
    const bool question = change.op == RowOp::remove && !removes;
    failed = true;
    leave();
    if (question) { // whether the row goes is asked already; what was edited before stays as it is here
        conflicts = {conflict(ConflictKind::removed, conflicts.value(0).reason)};
        return;
    }
    const ConflictKind kind = why.kind == ErrorKind::duplicate            ? ConflictKind::duplicate
        : why.kind == ErrorKind::locked                                   ? ConflictKind::locked
        : why.kind == ErrorKind::notFound || why.kind == ErrorKind::inUse ? ConflictKind::reference
                                                                          : ConflictKind::rule;
    conflicts = {conflict(kind, why.text)};
}

MergedRow RowMerge::written() const
{
    MergedRow row;
    row.registry = change.registry;
    row.id = change.id;
    row.code = here ? here->code() : wanted ? wanted->code() : change.code;
    row.op = adds ? RowOp::add : removes ? RowOp::remove : RowOp::change;
    row.title = here ? here->title() : wanted ? wanted->title() : change.code;
    for (const QString& id : ownFields(*spec)) {
        const FieldValue before = here ? (*here)[id] : FieldValue();
        const FieldValue after = wanted ? (*wanted)[id] : FieldValue();
        if (!(before == after))
            row.fields += ChangedField{id, before, after};
    }
    return row;
}

Conflict RowMerge::conflict(ConflictKind kind, const QString& reason) const
{
    return {.registry = change.registry,
        .id = change.id,
        .code = here ? here->code() : change.code,
        .kind = kind,
        .op = change.op,
        .fields = allFields(wanted && !adds && !failed ? wanted : here),
        .reason = reason,
        .who = change.who,
        .time = change.time};
}

QJsonObject RowMerge::allFields(const std::optional<Record>& ours) const
{
    QJsonObject fields;
    for (const PackedField& field : change.fields)
        if (const FieldValue now = ours ? (*ours)[field.field] : FieldValue();
            !(now == field.after) || (change.op == RowOp::add && !field.isUntouched()))
            fields.insert(field.field, triple(field.before, now, field.after));
    return fields;
}

} // namespace coop
