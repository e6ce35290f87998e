#include "core/exchange/merge.h"

#include "core/exchange/review.h"
#include "core/exchange/row_merge.h"
#include "core/exchange/try_all.h"
#include "core/store/attachments.h"
#include "core/store/backup.h"
#include "core/store/exchange_tables.h"
#include "core/store/rights.h"
#include "core/store/sqlite_error.h"
#include "core/store/unit_of_work.h"

#include <QCryptographicHash>
#include <SQLiteCpp/Database.h>

namespace coop
{

namespace
{
using RowKey = std::pair<QString, RowId>;

QString digestOf(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

/// The last submission of this office that was merged.
std::optional<PackageRecord> lastMerged(const Workspace& workspace, int device)
{
    std::optional<PackageRecord> last;
    const auto all = packages(workspace, device);
    for (const PackageRecord& one : all ? *all : QList<PackageRecord>())
        if (one.kind == PackageKind::submit && (!last || one.sequence > last->sequence))
            last = one;
    return last;
}

Result<std::optional<PackageBody>> keptBody(
    const Workspace& workspace, const std::optional<PackageRecord>& last)
{
    if (!last)
        return std::optional<PackageBody>();
    const auto kept = attachmentBytes(workspace, last->body);
    if (!kept)
        return fail(kept.error());
    auto body = PackageBody::fromBytes(*kept, workspace.registries(), workspace.schema());
    if (!body)
        return fail(body.error());
    return std::optional(std::move(*body));
}

/// One package on its way into the workspace.
class Merging
{
public:
    Merging(UnitOfWork& unit, const PackageFile& file, const Office& sender, const ExchangeProgress& told)
        : work(unit)
        , workspace(unit.workspace())
        , package(file)
        , office(sender)
        , progress(told)
        , area(workspace, sender.federation)
        , rows(workspace)
    {
    }
    Result<Merged> run(const PackageBody& body, const std::optional<PackageBody>& last)
    {
        if (auto rotated = takeKey(); !rotated)
            return fail(rotated.error());
        for (const PackedBytes& blob : body.blobs) {
            if (digestOf(blob.bytes) != blob.digest)
                return fail(ErrorKind::refused,
                    QStringLiteral("附件的内容与校验值不符，没有做任何修改。请让该乡镇重新上报"));
            if (const auto kept = work.keepBytes(blob.digest, blob.bytes, blob.thumbnail); !kept)
                return fail(kept.error());
        }
        if (auto opened = takeOutOfInbox(); !opened)
            return fail(opened.error());
        if (last)
            for (const PackedChange& change : last->changes)
                looked.insert({change.registry, change.id}, &change);
        QList<RowMerge> merges;
        merges.reserve(body.changes.size());
        for (const PackedChange& change : body.changes) {
            const auto earlier = earlierOf({change.registry, change.id});
            merges += RowMerge(workspace, rows, area, office.device, change, earlier ? &*earlier : nullptr);
            if (!step(body.changes.size()))
                return fail(ErrorKind::cancelled, QStringLiteral("合并已取消，没有做任何修改"));
        }
        if (!write(merges))
            return fail(ErrorKind::cancelled, QStringLiteral("合并已取消，没有做任何修改"));
        for (RowMerge& merge : merges)
            if (auto told = tell(merge); !told)
                return fail(told.error());
        return std::move(result);
    }

private:
    bool step(qsizetype changes)
    {
        constexpr qsizetype often = 100;
        ++steps;
        return !progress || steps % often != 0 || progress(steps, 2 * changes);
    }
    Result<> takeKey()
    {
        if (package.header.from.key == office.key)
            return {};
        auto row = storedRow(workspace, officesSpec().id, office.row);
        row->set(u"sign_key", QString::fromLatin1(package.header.from.key.toBase64()));
        const auto changed = work.change(*row);
        return changed ? Result<>() : fail(changed.error());
    }
    /// What waits of this office is looked at anew: the package says all that it wants.
    Result<> takeOutOfInbox()
    {
        const auto open = conflicts(workspace);
        if (!open)
            return fail(open.error());
        for (const Conflict& one : *open) {
            if (one.device != office.device)
                continue;
            waited.insert({one.registry, one.id}, one);
            if (auto gone = work.remove(conflictsSpec().id, one.row); !gone)
                return gone;
        }
        return {};
    }
    /// What the office handed in about a row and the district has looked at: without what still waits.
    std::optional<PackedChange> earlierOf(const RowKey& key) const
    {
        const PackedChange* known = looked.value(key);
        if (!known)
            return std::nullopt;
        PackedChange earlier = *known;
        for (auto it = waited.constFind(key); it != waited.constEnd() && it.key() == key; ++it) {
            if (it->kind != u"field")
                return std::nullopt;
            earlier.fields.removeIf(
                [&](const PackedField& field) { return it->fields.contains(field.field); });
        }
        return earlier;
    }
    /// Steps may wait for each other (a row and the row it refers to, a name that becomes free): tried again
    /// as long as one more succeeds.
    bool write(QList<RowMerge>& merges)
    {
        keepOwned(merges);
        QList<RowMerge*> steady;
        for (RowMerge& merge : merges)
            if (merge.wanted || merge.removes)
                steady += &merge;
        QList<std::function<Result<>()>> tries;
        bool stopped = false;
        for (RowMerge* merge : std::as_const(steady))
            tries += [&, merge]() -> Result<> {
                stopped = stopped || !step(merges.size());
                return stopped ? fail(ErrorKind::cancelled, QString()) : merge->write(work, rows);
            };
        QList<UndoneStep> left = tryAll(tries);
        if (stopped)
            return false;
        QList<RowMerge*> swapped; // names that go round in a circle
        for (const UndoneStep& one : std::as_const(left))
            if (one.why.kind == ErrorKind::duplicate && !steady[one.step]->adds)
                swapped += steady[one.step];
        if (swapped.size() > 1) {
            QList<Record> records;
            for (const RowMerge* merge : std::as_const(swapped))
                records += *merge->wanted;
            if (work.changeTogether(records))
                left.removeIf([&](const UndoneStep& one) { return swapped.contains(steady[one.step]); });
        }
        for (const UndoneStep& one : std::as_const(left))
            steady[one.step]->refusedBy(one.why);
        return true;
    }
    /// What hangs on a row goes with it: only when the office said so of each, else people decide of all.
    void keepOwned(QList<RowMerge>& merges) const
    {
        QSet<RowKey> going;
        for (const RowMerge& merge : std::as_const(merges))
            if (merge.removes)
                going += RowKey{merge.change.registry, merge.change.id};
        QSet<RowKey> staying; // rows that were to go and are in conflict
        for (RowMerge& merge : merges) {
            const RowKey key{merge.change.registry, merge.change.id};
            if (merge.change.op != u"remove")
                continue;
            const auto hanging
                = merge.removes ? hangingOn(workspace, key.first, key.second) : QList<RowKey>();
            if (std::any_of(
                    hanging.begin(), hanging.end(), [&](const RowKey& one) { return !going.contains(one); }))
                merge.stay(QStringLiteral("乡镇删除了这一行，区级有新的内容挂在上面"));
            if (!merge.removes && !merge.conflicts.isEmpty())
                staying += key;
        }
        for (RowMerge& merge : merges)
            if (merge.removes && staying.contains(merge.owner()))
                merge.stay(QStringLiteral("所属的行没有删除"));
    }
    Result<> tell(RowMerge& merge)
    {
        if (merge.isDone())
            result.rows += merge.written();
        else if (merge.conflicts.isEmpty())
            ++result.equal;
        for (Conflict& conflict : merge.conflicts) {
            conflict.device = office.device;
            conflict.sequence = package.header.sequence;
            const bool refused = conflict.kind == u"refused";
            conflict.state = refused ? conflictRefused : conflictWaits;
            keepQuestion(conflict);
            if (auto noted = noteConflict(work, conflict); !noted)
                return noted;
            (refused ? result.refused : result.conflicts) += conflict;
        }
        return {};
    }
    /// A question that the office cannot have read yet stays with it.
    void keepQuestion(Conflict& conflict) const
    {
        const RowKey key{conflict.registry, conflict.id};
        for (auto it = waited.constFind(key); it != waited.constEnd() && it.key() == key; ++it)
            if (it->state == conflictSentBack && it->kind == conflict.kind
                && it->fields.keys() == conflict.fields.keys() && it->sequence > package.header.base.of) {
                conflict.state = it->state;
                conflict.question = it->question;
                conflict.settledBy = it->settledBy;
                conflict.settledAt = it->settledAt;
                conflict.sequence = it->sequence;
            }
    }

    UnitOfWork& work;
    const Workspace& workspace;
    const PackageFile& package;
    const Office& office;
    const ExchangeProgress& progress;
    OfficeArea area;
    StoredRows rows;
    QHash<RowKey, const PackedChange*> looked;
    QMultiHash<RowKey, Conflict> waited;
    qint64 steps = 0;
    Merged result;
};
} // namespace

Result<Merged> mergeBody(Workspace& workspace, const Author& author, const PackageFile& package,
    const QByteArray& bytes, bool preview, const ExchangeProgress& progress)
{
    return guarded(workspace.path(), [&]() -> Result<Merged> {
        const auto office = mayMerge(workspace, package);
        if (!office)
            return fail(office.error());
        const PackageReview review = reviewOf(workspace, package);
        if (review.standing != PackageReview::Standing::ready) {
            Merged stale;
            stale.stale = true;
            return stale;
        }
        const auto body = PackageBody::fromBytes(bytes, workspace.registries(), workspace.schema());
        if (!body)
            return fail(body.error());
        const auto before = keptBody(workspace, lastMerged(workspace, office->device));
        if (!before)
            return fail(before.error());
        Author merging = author;
        merging.door = QStringLiteral("merge");
        if (merging.reason.isEmpty())
            merging.reason
                = QStringLiteral("合并%1第 %2 号上报").arg(office->name).arg(package.header.sequence);
        const auto work = UnitOfWork::begin(workspace, merging);
        if (!work)
            return fail(work.error());
        auto merged = Merging(**work, package, *office, progress).run(*body, *before);
        if (!merged)
            return merged;
        merged->missing = review.missing;
        merged->madeBy = body->extra[QStringLiteral("author")].toString().left(100);
        if (preview)
            return merged;
        PackageBody handedIn;
        handedIn.changes = body->changes;
        handedIn.lacking = body->lacking;
        const QByteArray kept = handedIn.toBytes();
        if (const auto stored = (*work)->keepBytes(digestOf(kept), kept, {}); !stored)
            return fail(stored.error());
        const PackageBase& base = package.header.base;
        if (const auto noted = notePackage(**work,
                {.kind = PackageKind::submit,
                    .device = office->device,
                    .sequence = package.header.sequence,
                    .digest = package.digest,
                    .madeBy = merged->madeBy,
                    .created = package.header.created,
                    .counts = package.header.counts,
                    .base = {{QStringLiteral("receipt"), base.receipt}, {QStringLiteral("of"), base.of},
                        {QStringLiteral("entry"), base.entry}, {QStringLiteral("hash"), base.hash}},
                    .body = digestOf(kept)});
            !noted)
            return fail(noted.error());
        const auto entry = (*work)->commit();
        if (!entry)
            return fail(entry.error());
        merged->entry = *entry;
        return merged;
    });
}

Result<Merged> mergePackage(Workspace& workspace, const Author& author, const QString& passphrase,
    const QString& path, bool preview, const ExchangeProgress& progress)
{
    if (const auto allowed = may(workspace, author.who, Deed::merge); !allowed)
        return fail(allowed.error()); // before a backup is made for nothing
    const auto package = readPackage(path);
    if (!package)
        return fail(package.error());
    if (const auto office = mayMerge(workspace, *package); !office)
        return fail(office.error());
    const auto key = officeKey(workspace, passphrase);
    if (!key)
        return fail(key.error());
    const auto body = openBody(*package, *key);
    if (!body)
        return fail(body.error());
    if (!preview)
        if (const auto kept = backUpBefore(workspace, BackupKind::beforeMerge); !kept)
            return fail(kept.error());
    return mergeBody(workspace, author, *package, *body, preview, progress);
}

} // namespace coop
