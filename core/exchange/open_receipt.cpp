#include "core/exchange/area_rows.h"
#include "core/exchange/hand_in.h"
#include "core/exchange/receipt.h"
#include "core/exchange/review.h"
#include "core/exchange/touched_rows.h"
#include "core/exchange/try_all.h"
#include "core/store/attachments.h"
#include "core/store/row_reader.h"
#include "core/store/sqlite_error.h"
#include "core/store/table_layout.h"
#include "core/store/unit_of_work.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QSet>
#include <SQLiteCpp/Database.h>

namespace coop
{

namespace
{
using RowKey = std::pair<QString, RowId>;

/// The district's answer on its way into the office's workspace: what was edited here since the hand-in that
/// it answers stays as it is.
class Accepting
{
public:
    Accepting(UnitOfWork& unit, const PackageBody& received, TouchedRows edited)
        : work(unit)
        , workspace(unit.workspace())
        , body(received)
        , touched(std::move(edited))
    {
    }
    Result<> run()
    {
        for (const PackedBytes& blob : body.blobs)
            if (auto stored = work.keepBytes(blob.digest, blob.bytes, blob.thumbnail); !stored)
                return stored;
        for (const PackedRow& row : body.rows)
            plan(row);
        if (body.complete)
            planDepartures();
        QList<UndoneStep> left = tryAll(tries);
        takeTogether(left);
        for (const UndoneStep& one : std::as_const(left))
            lacking += QJsonArray{keys[one.step].first, keys[one.step].second};
        written = int(tries.size() - left.size());
        return {};
    }
    int written = 0, kept = 0;
    QJsonArray lacking; ///< rows that could not be written yet, to be asked for again

private:
    void plan(const PackedRow& row)
    {
        const RowKey key{row.registry, row.id};
        const auto edited = touched.constFind(key);
        const bool here = edited != touched.constEnd();
        const bool waits = row.waiting.contains(QStringLiteral("*"));
        const auto local = storedRow(workspace, row.registry, row.id);
        if (!row.row) {
            if (local && (here || waits))
                ++kept;
            else if (local)
                planRemoval(key);
            return;
        }
        if (!local) {
            if (here || waits)
                ++kept; // removed here, and the district has not said its word on that
            else
                planStep(key, *row.row, true);
            return;
        }
        Record wanted = *local;
        bool takes = false, keeps = false;
        for (const QString& field : ownFields(local->spec())) {
            if ((*local)[field] == (*row.row)[field])
                continue;
            if (waits || row.waiting.contains(field) || (here && edited->fields.contains(field))) {
                keeps = true;
                continue;
            }
            wanted.set(field, (*row.row)[field]);
            takes = true;
        }
        kept += keeps ? 1 : 0;
        if (takes)
            planStep(key, wanted, false);
    }
    void planStep(const RowKey& key, const Record& wanted, bool adds)
    {
        keys += key;
        records += adds ? std::optional<Record>() : std::optional(wanted);
        tries += [this, wanted, adds]() -> Result<> {
            if (adds) {
                const auto added = work.add(wanted);
                return added ? Result<>() : fail(added.error());
            }
            const Record whole = withLists(wanted);
            if (const auto changed = work.change(whole); !changed)
                return fail(changed.error());
            (void)work.change(
                whole); // what was derived from the step between two states, the district knows better
            return {};
        };
    }
    void planRemoval(const RowKey& key)
    {
        keys += key;
        records += std::optional<Record>();
        tries += [this, key]() -> Result<> {
            return storedRow(workspace, key.first, key.second) ? work.remove(key.first, key.second)
                                                               : Result<>();
        };
    }
    /// Townships went to another federation: what is not in a complete answer went with them.
    void planDepartures()
    {
        QSet<RowKey> there;
        for (const PackedRow& row : body.rows)
            there += {row.registry, row.id};
        for (const TableLayout& layout : workspace.layouts()) {
            if (!isExchanged(*layout.spec))
                continue;
            for (const Record& row :
                readRows(workspace.database(), layout, QStringLiteral("ORDER BY r.id"), {}))
                if (const RowKey key{layout.spec->id, row.id}; !there.contains(key) && !touched.contains(key))
                    planRemoval(key);
        }
    }
    /// The lists of a row as its child rows have them by now.
    Record withLists(Record record) const
    {
        if (const auto now = storedRow(workspace, record.spec().id, record.id))
            for (const FieldSpec& field : record.spec().fields)
                if (!field.child.isEmpty())
                    record.set(field.id, (*now)[field.id]);
        return record;
    }
    /// Names or codes that went round in a circle.
    void takeTogether(QList<UndoneStep>& left)
    {
        QList<Record> circle;
        QSet<qsizetype> steps;
        for (const UndoneStep& one : std::as_const(left))
            if (one.why.kind == ErrorKind::duplicate && records[one.step]) {
                circle += withLists(*records[one.step]);
                steps += one.step;
            }
        if (circle.size() > 1 && work.changeTogether(circle))
            left.removeIf([&](const UndoneStep& one) { return steps.contains(one.step); });
    }

    UnitOfWork& work;
    const Workspace& workspace;
    const PackageBody& body;
    TouchedRows touched;
    QList<RowKey> keys;
    QList<std::optional<Record>> records; ///< of steps that change a row
    QList<std::function<Result<>()>> tries;
};

/// What goes on waiting for a decision, as the next base keeps it.
QJsonArray carriedOn(const PackageBody& body, const QList<PackedChange>& pending)
{
    QHash<RowKey, const PackedChange*> byKey;
    for (const PackedChange& change : pending)
        byKey.insert({change.registry, change.id}, &change);
    QJsonArray carried;
    for (const PackedRow& row : body.rows)
        if (const PackedChange* change = byKey.value({row.registry, row.id});
            change && !row.waiting.isEmpty())
            carried += carriedJson(*change, row.waiting);
    return carried;
}

/// Up to which entry of the own history the answered hand-in went. Where it is not known here (this workspace
/// was restored from a backup), nothing counts as answered.
qint64 answeredUpTo(const QList<PackageRecord>& all, const PackageRecord& base, const PackageHeader& header,
    const QString& digest)
{
    for (const PackageRecord& one : all)
        if (one.kind == PackageKind::submit && one.sequence == header.answers && one.digest == digest)
            return one.base[QStringLiteral("upto")].toInteger();
    return base.base[QStringLiteral("upto")].toInteger();
}
} // namespace

Result<OpenedReceipt> openReceipt(
    Workspace& workspace, const Author& author, const QString& passphrase, const QString& path)
{
    const auto review = reviewPackage(workspace, path); // a wrong file needs no passphrase
    if (!review)
        return fail(review.error());
    if (!review->problem.isEmpty())
        return fail(ErrorKind::refused, review->problem);
    const auto key = officeKey(workspace, passphrase);
    return key ? openReceipt(workspace, author, *key, path) : fail(key.error());
}

Result<OpenedReceipt> openReceipt(
    Workspace& workspace, Author author, const OfficeKey& key, const QString& path)
{
    author.door = QStringLiteral("receipt");
    return guarded(workspace.path(), [&]() -> Result<OpenedReceipt> {
        const auto review = reviewPackage(workspace, path);
        if (!review)
            return fail(review.error());
        const PackageHeader& header = review->file.header;
        if (review->standing != PackageReview::Standing::ready || header.kind != PackageKind::receipt)
            return fail(ErrorKind::refused,
                !review->problem.isEmpty()
                    ? review->problem
                    : QStringLiteral("这份回执（第 %1 号）或更新的一份已经打开过，不用再打开")
                          .arg(header.sequence));
        const auto bytes = openBody(review->file, key);
        if (!bytes)
            return fail(bytes.error());
        const auto body = PackageBody::fromBytes(*bytes, workspace.registries(), workspace.schema());
        if (!body)
            return fail(body.error());
        if (author.reason.isEmpty())
            author.reason = QStringLiteral("打开第 %1 号回执").arg(header.sequence);
        const auto work = UnitOfWork::begin(workspace, author);
        if (!work)
            return fail(work.error());
        const auto base = lastAnswer(workspace);
        const auto all = packages(workspace);
        const auto pending = changesToHandIn(workspace);
        if (!base || !all || !pending)
            return fail(!base ? base.error() : !all ? all.error() : pending.error());
        const qint64 upto
            = answeredUpTo(*all, *base, header, body->extra[QStringLiteral("answered")].toString());
        if (const auto free = (*work)->overrule(false); !free)
            return fail(free.error()); // the district has locked quarters, and says what is in them
        TouchedRows touched;
        addLogged(touched, workspace, upto);
        Accepting accepting(**work, *body, touched);
        if (const auto accepted = accepting.run(); !accepted)
            return fail(accepted.error());
        PackageBody told;
        told.outcomes = body->outcomes;
        const QByteArray kept = told.toBytes();
        const QString keptDigest
            = QString::fromLatin1(QCryptographicHash::hash(kept, QCryptographicHash::Sha256).toHex());
        if (const auto stored = (*work)->keepBytes(keptDigest, kept, {}); !stored)
            return fail(stored.error());
        OpenedReceipt opened{.sequence = header.sequence,
            .answers = header.answers,
            .written = accepting.written,
            .kept = accepting.kept,
            .result = body->extra[QStringLiteral("result")].toObject(),
            .outcomes = body->outcomes};
        if (const auto noted = notePackage(**work,
                {.kind = PackageKind::receipt,
                    .device = header.to.device,
                    .sequence = header.sequence,
                    .digest = review->file.digest,
                    .madeBy = body->extra[QStringLiteral("author")].toString().left(100),
                    .created = header.created,
                    .counts = opened.result,
                    .base = {{QStringLiteral("receipt"), header.sequence},
                        {QStringLiteral("of"), header.answers}, {QStringLiteral("entry"), header.base.entry},
                        {QStringLiteral("hash"), header.base.hash}, {QStringLiteral("upto"), upto},
                        {QStringLiteral("carried"), carriedOn(*body, *pending)},
                        {QStringLiteral("lacking"), accepting.lacking}},
                    .answers = header.answers,
                    .body = keptDigest});
            !noted)
            return fail(noted.error());
        const auto entry = (*work)->commit();
        if (!entry)
            return fail(entry.error());
        opened.entry = *entry;
        return opened;
    });
}

} // namespace coop
