#include "ui/exchange/merge/merge_queue.h"

#include "core/store/unit_of_work.h"
#include "ui/session/workspace_job.h"

#include <algorithm>

namespace coop
{

namespace
{
using Items = Result<QList<MergeItem>>;

ExchangeProgress progressOf(const JobControl& control)
{
    return [control](qint64 done, qint64 total) {
        control.progress(done, total);
        return !control.cancelled();
    };
}

/// Office by office, and what one office handed in in the order in which it did.
void sort(QList<MergeItem>& items)
{
    std::stable_sort(items.begin(), items.end(), [](const MergeItem& a, const MergeItem& b) {
        if (!a.review || !b.review)
            return a.review.has_value() && !b.review;
        const PackageHeader &first = a.review->file.header, &second = b.review->file.header;
        return std::pair(first.from.device, first.sequence) < std::pair(second.from.device, second.sequence);
    });
}

/// What the history calls it when one is merged.
QString stepOf(const MergeItem& item)
{
    const PackageHeader& header = item.review->file.header;
    return QStringLiteral("合并%1第 %2 号上报").arg(header.from.name).arg(header.sequence);
}

/// A number that comes with the others is not missing.
void forgetWhatComes(QList<MergeItem>& items)
{
    for (MergeItem& item : items)
        if (item.review)
            item.review->missing.removeIf([&](qint64 number) {
                return std::any_of(items.cbegin(), items.cend(), [&](const MergeItem& other) {
                    return other.mayMerge()
                        && other.review->file.header.from.device == item.review->file.header.from.device
                        && other.review->file.header.sequence == number;
                });
            });
}

QList<MergeItem> reviewAll(const Workspace& workspace, const QStringList& files, const JobControl& control)
{
    QList<MergeItem> read;
    for (const QString& file : files) {
        read += reviewItem(workspace, file);
        control.progress(read.size(), files.size());
    }
    return read;
}
} // namespace

MergeQueue::MergeQueue(Session& shared, QObject* parent)
    : QObject(parent)
    , session(shared)
{
}

QStringList MergeQueue::paths() const
{
    QStringList files;
    for (const MergeItem& item : all)
        files += item.path;
    return files;
}

qsizetype MergeQueue::ready() const
{
    return std::count_if(all.begin(), all.end(),
        [](const MergeItem& item) { return item.mayMerge() && item.problem.isEmpty(); });
}

bool MergeQueue::allPreviewed() const
{
    return std::all_of(all.begin(), all.end(),
        [](const MergeItem& item) { return !item.mayMerge() || item.preview || !item.problem.isEmpty(); });
}

QList<int> MergeQueue::mergedDevices() const
{
    QList<int> devices;
    for (const MergeItem& item : all)
        if (item.merged && !devices.contains(item.review->file.header.from.device))
            devices += item.review->file.header.from.device;
    return devices;
}

MergeQueue::Total MergeQueue::merged() const
{
    Total total;
    for (const MergeItem& item : all)
        if (item.merged) {
            ++total.files;
            total.rows += item.merged->rows.size();
            total.conflicts += item.merged->conflicts.size();
            if (!item.merged->stale)
                total.lastStep = stepOf(item); // they are merged in the order of the list
        }
    return total;
}

void MergeQueue::remove(qsizetype item)
{
    all.removeAt(item);
}

Job* MergeQueue::review(const QStringList& files, const Done& done)
{
    QStringList fresh = files;
    for (const QString& known : paths())
        fresh.removeAll(known);
    return startOnWorkspace(
        session, Workspace::Access::read, QString(), this,
        [fresh](Workspace& workspace, const JobControl& control) -> Items {
            return reviewAll(workspace, fresh, control);
        },
        [this, done](const Items& read) {
            if (!read)
                return done(read.error().text);
            all += *read;
            sort(all);
            forgetWhatComes(all);
            done({});
        });
}

Job* MergeQueue::trust(qsizetype item, const Done& done)
{
    const PackageParty from = all[item].review->file.header.from;
    return startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在记下密钥"), this,
        [from, files = paths(),
            author = session.author(Door::form, QStringLiteral("认可新密钥：") + from.name)](
            Workspace& workspace, const JobControl& control) -> Items {
            COOP_TRY(trustKey(workspace, author, from.device, from.key));
            return reviewAll(workspace, files, control);
        },
        [this, from, done](const Items& read) {
            if (!read)
                return done(read.error().text);
            all = *read;
            forgetWhatComes(all);
            done({});
            session.noteSaved(QStringLiteral("已认可%1的新密钥").arg(from.name), Session::Offer::none);
        });
}

Job* MergeQueue::preview(const QString& passphrase, const Done& done)
{
    return startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在预览合并"), this,
        [told = all, passphrase, author = session.author(Door::merge, {})](
            Workspace& workspace, const JobControl& control) mutable -> Items {
            if (const auto key = officeKey(workspace, passphrase); !key)
                return fail(key.error()); // a wrong passphrase is one problem, not one a file
            for (MergeItem& item : told) {
                if (item.mayMerge())
                    previewItem(workspace, author, passphrase, item, progressOf(control));
                if (control.cancelled())
                    return fail(ErrorKind::cancelled, QStringLiteral("没有预览完，什么也没有改。"));
            }
            return told;
        },
        [this, done](const Items& told) {
            if (!told)
                return done(told.error().text);
            all = *told;
            done({});
        });
}

void MergeQueue::queueAll()
{
    queue.clear();
    for (qsizetype i = 0; i < all.size(); ++i)
        if (all[i].mayMerge() && all[i].problem.isEmpty())
            queue += i;
}

Job* MergeQueue::mergeNext(const QString& passphrase, QString& step, const Done& done)
{
    if (queue.isEmpty())
        return nullptr;
    const qsizetype at = queue.takeFirst();
    step = stepOf(all[at]);
    return startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在合并"), this,
        [path = all[at].path, passphrase, author = session.author(Door::merge, step)](
            Workspace& workspace, const JobControl& control) {
            return mergePackage(workspace, author, passphrase, path, false, progressOf(control));
        },
        [this, at, done](Result<Merged> merged) {
            if (merged)
                all[at].merged = std::move(*merged);
            else
                all[at].problem = merged.error().text;
            if (!merged && merged.error().kind == ErrorKind::cancelled)
                queue.clear();
            done({});
        });
}

} // namespace coop
