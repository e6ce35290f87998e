#include "core/exchange/hand_in/hand_in.h"

#include "core/base/clock.h"
#include "core/exchange/hand_in/history_chain.h"
#include "core/exchange/hand_in/touched_rows.h"
#include "core/exchange/office_area.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/kept/attachments.h"
#include "core/store/layout/table_layout.h"
#include "core/store/unit_of_work.h"

#include <QJsonArray>
#include <algorithm>

namespace coop
{

namespace
{
/// As it stands now against what both agreed on; nothing when it came back to that and nobody heard of it.
std::optional<PackedChange> changeOf(const Workspace& workspace, StoredRows& rows, const QString& registry,
    RowId id, const Touched& touched, bool heardOf)
{
    const auto now = rows(registry, id);
    PackedChange change{.registry = registry,
        .id = id,
        .code = now ? now->code() : touched.code,
        .op = !touched.wasThere ? RowOp::add
            : now               ? RowOp::change
                                : RowOp::remove,
        .who = touched.who,
        .time = touched.time,
        .from = touched.from,
        .at = touched.at};
    if (!now)
        for (auto field = touched.fields.constBegin(); field != touched.fields.constEnd(); ++field) {
            const FieldValue before = touched.wasThere ? field->before : FieldValue();
            if (field->last && !(*field->last == before))
                change.last += PackedField{{field.key(), before, *field->last}, field->from, field->lastAt};
        }
    if (!touched.wasThere && !now) {
        if (!heardOf)
            return std::nullopt;
        change.op = RowOp::remove; // it was handed in and is gone again
        return change;
    }
    for (const QString& own : ownFields(*anySpec(workspace.registries(), registry))) {
        const auto seen = touched.fields.constFind(own);
        if (seen == touched.fields.constEnd() && touched.wasThere)
            continue;
        const Touched::Field field = seen == touched.fields.constEnd() ? Touched::Field{} : *seen;
        const FieldValue before = touched.wasThere ? field.before : FieldValue();
        const FieldValue after = now ? (*now)[own] : FieldValue();
        const bool seenAndHeardOf
            = heardOf && seen != touched.fields.constEnd(); // may have been handed in otherwise
        if (!(before == after) || seenAndHeardOf)
            change.fields += PackedField{{own, before, after}, field.from == 0 ? touched.from : field.from,
                field.at == 0 ? touched.at : field.at};
    }
    return change.fields.isEmpty() ? std::nullopt : std::optional(change);
}

/// Whether the district may have seen something of what would be handed in now.
bool heardOfAny(const Workspace& workspace, const PackageRecord& base)
{
    if (!base.base[QStringLiteral("carried")].toArray().isEmpty())
        return true;
    const auto all = packages(workspace);
    return all && std::any_of(all->begin(), all->end(), [&](const PackageRecord& one) {
        return one.kind == PackageKind::submit && one.sequence > base.base[QStringLiteral("of")].toInteger();
    });
}

QList<PackedChange> changesSince(const Workspace& workspace, const PackageRecord& base)
{
    const bool heardOf = heardOfAny(workspace, base);
    TouchedRows rows;
    addCarried(rows, workspace, base.base[QStringLiteral("carried")].toArray());
    addLogged(rows, workspace, base.base[QStringLiteral("upto")].toInteger());
    StoredRows stored(workspace);
    QList<PackedChange> changes;
    for (auto it = rows.constBegin(); it != rows.constEnd(); ++it)
        if (auto change = changeOf(workspace, stored, it.key().first, it.key().second, *it, heardOf))
            changes += *change;
    return changes;
}

/// Every row of the office, whole: what was not edited since the last answer has no value before, so that the
/// district, which lost it, is asked where it has another.
void makeWhole(QList<PackedChange>& changes, const Workspace& workspace, RowId federation, qint64 entry)
{
    QHash<RegistryRow, qsizetype> index;
    for (qsizetype i = 0; i < changes.size(); ++i)
        index.insert({changes[i].registry, changes[i].id}, i);
    const OfficeArea area(workspace, federation);
    for (const TableLayout& layout : workspace.layouts()) {
        if (!layout.spec->exchange.isHandedIn())
            continue;
        for (const Record& row : storedRows(workspace, layout.spec->id)) {
            if (!area.keeps(row))
                continue;
            const auto there = index.constFind({layout.spec->id, row.id});
            PackedChange fresh{
                .registry = layout.spec->id, .id = row.id, .code = row.code(), .from = entry, .at = entry};
            PackedChange& whole = there == index.constEnd() ? fresh : changes[*there];
            whole.op = RowOp::add;
            QSet<QString> edited;
            for (const PackedField& field : std::as_const(whole.fields))
                edited += field.field;
            for (const QString& id : ownFields(*layout.spec))
                if (!edited.contains(id) && !row[id].isNull())
                    whole.fields += PackedField{{id, FieldValue(), row[id]}, entry, entry};
            if (there == index.constEnd())
                changes += fresh;
        }
    }
}

/// Where any part of a point was touched, the rest of it goes along.
void tellWholePoints(QList<PackedChange>& changes, const Workspace& workspace)
{
    StoredRows rows(workspace);
    for (PackedChange& change : changes) {
        const bool gone = change.op == RowOp::remove;
        QMap<QString, FieldValue> before; // of a removed row
        for (const PackedField& field : std::as_const(change.fields))
            before.insert(field.field, field.before);
        const auto now = gone ? std::nullopt : rows(change.registry, change.id);
        QList<PackedField>& told = gone ? change.last : change.fields;
        const auto isTold = [&](const QString& id) {
            return std::any_of(
                told.begin(), told.end(), [&](const PackedField& field) { return field.field == id; });
        };
        const auto touches = [](const PackedField& field) { return isPoint(field.field); };
        if (std::none_of(told.begin(), told.end(), touches))
            continue;
        for (const QString& id : ownFields(*anySpec(workspace.registries(), change.registry)))
            if (isPoint(id) && !isTold(id)) {
                const FieldValue value = gone ? before.value(id) : now ? (*now)[id] : FieldValue();
                told += PackedField{{id, value, value}};
            }
    }
}

/// The bytes of attachments that the district does not have yet.
Result<> addBytes(PackageBody& body, const Workspace& workspace)
{
    QSet<QString> taken;
    for (const PackedChange& change : std::as_const(body.changes)) {
        const KeptBytes& kept = anySpec(workspace.registries(), change.registry)->bytes;
        if (kept.isEmpty() || change.op != RowOp::add)
            continue;
        for (const PackedField& field : change.fields) {
            const QString digest = field.after.text();
            if (field.field != kept.digestField || taken.contains(digest))
                continue;
            const auto bytes = attachmentBytes(workspace, digest);
            COOP_TRY(bytes);
            taken += digest;
            body.blobs
                += PackedBytes{digest, *bytes, attachmentThumbnail(workspace, digest).value_or(QByteArray())};
        }
    }
    return {};
}

/// What this office handed in or was answered, whichever copy of its workspace wrote it.
QStringList marksOf(const QList<PackageRecord>& all)
{
    QStringList marks;
    for (const PackageRecord& one : all) {
        const QString mark = packageMark(
            one.kind == PackageKind::submit ? one.digest : one.base[QStringLiteral("answered")].toString());
        if (!mark.isEmpty() && !marks.contains(mark))
            marks += mark;
    }
    return marks.mid(std::max<qsizetype>(0, marks.size() - mostMarks));
}

qint64 nextSequence(const QList<PackageRecord>& all)
{
    qint64 last = 0;
    for (const PackageRecord& one : all) // a receipt may answer what a backup of this office does not know
        last = std::max(last, one.kind == PackageKind::submit ? one.sequence : one.answers);
    return last + 1;
}
} // namespace

QJsonObject countsOf(const QList<PackedChange>& changes)
{
    QJsonObject counts;
    for (const PackedChange& change : changes) {
        QJsonObject one = counts[change.registry].toObject();
        const QString op = toText(change.op);
        one[op] = one[op].toInteger() + 1;
        counts[change.registry] = one;
    }
    return counts;
}

Result<PackageRecord> lastAnswer(const Workspace& workspace)
{
    const auto all = packages(workspace);
    COOP_TRY(all);
    const PackageRecord* newest = nullptr;
    for (const PackageRecord& one : *all)
        if (one.kind != PackageKind::submit)
            newest = &one;
    if (!officeSelf(workspace) || !newest)
        return fail(ErrorKind::refused,
            QStringLiteral(
                "这不是乡镇端的工作区，不能上报，也不能打开回执。请先打开区供销合作社下发的数据包"));
    return *newest;
}

Result<QList<PackedChange>> changesToHandIn(const Workspace& workspace)
{
    return guarded(workspace.path(), [&]() -> Result<QList<PackedChange>> {
        const auto base = lastAnswer(workspace);
        COOP_TRY(base);
        return changesSince(workspace, *base);
    });
}

Result<HandedIn> handIn(
    Workspace& workspace, const Author& author, const QString& passphrase, const QString& path, HandIn what)
{
    COOP_TRY(lastAnswer(workspace));
    const auto key = officeKey(workspace, passphrase);
    return key ? handIn(workspace, author, *key, path, what) : fail(key.error());
}

Result<HandedIn> handIn(
    Workspace& workspace, Author author, const OfficeKey& key, const QString& path, HandIn what)
{
    author.door = Door::submit;
    return guarded(workspace.path(), [&]() -> Result<HandedIn> {
        COOP_TRY(lastAnswer(workspace));
        const OfficeSelf self = *officeSelf(workspace);
        const auto all = packages(workspace);
        COOP_TRY(all);
        HandedIn done{.digest = {}, .sequence = nextSequence(*all), .counts = {}};
        if (author.reason.isEmpty())
            author.reason = QStringLiteral("第 %1 号上报").arg(done.sequence);
        const auto work = UnitOfWork::begin(workspace, author); // nobody writes in between
        COOP_TRY(work);
        const auto base = lastAnswer(workspace);
        COOP_TRY(base);
        const PackageBase head = historyHead(workspace);
        PackageBody body;
        body.changes = changesSince(workspace, *base);
        if (what == HandIn::everything)
            makeWhole(body.changes, workspace, self.federation, head.entry);
        tellWholePoints(body.changes, workspace);
        const QJsonArray lacking = base->base[QStringLiteral("lacking")].toArray();
        for (const auto& one : lacking)
            body.lacking += {one[0].toString(), one[1].toInteger()};
        if (body.changes.isEmpty() && body.lacking.isEmpty() && what == HandIn::changes)
            return fail(ErrorKind::refused,
                QStringLiteral("上次下发或回执以后没有修改，不用上报。需要说明“本季无变化”时请选择空报"));
        COOP_TRY(addBytes(body, workspace));
        body.extra = {{QStringLiteral("author"), author.who},
            {QStringLiteral("chain"), HistoryChain::of(workspace).toJson()}};
        done.counts = countsOf(body.changes);
        const QJsonObject known = base->base;
        PackageHeader header{.schema = workspace.schema(),
            .kind = PackageKind::submit,
            .plan = workspace.plan().id,
            .from = {self.name, self.device, key.publicKey()},
            .to = self.district,
            .sequence = done.sequence,
            .created = clockNow(),
            .base = {known[QStringLiteral("receipt")].toInteger(), known[QStringLiteral("of")].toInteger(),
                known[QStringLiteral("entry")].toInteger(), known[QStringLiteral("hash")].toString(),
                packageMark(known[QStringLiteral("answered")].toString()),
                base->kind == PackageKind::receipt ? packageMark(base->digest) : QString()},
            .counts = done.counts,
            .after = marksOf(*all),
            .practice = workspace.isPractice(),
            .keyProof = self.keyProof};
        if (what == HandIn::everything)
            header.base
                = {.receipt = header.base.receipt, .opened = header.base.opened}; // builds on nothing more
        PackageOnItsWay file(path);
        const auto digest = file.write(header, body.toBytes(), key);
        COOP_TRY(digest);
        done.digest = *digest;
        COOP_TRY(notePackage(**work,
            {.kind = PackageKind::submit,
                .device = self.device,
                .sequence = done.sequence,
                .digest = *digest,
                .madeBy = author.who,
                .created = header.created,
                .counts = done.counts,
                .base = {{QStringLiteral("upto"), head.entry}}}));
        COOP_TRY((*work)->commit());
        const auto placed = file.putInPlace();
        return placed ? Result<HandedIn>(done) : fail(placed.error());
    });
}

Result<HandInStanding> handInStanding(const Workspace& workspace)
{
    const auto changes = changesToHandIn(workspace);
    const auto all = packages(workspace);
    if (!changes || !all)
        return fail(changes ? all.error() : changes.error());
    HandInStanding standing{.waiting = int(changes->size())};
    for (const PackageRecord& one : *all) {
        if (one.kind == PackageKind::submit && one.sequence > standing.lastSequence) {
            standing.lastSequence = one.sequence;
            standing.lastCreated = one.created;
        }
        standing.answeredSequence = std::max(standing.answeredSequence, one.answers);
    }
    standing.answered = standing.lastSequence > 0 && standing.answeredSequence >= standing.lastSequence;
    return standing;
}

} // namespace coop
