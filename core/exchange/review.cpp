#include "core/exchange/review.h"

#include "core/exchange/hand_in/hand_in.h"
#include "core/store/history/changes_since.h"

namespace coop
{

namespace
{
using Standing = PackageReview::Standing;

constexpr int namedNumbers = 100;

/// Numbers between the newest that was taken and this one.
QList<qint64> between(qint64 last, qint64 sequence)
{
    QList<qint64> missing;
    for (qint64 n = last + 1; n < sequence && missing.size() < namedNumbers; ++n)
        missing += n;
    return missing;
}

class Reviewing
{
public:
    Reviewing(const Workspace& target, PackageFile package)
        : workspace(target)
    {
        review.file = std::move(package);
    }
    PackageReview run()
    {
        const PackageHeader& header = review.file.header;
        if (header.kind == PackageKind::issue)
            refuse(QStringLiteral(
                "这是下发的数据包，用来在乡镇的电脑上新建工作区，请在欢迎页选择“打开下发的数据包”"));
        else if (header.practice && !workspace.isPractice())
            refuse(QStringLiteral(
                "这是练习工作区写出的数据包，里面不是真的数据，不能用在正式的工作区里，没有做任何修改"));
        else if (workspace.isPractice() && !header.practice)
            refuse(QStringLiteral("这是正式的数据包，不能用在练习工作区里。请先打开本单位的工作区"));
        else if (header.plan != workspace.plan().id)
            refuse(
                QStringLiteral("数据包属于另一个方案（%1），不能用在这个工作区里").arg(header.plan.left(60)));
        else if (header.schema > workspace.schema())
            refuse(QStringLiteral("数据包是更新版本的程序导出的，请先升级本程序"));
        else if (header.kind == PackageKind::submit)
            submission();
        else
            receipt();
        return review;
    }

private:
    void refuse(const QString& why, Standing standing = Standing::refused)
    {
        review.standing = standing;
        review.problem = why;
    }
    void submission()
    {
        const PackageHeader& header = review.file.header;
        const auto office = officeOf(workspace, header.from.device);
        if (officeSelf(workspace))
            return refuse(QStringLiteral("这是上报的数据包，请交给区供销合作社合并"));
        if (!office)
            return refuse(QStringLiteral("“%1”（设备号 %2）不是本区下发的乡镇端，不能合并")
                              .arg(header.from.name.left(60))
                              .arg(header.from.device));
        if (!office->active)
            return refuse(QStringLiteral("“%1”的这台电脑（设备号 %2）已停用，它的数据包不能合并")
                              .arg(office->name)
                              .arg(office->device));
        const auto all = packages(workspace, office->device);
        if (!all)
            return refuse(all.error().text);
        const bool firstKey = isSignedBy(office->key, header.from.key, header.keyProof);
        if (header.from.key != office->key && !firstKey) {
            if (openedTheSameIssue(*all))
                return refuse(QStringLiteral("“%"
                                             "1”的下发数据包在两台电脑上打开过（或打开了两次），这份上报来自"
                                             "另一台。一份下发只能用一台电脑，"
                                             "没有合并。请先问清哪一台在用：要用这一台，就重新下发；另一台里"
                                             "录入的内容请导出 Excel 再导入")
                                  .arg(office->name));
            return refuse(
                QStringLiteral("“%1”换了密钥，本区还没有认可。请打电话核对指纹 %2，相符再认可这把密钥")
                    .arg(office->name, fingerprint(header.from.key)),
                Standing::newKey);
        }
        QList<const PackageRecord*> merged;
        for (const PackageRecord& one : *all)
            if (one.kind == PackageKind::submit)
                merged += &one;
        for (const PackageRecord* one : std::as_const(merged))
            if (one->digest == review.file.digest) {
                review.standing = Standing::merged;
                return;
            }
        const PackageRecord* last = merged.isEmpty() ? nullptr : merged.last();
        header.after ? placeByMarks(*office, merged, last) : placeByNumber(*office, last);
        if (review.standing != Standing::ready)
            return;
        review.missing = between(last ? last->sequence : 0, header.sequence);
        review.clockBack = last && header.created < last->created;
    }
    /// It vouches for its key with the key of a 下发 whose office has another key by now.
    bool openedTheSameIssue(const QList<PackageRecord>& all) const
    {
        const PackageHeader& header = review.file.header;
        return std::any_of(all.begin(), all.end(), [&](const PackageRecord& one) {
            return one.kind == PackageKind::issue
                && isSignedBy(QByteArray::fromBase64(one.base[QStringLiteral("key")].toString().toLatin1()),
                    header.from.key, header.keyProof);
        });
    }
    /// Where it belongs in the office's line of submissions, told by the marks in it and in what was merged:
    /// never by numbers or times, which a copy of a workspace, a backup or a wrong clock gives twice.
    void placeByMarks(
        const Office& office, const QList<const PackageRecord*>& merged, const PackageRecord* last)
    {
        const PackageHeader& header = review.file.header;
        const auto isMerged = [&](const QString& mark) {
            return std::any_of(merged.begin(), merged.end(),
                [&](const PackageRecord* one) { return packageMark(one->digest) == mark; });
        };
        if (last && !header.after->contains(packageMark(last->digest))) {
            const bool held = std::any_of(merged.begin(), merged.end(),
                [&](const PackageRecord* one) { return goesOnFrom(*one, review.file.digest); });
            if (held) { // by a later one of the same line, with all that is in it
                review.standing = Standing::superseded;
                return;
            }
            if (!header.base.isNothing())
                return refuse(otherLine(office, *last));
            review.standing
                = Standing::ready; // says everything: what differs is a question, nothing is turned back
            return;
        }
        if ((!header.base.answered.isEmpty() && !isMerged(header.base.answered)) || baseIsLost())
            return refuse(lostHere(office));
        if (last && header.sequence <= last->sequence && !header.base.isNothing())
            return refuse(QStringLiteral("数据包的序号不对，没有合并。请让“%1”重新上报").arg(office.name));
        review.standing = Standing::ready;
    }
    /// Written by another program, without marks.
    void placeByNumber(const Office& office, const PackageRecord* last)
    {
        const PackageHeader& header = review.file.header;
        const qint64 lastSequence = last ? last->sequence : 0;
        if (header.sequence <= lastSequence)
            return refuse(otherLine(office, *last));
        if (header.base.of > lastSequence || baseIsLost())
            return refuse(lostHere(office));
        review.standing = Standing::ready;
    }
    /// It builds on a state of this workspace that is not in its history.
    bool baseIsLost() const
    {
        const PackageBase& base = review.file.header.base;
        return !base.isNothing() && !historyHas(workspace, base.entry, base.hash);
    }
    QString otherLine(const Office& office, const PackageRecord& last) const
    {
        return QStringLiteral("“%1”的这份上报（第 %2 号）没有接着已经合并的第 %3 "
                              "号，它里面的修改还没有合并：该乡镇恢复过较早的备份，"
                              "或者把工作区拷贝到另一台电脑上、两份都在用。请给它写一份回执，让它在要用的那一"
                              "份里打开回执，再重新上报，"
                              "内容不会丢；只留一份在用")
            .arg(office.name)
            .arg(review.file.header.sequence)
            .arg(last.sequence);
    }
    QString lostHere(const Office& office) const
    {
        return QStringLiteral("这个数据包接着本区对“%1”第 %2 "
                              "号上报的答复，而那些不在本工作区里：本工作区可能是从较早的备份恢复的。"
                              "请先合并缺少的上报，还是接不上时请该乡镇选择“全部重报”")
            .arg(office.name)
            .arg(review.file.header.base.of);
    }
    void receipt()
    {
        const PackageHeader& header = review.file.header;
        const auto self = officeSelf(workspace);
        if (!self)
            return refuse(
                QStringLiteral("这是给“%1”的回执，请在该乡镇的工作区里打开").arg(header.to.name.left(60)));
        if (header.to.device != self->device)
            return refuse(QStringLiteral("这是给“%1”（设备号 %2）的回执，不是给这里的，请与区供销合作社核对")
                              .arg(header.to.name.left(60))
                              .arg(header.to.device));
        if (header.from.key != self->district.key)
            return refuse(
                QStringLiteral(
                    "回执的密钥和下发时区供销合作社的密钥不同。请打电话核对指纹 %1，相符再认可这把密钥")
                    .arg(fingerprint(header.from.key)),
                Standing::newKey);
        const auto base = lastAnswer(workspace);
        if (!base)
            return refuse(base.error().text);
        const auto all = packages(workspace);
        if (!all)
            return refuse(all.error().text);
        for (const PackageRecord& one : *all) {
            if (one.kind != PackageKind::receipt)
                continue;
            if (one.digest == review.file.digest) {
                review.standing = Standing::merged;
                return;
            }
            if (goesOnFrom(one, review.file.digest)) // a later one holds all that earlier ones held
                review.standing = Standing::superseded;
        }
        if (review.standing == Standing::superseded)
            return;
        const bool goesOn = header.after
            ? header.after->contains(packageMark(base->digest))
            : header.sequence > base->base[QStringLiteral("receipt")].toInteger();
        if (base->kind == PackageKind::receipt && !goesOn)
            return refuse(
                QStringLiteral("这份回执（第 %1 号）没有接着这里打开过的第 %2 "
                               "号：区供销合作社的工作区可能恢复过较早的备份，或者有两份在"
                               "用。请先上报一次（区里说接不上时选“全部重报”），再打开区里合并以后写的回执")
                    .arg(header.sequence)
                    .arg(base->sequence));
        review.standing = Standing::ready;
    }

    const Workspace& workspace;
    PackageReview review;
};
} // namespace

QString clockBackText()
{
    return QStringLiteral("它写的生成时间早于上一份：该乡镇电脑的时钟可能不对，请提醒核对（合并不受影响）");
}

QString standingWord(PackageReview::Standing standing)
{
    switch (standing) {
    case Standing::ready:
        return QStringLiteral("可以合并");
    case Standing::merged:
        return QStringLiteral("已经合并过");
    case Standing::superseded:
        return QStringLiteral("后面的已经合并");
    case Standing::newKey:
        return QStringLiteral("密钥待核对");
    case Standing::refused:
        break;
    }
    return QStringLiteral("不能合并");
}

PackageReview reviewOf(const Workspace& workspace, PackageFile package)
{
    return Reviewing(workspace, std::move(package)).run();
}

Result<PackageReview> reviewPackage(const Workspace& workspace, const QString& path)
{
    auto package = readPackage(path);
    COOP_TRY(package);
    return reviewOf(workspace, std::move(*package));
}

Result<Office> mayMerge(const Workspace& workspace, const PackageFile& package)
{
    const PackageReview review = reviewOf(workspace, package);
    if (package.header.kind != PackageKind::submit || review.standing == Standing::refused
        || review.standing == Standing::newKey)
        return fail(ErrorKind::refused,
            !review.problem.isEmpty() ? review.problem
                                      : QStringLiteral("这是%1的数据包，不是上报的，不能合并")
                                            .arg(packageKindWord(package.header.kind)));
    return *officeOf(workspace, package.header.from.device);
}

} // namespace coop
