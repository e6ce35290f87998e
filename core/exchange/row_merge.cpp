#include "core/exchange/row_merge.h"

#include "core/store/stored_value.h"
#include "core/store/unit_of_work.h"

#include <QJsonArray>

namespace coop
{

namespace
{
const ChangedField* fieldIn(const PackedChange& change, const QString& id)
{
    for (const ChangedField& field : change.fields)
        if (field.field == id)
            return &field;
    return nullptr;
}

QJsonArray triple(const FieldValue& before, const FieldValue& ours, const FieldValue& theirs)
{
    return {toJson(before), toJson(ours), toJson(theirs)};
}

/// A point is one thing: its two numbers and where they came from change together.
bool isPoint(const QString& field)
{
    return field == u"lon" || field == u"lat" || field == u"source_point";
}
} // namespace

RowMerge::RowMerge(const Workspace& workspace, const OfficeArea& area, PackedChange packed,
    const PackedChange* earlier)
    : change(std::move(packed))
    , here(storedRow(workspace, change.registry, change.id))
{
    if (!mayHandIn(workspace, area))
        return;
    const bool handedInAlready = earlier && earlier->op != u"remove";
    if (change.op == u"remove") {
        if (here)
            mergeRemoval(*here, earlier);
        return; // removed on both sides
    }
    if (here) {
        mergeFields(*here, earlier);
        return;
    }
    if (change.op == u"add" && !handedInAlready) {
        wanted = Record(*anySpec(workspace.registries(), change.registry));
        wanted->id = change.id;
        for (const ChangedField& field : change.fields)
            wanted->set(field.field, field.after);
        adds = true;
        return;
    }
    // Removed here. What the office says anew about it is a question; what it said before was answered.
    const bool anew = !earlier
        || std::any_of(change.fields.begin(), change.fields.end(), [&](const ChangedField& field) {
               const ChangedField* known = fieldIn(*earlier, field.field);
               return !known || !(known->after == field.after);
           });
    if (anew)
        conflicts += conflict("delete", QStringLiteral("区级已经删除这一行"));
}

/// Not theirs: rows of other areas, and what only the district says.
bool RowMerge::mayHandIn(const Workspace& workspace, const OfficeArea& area)
{
    const RegistrySpec& spec = *anySpec(workspace.registries(), change.registry);
    Record after = here ? *here : Record(spec);
    after.id = change.id;
    for (const ChangedField& field : change.fields)
        after.set(field.field, field.after);
    const auto refuse = [&](const QString& why) {
        bool differs = change.op == u"remove" ? here.has_value() : !here;
        for (const ChangedField& field : std::as_const(change.fields))
            differs = differs || !here || !((*here)[field.field] == field.after);
        if (differs)
            conflicts += conflict("refused", why);
        return false;
    };
    // A row whose parent is in the same package is looked at by the rules of references.
    const bool fresh = !here && (!spec.parent.isEmpty() || spec.id == u"sheet_notes" || spec.id == u"attachments"
                           || spec.id == u"not_duplicates");
    if ((here && !area.keeps(*here)) || (change.op != u"remove" && !fresh && !area.keeps(after)))
        return refuse(QStringLiteral("不在该乡镇的范围内"));
    if (spec.guarded && spec.id != u"sheets" && spec.id != u"sheet_notes")
        return refuse(QStringLiteral("由区级办理"));
    if (spec.id == u"sheets") {
        const auto open = [](const Record& sheet) {
            return sheet[u"state"].text() == QStringLiteral("草稿")
                || sheet[u"state"].text() == QStringLiteral("已提交");
        };
        static const QStringList theirs{QStringLiteral("code"), QStringLiteral("quarter"),
            QStringLiteral("federation"), QStringLiteral("state"), QStringLiteral("filler"),
            QStringLiteral("head"), QStringLiteral("submitted_by"), QStringLiteral("submitted_on"),
            QStringLiteral("remark")};
        const bool foreign = std::any_of(change.fields.begin(), change.fields.end(), [&](const ChangedField& field) {
            return !theirs.contains(field.field) && !(field.before == field.after) && !field.after.isNull();
        });
        if (change.op == u"remove" || !open(after) || (here && !open(*here)) || foreign)
            return refuse(QStringLiteral("审核、锁定和退回由区级办理"));
    }
    return true;
}

void RowMerge::mergeFields(const Record& ours, const PackedChange* earlier)
{
    Record merged = ours;
    bool takes = false;
    const auto ancestor = [&](const ChangedField& field) {
        const ChangedField* known = earlier ? fieldIn(*earlier, field.field) : nullptr;
        return known ? known->after : field.before;
    };
    bool pointClash = false;
    for (const ChangedField& field : std::as_const(change.fields))
        pointClash = pointClash
            || (isPoint(field.field) && !(ours[field.field] == field.after)
                && !(ancestor(field) == field.after) && !(ours[field.field] == ancestor(field)));
    QJsonObject point;
    for (const ChangedField& field : std::as_const(change.fields)) {
        const FieldValue& now = ours[field.field];
        if (now == field.after || ancestor(field) == field.after)
            continue; // the same on both sides, or nothing new from the office
        const bool clash = isPoint(field.field) ? pointClash : !(now == ancestor(field));
        if (!clash) {
            merged.set(field.field, field.after);
            takes = true;
            continue;
        }
        if (isPoint(field.field)) {
            point.insert(field.field, triple(field.before, now, field.after));
            continue;
        }
        Conflict one = conflict("field");
        one.fields = {{field.field, triple(field.before, now, field.after)}};
        conflicts += one;
    }
    if (!point.isEmpty()) {
        Conflict one = conflict("field");
        one.fields = point;
        conflicts += one;
    }
    if (takes)
        wanted = merged;
}

void RowMerge::mergeRemoval(const Record& ours, const PackedChange* earlier)
{
    if (earlier && earlier->op == u"remove")
        return; // answered before
    const auto asTheyKnew = [&](const QString& id) {
        if (const ChangedField* known = earlier ? fieldIn(*earlier, id) : nullptr)
            return known->after;
        const ChangedField* field = fieldIn(change, id);
        return field ? field->before : FieldValue();
    };
    bool same = true;
    for (const QString& id : ownFields(ours.spec()))
        same = same && ours[id] == asTheyKnew(id);
    if (same)
        removes = true;
    else
        conflicts += conflict("delete", QStringLiteral("乡镇删除了这一行，区级修改过"));
}

Result<> RowMerge::write(UnitOfWork& work)
{
    if (adds) {
        const auto added = work.add(*wanted);
        return added ? Result<>() : fail(added.error());
    }
    Record record = *wanted; // with the lists as its child rows have them by now
    if (const auto now = storedRow(work.workspace(), change.registry, change.id))
        for (const FieldSpec& field : record.spec().fields)
            if (!field.child.isEmpty())
                record.set(field.id, (*now)[field.id]);
    const auto changed = work.change(record);
    return changed ? Result<>() : fail(changed.error());
}

void RowMerge::refusedBy(const Error& why)
{
    failed = true;
    const char* kind = why.kind == ErrorKind::duplicate ? "duplicate"
        : why.kind == ErrorKind::locked                 ? "locked"
        : why.kind == ErrorKind::notFound || why.kind == ErrorKind::inUse ? "reference"
                                                                          : "rule";
    conflicts = {conflict(kind, why.text)};
}

Conflict RowMerge::conflict(const char* kind, const QString& reason) const
{
    return {.registry = change.registry,
        .id = change.id,
        .code = here ? here->code() : change.code,
        .kind = QLatin1String(kind),
        .op = change.op,
        .fields = allFields(here),
        .reason = reason,
        .who = change.who,
        .time = change.time};
}

QJsonObject RowMerge::allFields(const std::optional<Record>& ours) const
{
    QJsonObject fields;
    for (const ChangedField& field : change.fields)
        if (const FieldValue now = ours ? (*ours)[field.field] : FieldValue();
            !(now == field.after) || change.op == u"add")
            fields.insert(field.field, triple(field.before, now, field.after));
    return fields;
}

} // namespace coop
