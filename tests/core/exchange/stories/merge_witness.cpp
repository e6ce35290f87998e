#include "tests/core/exchange/stories/merge_witness.h"

#include "core/store/history/change_log.h"
#include "core/store/rows/duplicates.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace_database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <SQLiteCpp/Database.h>
#include <rapidcheck.h>

namespace coop
{

namespace
{
QString stored(const FieldValue& value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{toJson(value)}).toJson(QJsonDocument::Compact));
}

/// Rows that the workspace's connection wrote since it was opened, in any table, taken back or not: where it
/// stays the same, nothing was written.
qint64 everWritten(const Workspace& workspace)
{
    return databaseOf(workspace).getTotalChanges();
}
} // namespace

bool MergeWitness::submit(int office, HandIn what)
{
    if (!world.submit(office, what))
        return false;
    const QString file = world.office(office).submissions.last();
    Said& own = pasts[size_t(office)].now;
    for (const PackedChange& change : world.bodyOf(file).changes)
        for (const PackedField& field : change.fields + change.last)
            own[{change.registry, change.id}][field.field] += stored(field.after);
    saidUntil.insert(file, own);
    return true;
}

QString MergeWitness::merge(int office, const QString& file)
{
    Workspace& district = world.district();
    const auto& [package, bytes, body] = world.received(file);
    const qint64 before = everWritten(district);
    const auto done = mergeBody(district, OfficesWorld::someone, package, bytes);
    if (!done) {
        const QString& why = done.error().text;
        RC_ASSERT((why.contains(QStringLiteral("没有接着")) || why.contains(QStringLiteral("全部重报"))));
        RC_ASSERT(everWritten(district) == before);
        return why;
    }
    const Merged& merged = *done;
    const auto chain = HistoryChain::fromJson(body.extra[QStringLiteral("chain")]);
    if (merged.stale) {
        RC_ASSERT(everWritten(district) == before);
        // Only what is in may be called so: this one, or a later one of the same workspace.
        RC_ASSERT((known.merged.contains(file)
            || std::any_of(known.chains.begin(), known.chains.end(), [&](const auto& one) {
                   return one.first == office && one.second.common(chain) == chain.newest();
               })));
        return {};
    }
    const auto inbox = need(conflicts(district));
    for (const PackedChange& change : body.changes)
        nothingIsLost(office, change, chain, inbox, merged);
    if (merged.entry != 0)
        nothingElseIsOverwritten(file, body, need(historyEntry(district, merged.entry)));
    for (const PackedChange& change : body.changes)
        for (const PackedField& field : change.fields)
            known.looked.insert(keyOf(office, change, field.field, field.at, chain));
    known.merged += file;
    known.chains.append(std::pair(office, chain));
    again(file);
    return {};
}

void MergeWitness::keep(int office)
{
    world.keep(world.office(office));
    pasts[size_t(office)].kept = pasts[size_t(office)].now;
}

void MergeWitness::goBack(int office)
{
    if (world.office(office).backup.isEmpty())
        return;
    world.goBack(world.office(office));
    pasts[size_t(office)].now = pasts[size_t(office)].kept;
}

void MergeWitness::changeComputers(int office)
{
    auto& side = world.office(office);
    Pasts& own = pasts[size_t(office)];
    if (!side.twin) {
        world.copy(side);
        own.twin = own.now;
    }
    OfficesWorld::changeComputers(side);
    std::swap(own.now, own.twin);
}

void MergeWitness::keepDistrict()
{
    world.keep(world.districtOffice());
    kept = known;
}

void MergeWitness::districtGoesBack()
{
    if (world.districtOffice().backup.isEmpty())
        return;
    world.goBack(world.districtOffice());
    known = kept;
}

MergeWitness::EditKey MergeWitness::keyOf(
    int office, const PackedChange& change, const QString& field, qint64 at, const HistoryChain& chain)
{
    return {office, change.registry, change.id, field, at, chain.mark(at)};
}

/// Every edit is in the result, or equal to it, or in a conflict.
void MergeWitness::nothingIsLost(int office, const PackedChange& change, const HistoryChain& chain,
    const QList<Conflict>& inbox, const Merged& merged)
{
    const auto row = storedRow(world.district(), change.registry, change.id);
    const auto inConflict = [&](const QString& field) {
        const auto about = [&](const Conflict& one) {
            return one.registry == change.registry && one.id == change.id
                && (one.kind != ConflictKind::field || one.fields.contains(field));
        };
        return std::any_of(inbox.begin(), inbox.end(), about)
            || std::any_of(merged.refused.begin(), merged.refused.end(), about);
    };
    if (change.op == RowOp::remove) {
        RC_ASSERT(!row || inConflict({}) || removalWasLookedAt(office, change, chain));
        return;
    }
    if (isSaidByAnother(change))
        return;
    for (const PackedField& field : change.fields) {
        if (known.looked.contains(keyOf(office, change, field.field, field.at, chain))
            || cameByOtherLine(office, field.at, chain) || field.before == field.after
            || field.field == u"mu_times")
            continue;
        const bool there = row && (*row)[field.field] == field.after;
        if (!there && !inConflict(field.field)) {
            RC_LOG() << change.registry.toStdString() << " " << change.code.toStdString() << " "
                     << toText(change.op).toStdString() << " " << field.field.toStdString() << " "
                     << stored(field.before).toStdString() << " -> " << stored(field.after).toStdString()
                     << " district " << (row ? stored((*row)[field.field]).toStdString() : "none")
                     << std::endl;
            RC_FAIL("an edit got lost");
        }
    }
}

/// That two rows are 不是重复 is said once, whoever says it.
bool MergeWitness::isSaidByAnother(const PackedChange& change) const
{
    if (change.op != RowOp::add || change.registry != notDuplicatesSpec().id)
        return false;
    QList<FieldHolding> pair;
    for (const PackedField& field : change.fields)
        if (notDuplicatesSpec().hangsOn.rowFields.contains(field.field))
            pair += {field.field, {field.after}};
    const QList<Record> said = storedRows(world.district(), change.registry, pair);
    return std::any_of(said.begin(), said.end(), [&](const Record& row) { return row.id != change.id; });
}

bool MergeWitness::removalWasLookedAt(int office, const PackedChange& change, const HistoryChain& chain)
{
    return !known.removals.insert(keyOf(office, change, {}, change.at, chain)).second
        || cameByOtherLine(office, change.at, chain);
}

/// An edit from before two workspaces of the office parted, when the other one has handed in since.
bool MergeWitness::cameByOtherLine(int office, qint64 at, const HistoryChain& chain) const
{
    return std::any_of(known.chains.begin(), known.chains.end(), [&](const auto& merged) {
        const qint64 common = merged.second.common(chain);
        return merged.first == office && at <= common && common < merged.second.newest();
    });
}

/// A merge changes only what the office knew as it was here, or had handed in itself from this workspace.
void MergeWitness::nothingElseIsOverwritten(
    const QString& file, const PackageBody& body, const ChangeEntry& entry)
{
    const Said& said = *saidUntil.constFind(file);
    for (const ChangedRow& row : entry.rows) {
        if (!exchangedTables().contains(row.registry) || row.op == RowOp::add)
            continue;
        const auto change = std::find_if(body.changes.begin(), body.changes.end(),
            [&](const PackedChange& each) { return each.registry == row.registry && each.id == row.id; });
        if (change == body.changes.end()) {
            const RegistrySpec* spec = anySpec(world.district().registries(), row.registry);
            const bool went
                = row.op == RowOp::remove && !spec->hanging().isEmpty(); // with the row it hung on
            RC_ASSERT(went);
            continue;
        }
        pointIsWhole(*change, row);
        for (const ChangedField& field : row.fields) {
            const QList<PackedField> fields = change->fields + change->last;
            const bool knew = std::any_of(fields.begin(), fields.end(), [&](const PackedField& each) {
                return each.field == field.field && each.before == field.before;
            });
            if (field.field == u"mu_times")
                continue; // follows
            const bool saidSo
                = said.value({row.registry, row.id}).value(field.field).contains(stored(field.before));
            if (!knew && !saidSo) {
                RC_LOG() << row.registry.toStdString() << " " << row.code.toStdString() << " "
                         << toText(row.op).toStdString() << " " << field.field.toStdString() << " here "
                         << stored(field.before).toStdString() << std::endl;
                RC_FAIL("a value of the district was overwritten unseen");
            }
        }
    }
}

/// A point that a merge moved is the office's in all that makes a point.
void MergeWitness::pointIsWhole(const PackedChange& change, const ChangedRow& row) const
{
    const auto ofPoint = [](const ChangedField& field) { return isPoint(field.field); };
    if (row.op != RowOp::change || std::none_of(row.fields.begin(), row.fields.end(), ofPoint))
        return;
    const auto stands = storedRow(world.district(), row.registry, row.id);
    const QList<PackedField>& said = change.op == RowOp::remove ? change.last : change.fields;
    RC_ASSERT(std::count_if(said.begin(), said.end(), ofPoint)
        == (stands->spec().field(QStringLiteral("source_point")) ? 3 : 2));
    for (const PackedField& field : said)
        if (isPoint(field.field))
            RC_ASSERT((*stands)[field.field] == field.after);
}

/// Merging twice changes nothing.
void MergeWitness::again(const QString& file)
{
    Workspace& district = world.district();
    const qint64 before = everWritten(district);
    const auto& [package, bytes, body] = world.received(file);
    const auto merged = need(mergeBody(district, OfficesWorld::someone, package, bytes));
    RC_ASSERT(merged.stale);
    RC_ASSERT(everWritten(district) == before);
}

} // namespace coop
