#include "core/exchange/merge.h"

#include "core/exchange/office_area.h"
#include "core/exchange/row_merge.h"
#include "core/exchange/written_rows.h"
#include "core/store/attachments.h"
#include "core/store/backup.h"
#include "core/store/exchange_tables.h"
#include "core/store/sqlite_error.h"
#include "core/store/unit_of_work.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

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
        if (one.kind == PackageKind::submit && (!last || one.sequence > last->sequence))
            last = one;
    return last;
}

bool historyHas(const Workspace& workspace, const PackageBase& base)
{
    SQLite::Statement query(workspace.database(), "SELECT 1 FROM change_log WHERE entry = ? AND hash = ?");
    query.bind(1, int64_t(base.entry));
    query.bind(2, base.hash.toStdString());
    return query.executeStep();
}

/// One package on its way into the workspace.
class Merging
{
public:
    Merging(UnitOfWork& unit, const PackageFile& file, const Office& sender, const PackageBody& content)
        : work(unit)
        , workspace(unit.workspace())
        , package(file)
        , office(sender)
        , body(content)
        , area(workspace, sender.federation)
    {
    }
    Result<Merged> run(const std::optional<PackageBody>& last, qint64 lastSequence)
    {
        if (auto rotated = takeKey(); !rotated)
            return fail(rotated.error());
        for (const PackedBytes& blob : body.blobs) {
            if (digestOf(blob.bytes) != blob.digest)
                return fail(ErrorKind::refused, QStringLiteral("附件的内容与校验值不符，没有做任何修改"));
            if (const auto kept = work.keepBytes(blob.digest, blob.bytes, blob.thumbnail); !kept)
                return fail(kept.error());
        }
        if (auto opened = takeOutOfInbox(); !opened)
            return fail(opened.error());
        QHash<std::pair<QString, RowId>, const PackedChange*> before;
        if (last)
            for (const PackedChange& change : last->changes)
                before.insert({change.registry, change.id}, &change);
        QList<PackedChange> changes = body.changes;
        if (lastSequence > package.header.base.of) // what was handed in before and is as it was again
            addTakenBack(changes, before);
        QList<RowMerge> merges;
        for (const PackedChange& change : changes) {
            const PackedChange* earlier = before.value({change.registry, change.id});
            if (earlier && lastSequence <= package.header.base.of && !change.carried)
                earlier = nullptr;
            if (waited.contains({change.registry, change.id}))
                earlier = nullptr; // the district never took it
            merges += RowMerge(workspace, area, change, earlier);
        }
        write(merges);
        for (RowMerge& merge : merges)
            if (auto told = tell(merge); !told)
                return fail(told.error());
        return result;
    }

private:
    Result<> takeKey()
    {
        if (package.header.from.key == office.key)
            return {};
        auto row = storedRow(workspace, officesSpec().id, office.row);
        row->set(u"sign_key", QString::fromLatin1(package.header.from.key.toBase64()));
        result.newKey = fingerprint(package.header.from.key);
        const auto changed = work.change(*row);
        return changed ? Result<>() : fail(changed.error());
    }
    /// What waits of this office is looked at anew: the package says all that it wants.
    Result<> takeOutOfInbox()
    {
        const auto waiting = conflicts(workspace);
        if (!waiting)
            return fail(waiting.error());
        for (const Conflict& one : *waiting) {
            if (one.device != office.device)
                continue;
            waited += {one.registry, one.id};
            if (const auto gone = work.remove(conflictsSpec().id, one.row); !gone)
                return gone;
        }
        return {};
    }
    static void addTakenBack(
        QList<PackedChange>& changes, const QHash<std::pair<QString, RowId>, const PackedChange*>& before)
    {
        QSet<std::pair<QString, RowId>> there;
        for (const PackedChange& change : changes)
            there += {change.registry, change.id};
        for (const PackedChange* earlier : before) {
            if (there.contains({earlier->registry, earlier->id}) || earlier->op != u"add")
                continue;
            PackedChange gone = *earlier; // added, handed in, removed again
            gone.op = QStringLiteral("remove");
            gone.fields = {};
            changes += gone;
        }
    }
    /// Rows that are added or changed, then those that go; what waits for another row is tried again.
    void write(QList<RowMerge>& merges)
    {
        QList<RowMerge*> standing, going;
        for (RowMerge& merge : merges)
            if (merge.wanted)
                standing += &merge;
            else if (merge.removes)
                going += &merge;
        QList<std::function<Result<>()>> steps;
        for (RowMerge* merge : std::as_const(standing))
            steps += [this, merge] { return merge->write(work); };
        QList<UndoneStep> left = tryAll(steps);
        QList<RowMerge*> swapped; // names that go round in a circle
        for (const UndoneStep& one : std::as_const(left))
            if (one.why.kind == ErrorKind::duplicate && !standing[one.step]->adds)
                swapped += standing[one.step];
        if (swapped.size() > 1) {
            QList<Record> records;
            for (const RowMerge* merge : std::as_const(swapped))
                records += *merge->wanted;
            if (work.changeTogether(records))
                left.removeIf([&](const UndoneStep& one) { return swapped.contains(standing[one.step]); });
        }
        for (const UndoneStep& one : std::as_const(left))
            standing[one.step]->refusedBy(one.why);
        steps.clear();
        for (RowMerge* merge : std::as_const(going))
            steps += [this, merge] { return work.remove(merge->change.registry, merge->change.id); };
        for (const UndoneStep& one : tryAll(steps))
            going[one.step]->refusedBy(one.why);
    }
    Result<> tell(RowMerge& merge)
    {
        if (merge.isDone())
            ++result.applied;
        else if (merge.conflicts.isEmpty())
            ++result.equal;
        for (Conflict& conflict : merge.conflicts) {
            conflict.device = office.device;
            conflict.sequence = package.header.sequence;
            const bool refused = conflict.kind == u"refused";
            conflict.state = refused ? conflictRefused : conflictWaits;
            if (auto noted = noteConflict(work, conflict); !noted)
                return noted;
            (refused ? result.refused : result.conflicts) += conflict;
        }
        return {};
    }

    UnitOfWork& work;
    const Workspace& workspace;
    const PackageFile& package;
    const Office& office;
    const PackageBody& body;
    OfficeArea area;
    QSet<std::pair<QString, RowId>> waited;
    Merged result;
};

QList<qint64> missingBefore(const Workspace& workspace, const PackageFile& package, qint64 lastSequence)
{
    Q_UNUSED(workspace)
    QList<qint64> missing;
    for (qint64 n = lastSequence + 1; n < package.header.sequence && missing.size() < 100; ++n)
        missing += n;
    return missing;
}
} // namespace

QString conflictKindWord(const QString& kind)
{
    static const QHash<QString, QString> words{{QStringLiteral("field"), QStringLiteral("两边都改了")},
        {QStringLiteral("delete"), QStringLiteral("一边删除，一边修改")},
        {QStringLiteral("duplicate"), QStringLiteral("与已有的行重复")},
        {QStringLiteral("reference"), QStringLiteral("关联的行不在或还在用")},
        {QStringLiteral("locked"), QStringLiteral("季度已锁定")},
        {QStringLiteral("rule"), QStringLiteral("不合规则")},
        {QStringLiteral("refused"), QStringLiteral("不属于该乡镇")}};
    return words.value(kind, kind);
}

Result<Office> mayMerge(const Workspace& workspace, const PackageFile& package)
{
    return guarded(workspace.path(), [&]() -> Result<Office> {
        const PackageHeader& header = package.header;
        if (header.kind != PackageKind::submit)
            return fail(ErrorKind::refused,
                QStringLiteral("这是%1的数据包，不是上报的，不能合并").arg(packageKindWord(header.kind)));
        if (header.plan != workspace.plan().id)
            return fail(ErrorKind::refused,
                QStringLiteral("数据包属于另一个方案（%1），不能合并到这里").arg(header.plan.left(60)));
        if (header.schema > workspace.schema())
            return fail(
                ErrorKind::newerVersion, QStringLiteral("数据包是更新版本的程序导出的，请先升级本程序"));
        const auto office = officeOf(workspace, header.from.device);
        if (!office)
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”（设备号 %2）不是本区下发的乡镇端，没有做任何修改")
                    .arg(header.from.name.left(60))
                    .arg(header.from.device));
        if (!office->active)
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”的这台电脑（设备号 %2）已停用，它的数据包不能合并")
                    .arg(office->name)
                    .arg(office->device));
        if (header.from.key != office->key && !isSignedBy(office->key, header.from.key, header.keyProof))
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”换了密钥，本区还没有认可。请打电话核对指纹 %2，相符再认可这把密钥")
                    .arg(office->name, fingerprint(header.from.key)));
        const auto last = lastMerged(workspace, office->device);
        if (header.base.of > (last ? last->sequence : 0) || !historyHas(workspace, header.base))
            return fail(ErrorKind::refused,
                QStringLiteral("数据包依据的第 %1 号上报或回执不在本工作区里，本工作区可能是从较早的备份恢复的。"
                               "请先恢复最近的备份，或重新合并那一号数据包")
                    .arg(header.base.of));
        return *office;
    });
}

Result<Merged> mergeBody(Workspace& workspace, const Author& author, const PackageFile& package,
    const Office& office, const QByteArray& bytes, bool preview)
{
    return guarded(workspace.path(), [&]() -> Result<Merged> {
        const auto last = lastMerged(workspace, office.device);
        if (last && package.header.sequence <= last->sequence) {
            Merged stale;
            stale.stale = true;
            return stale;
        }
        const auto body = PackageBody::fromBytes(bytes, workspace.registries(), workspace.schema());
        if (!body)
            return fail(body.error());
        std::optional<PackageBody> before;
        if (last) {
            const auto kept = attachmentBytes(workspace, last->body);
            if (!kept)
                return fail(kept.error());
            auto read = PackageBody::fromBytes(*kept, workspace.registries(), workspace.schema());
            if (!read)
                return fail(read.error());
            before = std::move(*read);
        }
        const auto work = UnitOfWork::begin(workspace, author);
        if (!work)
            return fail(work.error());
        auto merged = Merging(**work, package, office, *body).run(before, last ? last->sequence : 0);
        if (!merged)
            return merged;
        merged->missing = missingBefore(workspace, package, last ? last->sequence : 0);
        if (preview)
            return merged;
        PackageBody handedIn;
        handedIn.changes = body->changes;
        const QByteArray kept = handedIn.toBytes();
        if (const auto stored = (*work)->keepBytes(digestOf(kept), kept, {}); !stored)
            return fail(stored.error());
        const PackageBase& base = package.header.base;
        if (const auto noted = notePackage(**work,
                {.kind = PackageKind::submit, .device = office.device, .sequence = package.header.sequence,
                    .digest = package.digest, .madeBy = package.header.author,
                    .created = package.header.created, .counts = package.header.counts,
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
    const QString& path, bool preview)
{
    const auto package = readPackage(path);
    if (!package)
        return fail(package.error());
    const auto office = mayMerge(workspace, *package);
    if (!office)
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
    Author merging = author;
    merging.door = QStringLiteral("merge");
    if (merging.reason.isEmpty())
        merging.reason
            = QStringLiteral("合并%1第 %2 号上报").arg(office->name).arg(package->header.sequence);
    return mergeBody(workspace, merging, *package, *office, *body, preview);
}

} // namespace coop
