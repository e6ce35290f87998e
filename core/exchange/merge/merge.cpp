#include "core/exchange/merge/merge.h"

#include "core/base/text/text.h"
#include "core/exchange/hand_in/history_chain.h"
#include "core/exchange/merge/row_merge.h"
#include "core/exchange/review.h"
#include "core/store/copies/backup.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/kept/attachments.h"
#include "core/store/layout/exchange_tables.h"
#include "core/store/people/rights.h"
#include "core/store/rows/hanging_rows.h"
#include "core/store/unit_of_work.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <algorithm>
#include <deque>
#include <limits>

namespace coop
{

namespace
{
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
        if (one.kind == PackageKind::submit)
            last = one;
    return last;
}

/// The bytes of what it changed; none when there is no such submission.
Result<QByteArray> keptBody(const Workspace& workspace, const std::optional<PackageRecord>& last)
{
    return last ? attachmentBytes(workspace, last->body) : QByteArray();
}

/// Reads a body and finds its changes.
Result<PackageBody> indexed(const Workspace& workspace, const QByteArray& bytes, PackedChanges& changes)
{
    return PackageBody::fromBytes(bytes, workspace.registries(), workspace.schema(),
        [&](PackedChange&& change, QByteArrayView line) { return changes.add(change, line); });
}

/// One that was merged before: what it says is not asked again.
Result<PackageBody> indexKept(const Workspace& workspace, const QByteArray& bytes, PackedChanges& changes)
{
    return PackageBody::fromBytes(bytes, workspace.registries(), workspace.schema(),
        [&](PackedChange&& change, QByteArrayView line) -> Result<> {
            (void)changes.add(change, line);
            return {};
        });
}

/// The body without its attachments, as the next merge and the receipt need it.
QByteArray withoutBytes(const PackageBody& body, const PackedChanges& changes)
{
    PackageBody kept;
    kept.lacking = body.lacking;
    kept.extra = {{QStringLiteral("chain"), body.extra[QStringLiteral("chain")]}};
    QByteArray bytes = kept.toBytes();
    qsizetype size = bytes.size();
    for (qsizetype i = 0; i < changes.size(); ++i)
        size += changes.line(i).size() + 1;
    bytes.reserve(size);
    for (qsizetype i = 0; i < changes.size(); ++i)
        bytes.append(changes.line(i)).append('\n');
    return bytes;
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
    /// `last`: what the office handed in before and the district has looked at.
    /// `common`: up to which entry of the office's history that submission and this one are the same.
    Result<Merged> run(const PackageBody& body, const PackedChanges& changes, const PackedChanges& last,
        qint64 common, bool wentOnOtherwise)
    {
        looked = &last;
        shared = common;
        otherLine = wentOnOtherwise;
        said = &changes;
        COOP_TRY(takeKey());
        for (const PackedBytes& blob : body.blobs) {
            if (digestOf(blob.bytes) != blob.digest)
                return fail(ErrorKind::refused,
                    QStringLiteral("附件的内容与校验值不符，没有做任何修改。请让该乡镇重新上报"));
            COOP_TRY(work.keepBytes(blob.digest, blob.bytes, blob.thumbnail));
        }
        COOP_TRY(takeOutOfInbox());
        std::deque<RowMerge> merges; // those that write something or wait
        for (qsizetype i = 0; i < changes.size(); ++i) {
            PackedChange change = changes.at(i);
            const auto known = last.about(change.registry, change.id);
            const RegistryRow waitedKey{change.registry, change.id};
            const auto earlier = lookedAt(waitedKey, known);
            merges.emplace_back(workspace, rows, area, office.device, std::move(change),
                Earlier{.change = earlier ? &*earlier : nullptr,
                    .common = shared,
                    .otherLine = otherLine,
                    .waited = waitedAbout(waitedKey),
                    .last = known ? known->last : QList<PackedField>()});
            merges.back().askRules();
            if (merges.back().isSettled()) {
                merges.pop_back();
                ++result.equal;
            } else if (!countTaken(merges.back()))
                return fail(tooMany(merges.back()));
            if (!step(changes.size()))
                return fail(ErrorKind::cancelled, QStringLiteral("合并已取消，没有做任何修改"));
        }
        if (!write(merges, changes.size()))
            return fail(ErrorKind::cancelled, QStringLiteral("合并已取消，没有做任何修改"));
        for (RowMerge& merge : merges)
            COOP_TRY(tell(merge));
        return std::move(result);
    }

private:
    bool step(qsizetype changes)
    {
        constexpr qsizetype often = 100;
        ++steps;
        return !progress || steps % often != 0 || progress(steps, 2 * changes);
    }
    /// A package in which thousands of rows are nobody's to take is no hand-in; that it is told at once keeps
    /// the memory bounded. False when there are too many.
    bool countTaken(const RowMerge& merge)
    {
        constexpr int most = 10'000;
        const bool astray = !merge.conflicts.isEmpty()
            && (merge.conflicts.first().kind == ConflictKind::refused
                || merge.conflicts.first().kind == ConflictKind::rule
                || merge.conflicts.first().kind == ConflictKind::area);
        notTaken += astray ? 1 : 0;
        return notTaken <= most;
    }
    Error tooMany(const RowMerge& merge) const
    {
        return {ErrorKind::refused,
            QStringLiteral(
                "数据包里有一万多行不能收（例如%1 %2：%3），不像一次正常的上报，没有做任何修改。请与该乡镇"
                "核对后让它重新上报")
                .arg(anySpec(workspace.registries(), merge.change.registry)->label,
                    inSentence(merge.change.code), merge.conflicts.first().reason.left(200))};
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
    /// Whether the office that made this package knows of what waits: else it waits on. It does not where its
    /// workspace went back to a backup, or is a copy, and what waits was handed in by the one that went on.
    bool isKnownToOffice(const Conflict& waiting) const
    {
        const auto there = [&](const PackedChanges& in) { return in.about(waiting.registry, waiting.id); };
        if (const auto change = there(*said)) {
            const bool whole = waiting.kind != ConflictKind::field || change->op != RowOp::change;
            if (whole
                || std::any_of(change->fields.begin(), change->fields.end(), [&](const PackedField& field) {
                       return !field.isUntouched() && waiting.fields.contains(field.field);
                   }))
                return true;
        }
        const auto change = there(*looked);
        if (!change)
            return false;
        qint64 newest = change->at;
        for (const PackedField& field : change->fields)
            if (waiting.kind != ConflictKind::field || waiting.fields.contains(field.field))
                newest = std::max(newest, field.at);
        return newest <= shared;
    }
    /// What waits of this office is looked at anew: the package says all that it wants.
    Result<> takeOutOfInbox()
    {
        const auto open = conflicts(workspace);
        COOP_TRY(open);
        for (const Conflict& one : *open) {
            if (one.device != office.device || !isKnownToOffice(one))
                continue;
            waited.insert({one.registry, one.id}, one);
            COOP_TRY(work.remove(conflictsSpec().id, one.row));
        }
        return {};
    }
    /// What the office handed in about a row and the district has looked at: without what still waits.
    std::optional<PackedChange> lookedAt(const RegistryRow& key, std::optional<PackedChange> known) const
    {
        if (known)
            for (auto it = waited.constFind(key); it != waited.constEnd() && it.key() == key; ++it) {
                if (it->kind != ConflictKind::field)
                    return std::nullopt;
                known->fields.removeIf(
                    [&](const PackedField& field) { return it->fields.contains(field.field); });
            }
        return known;
    }
    QStringList waitedAbout(const RegistryRow& key) const
    {
        QStringList fields;
        for (auto it = waited.constFind(key); it != waited.constEnd() && it.key() == key; ++it)
            fields += it->kind == ConflictKind::field ? it->fields.keys() : QStringList{QStringLiteral("*")};
        return fields;
    }
    /// False when it was stopped.
    bool write(std::deque<RowMerge>& merges, qsizetype changes)
    {
        keepOwned(merges);
        QList<RowMerge*> steady;
        QList<PlannedWrite> writes;
        for (RowMerge& merge : merges) {
            if (!merge.wanted && !merge.removes)
                continue;
            steady += &merge;
            writes += merge.planned();
            writes.last().write = [this, &merge] { return merge.write(work, rows); };
        }
        bool stopped = false;
        const auto left = writeInOrder(work, writes, [&] { return stopped = stopped || !step(changes); });
        for (const UndoneStep& one : left)
            if (RowMerge& merge = *steady[one.step]; merge.isSaidAlready(workspace))
                merge.leave();
            else
                merge.refusedBy(one.why);
        return !stopped;
    }
    /// What hangs on a row goes with it: only when the office said so of each, else people decide of all that
    /// it took away in one step. What it took away before is an edit of its own, and what it made itself
    /// since its last answer may never have come here: whether those go does not depend on which packages
    /// arrived.
    void keepOwned(std::deque<RowMerge>& merges) const
    {
        QSet<RegistryRow> going;
        for (const RowMerge& merge : merges)
            if (merge.removes)
                going += RegistryRow{merge.change.registry, merge.change.id};
        QHash<RegistryRow, qint64> staying; // rows that were to go and are in conflict, and in which step
        for (RowMerge& merge : merges) {
            const RegistryRow key{merge.change.registry, merge.change.id};
            if (merge.change.op != RowOp::remove)
                continue;
            const auto hanging
                = merge.removes ? hangingOn(workspace, key.first, key.second) : QList<RegistryRow>();
            // What is said of two rows says nothing when one of them goes.
            if (std::any_of(hanging.begin(), hanging.end(), [&](const RegistryRow& one) {
                    return !going.contains(one)
                        && anySpec(workspace.registries(), one.first)->hanging().rowFields.size() == 1;
                }))
                merge.stay(QStringLiteral("乡镇删除了这一行，区级有新的内容挂在上面"));
            if (!merge.removes && !merge.conflicts.isEmpty())
                staying.insert(key, merge.change.at);
        }
        for (RowMerge& merge : merges) {
            const QList<RegistryRow> owners = merge.owners();
            const bool isOwnAndNew = merge.change.fields.isEmpty();
            if (merge.removes && !isOwnAndNew
                && std::any_of(owners.begin(), owners.end(),
                    [&](const RegistryRow& owner) { return staying.value(owner, -1) == merge.change.at; }))
                merge.stay(QStringLiteral("所属的行没有删除"));
        }
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
            const bool refused = conflict.kind == ConflictKind::refused;
            conflict.state = refused ? conflictRefused : conflictWaits;
            keepQuestion(conflict);
            COOP_TRY(noteConflict(work, conflict));
            (refused ? result.refused : result.conflicts) += conflict;
        }
        return {};
    }
    /// A question that the office cannot have read yet stays with it.
    void keepQuestion(Conflict& conflict) const
    {
        const RegistryRow key{conflict.registry, conflict.id};
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
    const PackedChanges* looked = nullptr; ///< of the last submission
    const PackedChanges* said = nullptr; ///< of this one
    bool otherLine = false; ///< the last submission's workspace went on otherwise behind those
    qint64 shared = 0; ///< entries of the office's history that both know
    QMultiHash<RegistryRow, Conflict> waited;
    qint64 steps = 0;
    int notTaken = 0;
    Merged result;
};
} // namespace

Result<Merged> mergeBody(Workspace& workspace, const Author& author, const PackageFile& package,
    const QByteArray& bytes, bool preview, const ExchangeProgress& progress)
{
    return guarded(workspace.path(), [&]() -> Result<Merged> {
        const auto office = mayMerge(workspace, package);
        COOP_TRY(office);
        const PackageReview review = reviewOf(workspace, package);
        if (review.standing != PackageReview::Standing::ready) {
            Merged stale;
            stale.stale = true;
            stale.superseded = review.standing == PackageReview::Standing::superseded;
            return stale;
        }
        PackedChanges changes(workspace.registries(), workspace.schema());
        const auto body = indexed(workspace, bytes, changes);
        COOP_TRY(body);
        const auto before = keptBody(workspace, lastMerged(workspace, office->device));
        COOP_TRY(before);
        PackedChanges last(workspace.registries(), workspace.schema());
        const auto lastBody = indexKept(workspace, *before, last);
        COOP_TRY(lastBody);
        const auto chain = HistoryChain::fromJson(body->extra[QStringLiteral("chain")]);
        const auto lastChain = HistoryChain::fromJson(lastBody->extra[QStringLiteral("chain")]);
        const qint64 common = chain.isEmpty() || lastChain.isEmpty() ? std::numeric_limits<qint64>::max()
                                                                     : chain.common(lastChain);
        Author merging = author;
        merging.door = Door::merge;
        if (merging.reason.isEmpty())
            merging.reason
                = QStringLiteral("合并%1第 %2 号上报").arg(office->name).arg(package.header.sequence);
        const auto work = UnitOfWork::begin(workspace, merging);
        COOP_TRY(work);
        auto merged = Merging(**work, package, *office, progress)
                          .run(*body, changes, last, common, common < lastChain.newest());
        if (!merged)
            return merged;
        merged->missing = review.missing;
        merged->clockBack = review.clockBack;
        merged->madeBy = body->extra[QStringLiteral("author")].toString().left(100);
        if (preview)
            return merged;
        const QByteArray kept = withoutBytes(*body, changes);
        COOP_TRY((*work)->keepBytes(digestOf(kept), kept, {}));
        const PackageBase& base = package.header.base;
        COOP_TRY(notePackage(**work,
            {.kind = PackageKind::submit,
                .device = office->device,
                .sequence = package.header.sequence,
                .digest = package.digest,
                .madeBy = merged->madeBy,
                .created = package.header.created,
                .counts = package.header.counts,
                .base = {{QStringLiteral("receipt"), base.receipt}, {QStringLiteral("of"), base.of},
                    {QStringLiteral("entry"), base.entry}, {QStringLiteral("hash"), base.hash},
                    {QStringLiteral("opened"), base.opened},
                    {QStringLiteral("after"),
                        QJsonArray::fromStringList(package.header.after.value_or(QStringList()))}},
                .body = digestOf(kept)}));
        const auto entry = (*work)->commit();
        COOP_TRY(entry);
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
    COOP_TRY(package);
    COOP_TRY(mayMerge(workspace, *package));
    const auto key = officeKey(workspace, passphrase);
    COOP_TRY(key);
    const auto body = openBody(*package, *key);
    COOP_TRY(body);
    if (!preview)
        COOP_TRY(backUpBefore(workspace, BackupKind::beforeMerge));
    return mergeBody(workspace, author, *package, *body, preview, progress);
}

} // namespace coop
