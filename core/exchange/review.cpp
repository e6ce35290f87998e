#include "core/exchange/review.h"

#include "core/exchange/hand_in.h"

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
        if (header.from.key != office->key && !isSignedBy(office->key, header.from.key, header.keyProof))
            return refuse(
                QStringLiteral("“%1”换了密钥，本区还没有认可。请打电话核对指纹 %2，相符再认可这把密钥")
                    .arg(office->name, fingerprint(header.from.key)),
                Standing::newKey);
        const auto all = packages(workspace, office->device);
        if (!all)
            return refuse(all.error().text);
        const PackageRecord* last = nullptr;
        for (const PackageRecord& one : *all) {
            if (one.kind != PackageKind::submit)
                continue;
            if (one.digest == review.file.digest) {
                review.standing = Standing::merged;
                return;
            }
            if (!last || one.sequence > last->sequence)
                last = &one;
        }
        const qint64 lastSequence = last ? last->sequence : 0;
        if (header.sequence <= lastSequence) {
            // A later one holds all that an earlier one held. But a number that was given twice, or after a
            // later one, comes from an office that went back to an old copy of its workspace.
            if (header.sequence < lastSequence && header.created < last->created) {
                review.standing = Standing::superseded;
                return;
            }
            return refuse(QStringLiteral(
                "“%1”的第 %2 号上报和已经合并的不是一回事：该乡镇可能恢复过较早的备份。请给它写一份回执，"
                "让它打开回执以后重新上报，内容不会丢")
                              .arg(office->name)
                              .arg(header.sequence));
        }
        if (header.base.of > lastSequence)
            return refuse(QStringLiteral(
                "这个数据包接着“%1”的第 %2 号上报，而那一号不在本工作区里：本工作区可能是从较早的备份恢复的。"
                "请先合并那一号，找不到时请该乡镇选择“全部重报”")
                              .arg(office->name)
                              .arg(header.base.of));
        review.missing = between(lastSequence, header.sequence);
        review.standing = Standing::ready;
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
        const qint64 opened = base->base[QStringLiteral("receipt")].toInteger();
        if (base->digest == review.file.digest)
            review.standing = Standing::merged;
        else if (header.sequence <= opened)
            review.standing = Standing::superseded;
        else
            review.standing = Standing::ready; // a later one holds all that earlier ones held
    }

    const Workspace& workspace;
    PackageReview review;
};
} // namespace

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
    if (!package)
        return fail(package.error());
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
