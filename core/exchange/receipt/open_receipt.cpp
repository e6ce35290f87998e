#include "core/domain/row_area.h"
#include "core/exchange/hand_in/hand_in.h"
#include "core/exchange/hand_in/history_chain.h"
#include "core/exchange/hand_in/touched_rows.h"
#include "core/exchange/receipt/receipt.h"
#include "core/exchange/review.h"
#include "core/exchange/write_order.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/kept/attachments.h"
#include "core/store/layout/table_layout.h"
#include "core/store/rows/row_reader.h"
#include "core/store/unit_of_work.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QSet>
#include <algorithm>
#include <vector>

namespace coop
{

namespace
{
/// The district's answer on its way into the office's workspace: what was edited here since the hand-in that
/// it answers stays as it is, and so does what the district's version of the program does not know of.
class Accepting
{
public:
    Accepting(UnitOfWork& unit, const PackageBody& received, int schemaOfDistrict, TouchedRows edited)
        : work(unit)
        , workspace(unit.workspace())
        , body(received)
        , schema(schemaOfDistrict)
        , touched(std::move(edited))
    {
    }
    Result<> run()
    {
        for (const PackedBytes& blob : body.blobs)
            COOP_TRY(work.keepBytes(blob.digest, blob.bytes, blob.thumbnail));
        for (const PackedRow& row : body.rows)
            plan(row);
        if (body.complete)
            planDepartures();
        QList<PlannedWrite> writes;
        for (const Step& step : steps)
            writes += PlannedWrite{.registry = step.key.first,
                .id = step.key.second,
                .before = step.before ? &*step.before : nullptr,
                .after = step.after ? &*step.after : nullptr,
                .write = [this, &step] { return write(step); }};
        const QList<UndoneStep> left = writeInOrder(work, writes);
        for (const UndoneStep& one : left)
            lacking += QJsonArray{writes[one.step].registry, writes[one.step].id};
        written = int(writes.size() - left.size());
        return {};
    }
    int written = 0, kept = 0;
    QJsonArray lacking; ///< rows that could not be written yet, to be asked for again

private:
    struct Step {
        RegistryRow key;
        std::optional<Record> before, after;
        bool calledOnly = false;
    };

    void plan(const PackedRow& row)
    {
        const RegistrySpec* spec = anySpec(workspace.registries(), row.registry);
        if (!spec || !spec->exchange.isSent())
            return; // each office's own
        const RegistryRow key{row.registry, row.id};
        const auto edited = touched.constFind(key);
        const bool here = edited != touched.constEnd();
        const bool waits = row.waiting.contains(QStringLiteral("*"));
        const auto local = storedRow(workspace, row.registry, row.id);
        if (!row.row) {
            if (local && (here || waits))
                ++kept;
            else if (local)
                steps.push_back({key, local, {}});
            return;
        }
        if (!local) {
            if (here || waits)
                ++kept; // removed here, and the district has not said its word on that
            else
                steps.push_back({key, {}, *row.row, row.calledOnly});
            return;
        }
        Record wanted = *local;
        bool takes = false, keeps = false, halfPoint = false;
        const QStringList fields = ownFields(local->spec());
        const auto isKept = [&](const QString& field) {
            return waits || row.waiting.contains(field) || (here && edited->fields.contains(field));
        };
        const bool keepsPoint = std::any_of(fields.begin(), fields.end(),
            [&](const QString& field) { return isPoint(field) && isKept(field); });
        for (const QString& field : fields) {
            const bool said = (!row.calledOnly || field == u"code" || field == u"name")
                && local->spec().field(field)->since <= schema;
            if (!said || (*local)[field] == (*row.row)[field])
                continue;
            if (isKept(field) || (keepsPoint && isPoint(field))) {
                keeps = true;
                halfPoint = halfPoint || !isKept(field);
                continue;
            }
            wanted.set(field, (*row.row)[field]);
            takes = true;
        }
        kept += keeps ? 1 : 0;
        if (halfPoint) // should the edit that keeps the point come to nothing
            lacking += QJsonArray{row.registry, row.id};
        if (takes)
            steps.push_back({key, local, wanted, row.calledOnly});
    }
    Result<> write(const Step& step)
    {
        if (!step.after)
            return storedRow(workspace, step.key.first, step.key.second)
                ? work.remove(step.key.first, step.key.second)
                : Result<>();
        if (step.calledOnly) {
            const auto called = work.callRow(*step.after);
            return called ? Result<>() : fail(called.error());
        }
        if (!step.before) {
            const auto added = work.add(*step.after);
            return added ? Result<>() : fail(added.error());
        }
        const Record whole = withCurrentLists(workspace, *step.after);
        COOP_TRY(work.change(whole));
        // What was derived from the step between two states, the district knows better.
        (void)work.change(whole);
        return {};
    }
    /// Townships went to another federation: rows of ledgers that are not in a complete answer went with
    /// them. What hangs on a row goes with it, also where nothing but its name is left; what an office keeps
    /// for itself is nobody else's to remove.
    void planDepartures()
    {
        QSet<RegistryRow> there, called;
        for (const PackedRow& row : body.rows)
            (row.calledOnly ? called : there) += RegistryRow{row.registry, row.id};
        const auto stays = [&](const Record& row) {
            const QList<RegistryRow> owners = ownersOf(row);
            return !owners.isEmpty()
                && std::none_of(owners.begin(), owners.end(),
                    [&](const RegistryRow& one) { return called.contains(one); });
        };
        for (const TableLayout& layout : workspace.layouts()) {
            if (!layout.spec->exchange.isSent() || layout.spec->since > schema)
                continue;
            for (const Record& row : storedRows(workspace, layout.spec->id))
                if (const RegistryRow key{layout.spec->id, row.id};
                    !there.contains(key) && !called.contains(key) && !touched.contains(key) && !stays(row))
                    steps.push_back({key, row, {}});
        }
    }

    UnitOfWork& work;
    const Workspace& workspace;
    const PackageBody& body;
    int schema;
    TouchedRows touched;
    std::vector<Step> steps;
};

/// What goes on waiting for a decision, as the next base keeps it.
QJsonArray carriedOn(const PackageBody& body, const QList<PackedChange>& pending)
{
    QHash<RegistryRow, const PackedChange*> byKey;
    for (const PackedChange& change : pending)
        byKey.insert({change.registry, change.id}, &change);
    QJsonArray carried;
    for (const PackedRow& row : body.rows)
        if (const PackedChange* change = byKey.value({row.registry, row.id});
            change && !row.waiting.isEmpty())
            carried += carriedJson(*change, row.waiting);
    return carried;
}

/// Up to which entry of the own history the answered hand-in went.
struct Answered {
    qint64 upTo = 0;
    bool elsewhere = false; ///< it was made in a workspace that went on from a common past
};
Answered answeredUpTo(const Workspace& workspace, const QList<PackageRecord>& all, const PackageRecord& base,
    const QJsonObject& said)
{
    const QString digest = said[QStringLiteral("answered")].toString();
    for (const PackageRecord& one : all)
        if (one.kind == PackageKind::submit && one.digest == digest)
            return {one.base[QStringLiteral("upto")].toInteger(), false};
    const auto theirs = HistoryChain::fromJson(said[QStringLiteral("chain")]);
    if (theirs.isEmpty()) // written by another program: nothing counts as answered
        return {base.base[QStringLiteral("upto")].toInteger(), true};
    return {HistoryChain::of(workspace).common(theirs), true};
}

/// Adds what this answer leaves open although it counts as answered; the next hand-in asks for those rows,
/// too. An answer to a workspace that went on elsewhere speaks of what that one handed in: not of what was
/// edited before they parted and came back there to what it was, or was answered there already. And what was
/// asked for before is asked for until an answer says it.
void addUntold(QJsonArray& lacking, const Workspace& workspace, const PackageBody& body,
    const PackageRecord& base, const Answered& answered)
{
    if (body.complete)
        return; // says all
    QSet<RegistryRow> told;
    for (const PackedRow& row : body.rows)
        if (!row.calledOnly)
            told += RegistryRow{row.registry, row.id};
    for (const auto& one : std::as_const(lacking))
        told += RegistryRow{one[0].toString(), one[1].toInteger()};
    const auto ask = [&](const RegistryRow& key) {
        const RegistrySpec* spec = anySpec(workspace.registries(), key.first);
        if (!spec || !spec->exchange.isSent() || told.contains(key))
            return;
        told += key;
        lacking += QJsonArray{key.first, key.second};
    };
    for (const auto& one : base.base[QStringLiteral("lacking")].toArray())
        ask({one[0].toString(), one[1].toInteger()});
    if (!answered.elsewhere)
        return;
    TouchedRows rows;
    addCarried(rows, workspace, base.base[QStringLiteral("carried")].toArray());
    addLogged(rows, workspace, base.base[QStringLiteral("upto")].toInteger());
    const auto inCommon = [&](qint64 entry) { return entry > 0 && entry <= answered.upTo; };
    for (auto it = rows.constBegin(); it != rows.constEnd(); ++it)
        if (inCommon(it->from)
            || std::any_of(it->fields.begin(), it->fields.end(),
                [&](const Touched::Field& field) { return inCommon(field.from); }))
            ask(it.key());
}

/// Up to which step of the district this office knows it now. An answer to a workspace that had opened more
/// answers than this one tells only what changed since those: then it is as before, and the next answer tells
/// the rest.
PackageBase knownAfter(const PackageBody& body, const PackageHeader& header, const PackageRecord& base)
{
    const qint64 entry = base.base[QStringLiteral("entry")].toInteger();
    if (body.extra[QStringLiteral("since")].toInteger() <= entry)
        return header.base;
    return {.entry = entry, .hash = base.base[QStringLiteral("hash")].toString()};
}

/// The newest id that rows of this office have in what the district says: ids are never given twice, also by
/// a workspace that went back to a backup while the clock was set back.
RowId newestOwnId(const PackageBody& body, int device)
{
    RowId newest = 0;
    for (const PackedRow& row : body.rows)
        if (RowIdSource::deviceOf(row.id) == device)
            newest = std::max(newest, row.id);
    return newest;
}
} // namespace

Result<OpenedReceipt> openReceipt(
    Workspace& workspace, const Author& author, const QString& passphrase, const QString& path)
{
    const auto review = reviewPackage(workspace, path); // a wrong file needs no passphrase
    COOP_TRY(review);
    if (!review->problem.isEmpty())
        return fail(ErrorKind::refused, review->problem);
    const auto key = officeKey(workspace, passphrase);
    return key ? openReceipt(workspace, author, *key, path) : fail(key.error());
}

Result<OpenedReceipt> openReceipt(
    Workspace& workspace, Author author, const OfficeKey& key, const QString& path)
{
    author.door = Door::receipt;
    return guarded(workspace.path(), [&]() -> Result<OpenedReceipt> {
        const auto review = reviewPackage(workspace, path);
        COOP_TRY(review);
        const PackageHeader& header = review->file.header;
        if (review->standing != PackageReview::Standing::ready || header.kind != PackageKind::receipt)
            return fail(ErrorKind::refused,
                !review->problem.isEmpty()
                    ? review->problem
                    : QStringLiteral("这份回执（第 %1 号）或更新的一份已经打开过，不用再打开")
                          .arg(header.sequence));
        const auto bytes = openBody(review->file, key);
        COOP_TRY(bytes);
        auto body = PackageBody::fromBytes(*bytes, workspace.registries(), workspace.schema());
        COOP_TRY(body);
        if (author.reason.isEmpty())
            author.reason = QStringLiteral("打开第 %1 号回执").arg(header.sequence);
        const auto work = UnitOfWork::begin(workspace, author);
        COOP_TRY(work);
        const auto base = lastAnswer(workspace);
        const auto all = packages(workspace);
        const auto pending = changesToHandIn(workspace);
        if (!base || !all || !pending)
            return fail(!base ? base.error() : !all ? all.error() : pending.error());
        const Answered answered = answeredUpTo(workspace, *all, *base, body->extra);
        // What waits there and was never typed here (in the workspace that went on) is not kept here.
        for (PackedRow& row : body->rows)
            row.waiting.removeIf(
                [&](const QString& field) { return row.waitingAt.value(field) > answered.upTo; });
        COOP_TRY((*work)->neverGive(newestOwnId(*body, workspace.device())));
        if (const auto free = (*work)->overrule(false); !free)
            return fail(free.error()); // the district has locked quarters, and says what is in them
        TouchedRows touched;
        addLogged(touched, workspace, answered.upTo);
        Accepting accepting(**work, *body, header.schema, touched);
        COOP_TRY(accepting.run());
        addUntold(accepting.lacking, workspace, *body, *base, answered);
        PackageBody told;
        told.outcomes = body->outcomes;
        const QByteArray kept = told.toBytes();
        const QString keptDigest
            = QString::fromLatin1(QCryptographicHash::hash(kept, QCryptographicHash::Sha256).toHex());
        COOP_TRY((*work)->keepBytes(keptDigest, kept, {}));
        const PackageBase knownOf = knownAfter(*body, header, *base);
        OpenedReceipt opened{.sequence = header.sequence,
            .answers = header.answers,
            .written = accepting.written,
            .kept = accepting.kept,
            .rejoinedAt = answered.elsewhere ? std::optional(answered.upTo) : std::nullopt,
            .result = body->extra[QStringLiteral("result")].toObject(),
            .outcomes = body->outcomes};
        COOP_TRY(notePackage(**work,
            {.kind = PackageKind::receipt,
                .device = header.to.device,
                .sequence = header.sequence,
                .digest = review->file.digest,
                .madeBy = body->extra[QStringLiteral("author")].toString().left(100),
                .created = header.created,
                .counts = opened.result,
                .base = {{QStringLiteral("receipt"), header.sequence}, {QStringLiteral("of"), header.answers},
                    {QStringLiteral("entry"), knownOf.entry}, {QStringLiteral("hash"), knownOf.hash},
                    {QStringLiteral("upto"), answered.upTo},
                    {QStringLiteral("carried"), carriedOn(*body, *pending)},
                    {QStringLiteral("lacking"), accepting.lacking},
                    {QStringLiteral("answered"), body->extra[QStringLiteral("answered")]},
                    {QStringLiteral("after"),
                        QJsonArray::fromStringList(header.after.value_or(QStringList()))}},
                .answers = header.answers,
                .body = keptDigest}));
        const auto entry = (*work)->commit();
        COOP_TRY(entry);
        opened.entry = *entry;
        return opened;
    });
}

} // namespace coop
