#include "core/exchange/receipt/receipt.h"

#include "core/base/clock.h"
#include "core/exchange/area_rows.h"
#include "core/exchange/merge/conflicts.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/history/changes_since.h"
#include "core/store/kept/attachments.h"
#include "core/store/layout/exchange_tables.h"
#include "core/store/people/rights.h"
#include "core/store/unit_of_work.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <algorithm>

namespace coop
{

namespace
{
QString digestOf(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

/// What the answer has to say, gathered inside the unit of work that will note it.
class Answer
{
public:
    Answer(const Workspace& source, const Office& to)
        : workspace(source)
        , office(to)
        , area(source, to.federation)
        , rows(source, area)
    {
    }
    Result<> gather(const QList<PackageRecord>& all)
    {
        const PackageRecord* base = nullptr;
        for (const PackageRecord& one : all)
            if (one.kind == PackageKind::submit) {
                answers = one.sequence;
                base = &one; // the newest that was merged, whatever its number
            }
        if (!base) // its own key comes with its first hand-in
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”还没有上报过，没有可以答复的。请先合并它的第一份上报").arg(office.name));
        answeredDigest = base->digest;
        const auto kept = attachmentBytes(workspace, base->body);
        COOP_TRY(kept);
        auto read = PackageBody::fromBytes(*kept, workspace.registries(), workspace.schema());
        COOP_TRY(read);
        handedIn = std::move(*read);
        chain = handedIn.extra[QStringLiteral("chain")];
        const qint64 entry = base->base[QStringLiteral("entry")].toInteger();
        const bool known = historyHas(workspace, entry, base->base[QStringLiteral("hash")].toString());
        body.complete = known // its area changed
            && fieldTouchedSince(workspace, entry, QStringLiteral("townships"), QStringLiteral("federation"));
        if (!known || body.complete)
            rows.takeAll();
        takeChangedSince(known ? entry : 0);
        since = known && !body.complete ? entry : 0;
        for (const auto& [registry, id] : std::as_const(handedIn.lacking))
            rows.take(registry, id, true);
        for (const PackedChange& change : std::as_const(handedIn.changes))
            rows.take(change.registry, change.id, true);
        COOP_TRY(tellOutcomes(base->base[QStringLiteral("of")].toInteger()));
        for (const RegistryRow& key : std::as_const(changed))
            if (rows.has(key.first, key.second) && !mentioned.contains(key))
                count("corrections");
        body.rows = rows.withReferences();
        return addBytes();
    }

    qint64 answers = 0;
    QString answeredDigest;
    QJsonValue chain; ///< of the answered submission's history
    qint64 since = 0; ///< entry of this history from which on it tells changes; 0: all
    QJsonObject result;
    PackageBody body;

private:
    void count(const char* what)
    {
        const QString key = QLatin1String(what);
        result[key] = result[key].toInteger() + 1;
    }
    /// A row whose references changed may have left the area; one that only changed elsewhere, or came and
    /// went elsewhere, never was theirs.
    void takeChangedSince(qint64 entry)
    {
        eachRowTouchedSince(workspace, entry, [&](const RowTouched& row) {
            const RegistrySpec* spec = anySpec(workspace.registries(), row.registry);
            if (!spec || (!row.wasThere && !storedRow(workspace, row.registry, row.id)))
                return;
            const bool moved = row.wasThere
                && std::any_of(spec->fields.begin(), spec->fields.end(), [&](const FieldSpec& each) {
                       return (each.type == FieldType::reference || each.id == u"unit")
                           && row.hasField(each.id);
                   });
            changed += RegistryRow{row.registry, row.id};
            rows.take(row.registry, row.id, moved);
        });
    }
    /// `answered`: the submission that the office had an answer to when it handed in.
    Result<> tellOutcomes(qint64 answered)
    {
        const auto inbox = conflicts(workspace, true);
        COOP_TRY(inbox);
        QMultiHash<RegistryRow, Conflict> about;
        for (const Conflict& one : *inbox)
            if (one.device == office.device && (isOpen(one) || one.sequence > answered))
                about.insert({one.registry, one.id}, one);
        for (const PackedChange& change : std::as_const(handedIn.changes)) {
            const RegistryRow key{change.registry, change.id};
            mentioned += key;
            QString said, text;
            for (auto it = about.constFind(key); it != about.constEnd() && it.key() == key; ++it) {
                if (it->state == conflictRefused) {
                    said = QStringLiteral("refused");
                    text = it->reason;
                } else if (isOpen(*it) && said != u"question") {
                    const bool question = it->state == conflictSentBack;
                    said = question ? QStringLiteral("question") : QStringLiteral("waiting");
                    text = question ? it->question : conflictKindWord(it->kind);
                }
                if (isOpen(*it) && rows.has(key.first, key.second))
                    markWaiting(rows[key], *it, change);
            }
            if (said.isEmpty())
                text = differenceFrom(change);
            if (said.isEmpty() && text.isEmpty()) {
                count("taken");
                continue;
            }
            if (said.isEmpty())
                said = QStringLiteral("changed");
            count(said.toLatin1().constData());
            body.outcomes += PackedOutcome{change.registry, change.code, said, text};
        }
        return {};
    }
    static void markWaiting(PackedRow& row, const Conflict& conflict, const PackedChange& change)
    {
        const bool byField = conflict.kind == ConflictKind::field;
        const QStringList fields = byField ? conflict.fields.keys() : QStringList{QStringLiteral("*")};
        row.waiting += fields;
        for (const QString& field : fields) {
            qint64& at = row.waitingAt[field];
            at = std::max(at, byField ? qint64(0) : change.at);
            for (const PackedField& edited : change.fields)
                if (!byField || conflict.fields.contains(edited.field)) // a point's are one thing
                    at = std::max(at, edited.at);
        }
    }
    /// In which the district differs from what was handed in; empty when it took all.
    QString differenceFrom(const PackedChange& change) const
    {
        const auto now = storedRow(workspace, change.registry, change.id);
        if (change.op == RowOp::remove)
            return now ? QStringLiteral("区级保留了这一行") : QString();
        if (!now)
            return QStringLiteral("区级没有收这一行，或者已经删除");
        QStringList fields;
        for (const PackedField& field : change.fields)
            if (!field.isUntouched() && !((*now)[field.field] == field.after))
                fields += now->spec().field(field.field)->label;
        return fields.isEmpty() ? QString()
                                : QStringLiteral("“%1”以区级的为准").arg(fields.join(QStringLiteral("、")));
    }
    /// Bytes of attachments that the office does not have.
    Result<> addBytes()
    {
        for (const PackedRow& row : std::as_const(body.rows)) {
            if (!row.row || row.row->spec().bytes.isEmpty() || row.calledOnly
                || mentioned.contains({row.registry, row.id}))
                continue;
            const QString digest = (*row.row)[row.row->spec().bytes.digestField].text();
            const auto bytes = attachmentBytes(workspace, digest);
            if (!bytes)
                continue; // 体检 tells of it; where the office has it, it stays
            body.blobs
                += PackedBytes{digest, *bytes, attachmentThumbnail(workspace, digest).value_or(QByteArray())};
        }
        return {};
    }

    const Workspace& workspace;
    const Office& office;
    OfficeArea area;
    AreaRows rows;
    PackageBody handedIn;
    QSet<RegistryRow> mentioned; ///< by what was handed in
    QList<RegistryRow> changed; ///< at the district since the office last heard of it
};
} // namespace

Result<Receipt> makeReceipt(
    Workspace& workspace, const Author& author, const QString& passphrase, int device, const QString& path)
{
    const auto key = officeKey(workspace, passphrase);
    return key ? makeReceipt(workspace, author, *key, device, path) : fail(key.error());
}

Result<Receipt> makeReceipt(
    Workspace& workspace, Author author, const OfficeKey& key, int device, const QString& path)
{
    author.door = Door::receipt;
    return guarded(workspace.path(), [&]() -> Result<Receipt> {
        if (officeSelf(workspace))
            return fail(ErrorKind::refused, QStringLiteral("回执由区供销合作社写，这里是乡镇端的工作区"));
        const auto office = officeOf(workspace, device);
        if (!office || !office->active)
            return fail(ErrorKind::refused,
                office ? QStringLiteral("“%1”的这台电脑（设备号 %2）已停用，不能给它写回执")
                             .arg(office->name)
                             .arg(device)
                       : QStringLiteral("没有设备号为 %1 的乡镇端，请先下发").arg(device));
        if (author.reason.isEmpty())
            author.reason = QStringLiteral("给%1写回执").arg(office->name);
        const auto work = UnitOfWork::begin(workspace, author);
        COOP_TRY(work);
        // The door of both who writes and who opens a receipt asks for less.
        COOP_TRY(may(workspace, author.who, Deed::answer));
        const auto all = packages(workspace, device);
        COOP_TRY(all);
        Answer answer(workspace, *office);
        COOP_TRY(answer.gather(*all));
        QStringList marks; // receipts that this one goes on from, also those that only the office told of
        for (const PackageRecord& one : *all)
            if (const QString mark = one.kind == PackageKind::receipt
                    ? packageMark(one.digest)
                    : one.base[QStringLiteral("opened")].toString();
                !mark.isEmpty() && !marks.contains(mark))
                marks += mark;
        Receipt receipt{.digest = {}, .sequence = 1, .answers = answer.answers, .result = answer.result};
        for (const PackageRecord& one :
            *all) // after a restored backup the office may have heard more than we know
            receipt.sequence = std::max(receipt.sequence,
                1
                    + (one.kind == PackageKind::receipt ? one.sequence
                                                        : one.base[QStringLiteral("receipt")].toInteger()));
        answer.body.extra = {{QStringLiteral("author"), author.who},
            {QStringLiteral("result"), answer.result}, {QStringLiteral("answered"), answer.answeredDigest},
            {QStringLiteral("chain"), answer.chain}, {QStringLiteral("since"), answer.since}};
        const PackageHeader header{.schema = workspace.schema(),
            .kind = PackageKind::receipt,
            .plan = workspace.plan().id,
            .from = {workspace.plan().issuer, workspace.device(), {}},
            .to = {office->name, device, office->key},
            .sequence = receipt.sequence,
            .created = clockNow(),
            .base = historyHead(workspace),
            .answers = receipt.answers,
            .counts = {},
            .after = marks.mid(std::max<qsizetype>(0, marks.size() - mostMarks)),
            .practice = workspace.isPractice()};
        PackageOnItsWay file(path);
        const auto digest = file.write(header, answer.body.toBytes(), key);
        COOP_TRY(digest);
        receipt.digest = *digest;
        PackageBody told;
        told.outcomes = answer.body.outcomes;
        const QByteArray kept = told.toBytes();
        COOP_TRY((*work)->keepBytes(digestOf(kept), kept, {}));
        COOP_TRY(notePackage(**work,
            {.kind = PackageKind::receipt,
                .device = device,
                .sequence = receipt.sequence,
                .digest = *digest,
                .madeBy = author.who,
                .created = header.created,
                .counts = receipt.result,
                .base
                = {{QStringLiteral("entry"), header.base.entry}, {QStringLiteral("hash"), header.base.hash}},
                .answers = receipt.answers,
                .body = digestOf(kept)}));
        COOP_TRY((*work)->commit());
        const auto placed = file.putInPlace();
        return placed ? Result<Receipt>(receipt) : fail(placed.error());
    });
}

Result<QList<PackedOutcome>> outcomesOf(const Workspace& workspace, const PackageRecord& receipt)
{
    if (receipt.body.isEmpty())
        return QList<PackedOutcome>();
    const auto kept = attachmentBytes(workspace, receipt.body);
    COOP_TRY(kept);
    const auto body = PackageBody::fromBytes(*kept, workspace.registries(), workspace.schema());
    return body ? Result<QList<PackedOutcome>>(body->outcomes) : fail(body.error());
}

} // namespace coop
