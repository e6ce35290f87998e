#include "app/coopctl/command_line.h"
#include "app/coopctl/package/key_passphrase.h"
#include "app/coopctl/package/package_commands.h"
#include "app/coopctl/package/package_json.h"
#include "core/exchange/merge/merge.h"
#include "core/exchange/review.h"
#include "core/store/copies/trial_copy.h"
#include "core/store/unit_of_work.h"

#include <QDir>

namespace coop
{

namespace
{
struct Options {
    std::string file, resolve;
    std::vector<std::string> packages;
    bool dryRun = false;
};

/// One package and what became of it.
struct Step {
    QString package;
    PackageHeader header;
    Merged merged;
    QList<Conflict> conflicts; ///< that wait now, of this package
    int settled = 0;
};

bool isOf(const Conflict& conflict, const PackageHeader& header)
{
    return conflict.device == header.from.device && conflict.sequence == header.sequence;
}

/// What of this package waits in the inbox, with its numbers.
Result<QList<Conflict>> waitingOf(const Workspace& workspace, const PackageHeader& header)
{
    auto waiting = conflicts(workspace);
    if (waiting)
        waiting->removeIf([&](const Conflict& one) { return !isOf(one, header); });
    return waiting;
}

Result<Step> mergeOne(const CommandLine& line, Workspace& workspace, const Options& options,
    const QString& passphrase, const QString& path, QStringList& problems)
{
    const auto package = readPackage(path);
    COOP_TRY(package);
    auto merged = mergePackage(workspace, line.author({}), passphrase, path, options.dryRun);
    COOP_TRY(merged);
    Step step{path, package->header, std::move(*merged), {}};
    step.conflicts = step.merged.conflicts;
    if (options.dryRun)
        return step;
    auto waiting = waitingOf(workspace, step.header);
    if (waiting && !options.resolve.empty() && !waiting->isEmpty()) {
        const auto settled
            = settleAll(workspace, line.author({}), *waiting, *parseChoice(text(options.resolve)));
        COOP_TRY(settled);
        step.settled = settled->settled;
        for (const auto& [conflict, why] : settled->left)
            problems += QStringLiteral("%1 还没有处理：%2").arg(conflict.number, why.text);
        waiting = waitingOf(workspace, step.header);
    }
    COOP_TRY(waiting);
    step.conflicts = *waiting;
    return step;
}

QJsonObject stepJson(const Workspace& workspace, const Step& step, const ShownPersonal& shown)
{
    QJsonArray conflicts, refused, missing;
    for (const Conflict& one : step.conflicts)
        for (const QJsonValue field : fieldConflictsJson(workspace, one, shown))
            conflicts += field;
    for (const Conflict& one : step.merged.refused)
        refused += QJsonObject{{QStringLiteral("registry"), one.registry}, {QStringLiteral("code"), one.code},
            {QStringLiteral("op"), toText(one.op)}, {QStringLiteral("reason"), one.reason}};
    for (const qint64 number : step.merged.missing)
        missing += number;
    return {{QStringLiteral("applied"), int(step.merged.rows.size())},
        {QStringLiteral("equal"), step.merged.equal}, {QStringLiteral("conflicts"), conflicts},
        {QStringLiteral("refused"), refused}, {QStringLiteral("stale"), step.merged.stale},
        {QStringLiteral("clock_back"), step.merged.clockBack}, {QStringLiteral("missing"), missing},
        {QStringLiteral("from"), partyJson(step.header.from)},
        {QStringLiteral("sequence"), step.header.sequence}};
}

QString stepText(const Workspace& workspace, const Step& step, const ShownPersonal& shown, bool dryRun)
{
    const QString name
        = QStringLiteral("%1第 %2 号上报").arg(step.header.from.name).arg(step.header.sequence);
    QStringList lines{step.merged.stale
            ? (step.merged.superseded ? QStringLiteral("%1：它的内容已经随后面的一份合并，没有改动").arg(name)
                                      : QStringLiteral("%1：已经合并过，没有改动").arg(name))
            : QStringLiteral("%1%2（%3）：写入 %4 行，相同 %5 行，不接受 %6 行，冲突 %7 处")
                  .arg(dryRun ? QStringLiteral("试合并，没有改动。") : QString(), name, step.merged.madeBy)
                  .arg(step.merged.rows.size())
                  .arg(step.merged.equal)
                  .arg(step.merged.refused.size())
                  .arg(step.conflicts.size())};
    if (!step.merged.missing.isEmpty())
        lines
            += QStringLiteral("前面有 %1 个数据包没有收到，内容都在这一个里").arg(step.merged.missing.size());
    if (step.merged.clockBack)
        lines += clockBackText();
    if (step.settled > 0)
        lines += QStringLiteral("已处理冲突 %1 处").arg(step.settled);
    for (const QList<Conflict>& some : {step.merged.refused, step.conflicts})
        for (const Conflict& one : some)
            lines += conflictLine(workspace, one, shown);
    return lines.join(u'\n');
}

/// `file`: where it is noted that personal data were shown; a trial copy would take that along.
Result<Outcome> mergeInto(
    Workspace& workspace, Workspace& file, const CommandLine& line, const Options& options)
{
    const auto passphrase = keyPassphrase();
    COOP_TRY(passphrase);
    const bool several = options.packages.size() > 1;
    QJsonArray array;
    QStringList lines, problems;
    bool refused = false;
    for (const std::string& each : options.packages) {
        const QString path = text(each);
        const auto step = mergeOne(line, workspace, options, *passphrase, path, problems);
        if (!step && !several)
            return fail(step.error());
        if (!step) { // does not hold up the others
            refused = true;
            problems += QStringLiteral("%1：%2").arg(QDir::toNativeSeparators(path), step.error().text);
            array += QJsonObject{
                {QStringLiteral("package"), path}, {QStringLiteral("problem"), step.error().text}};
            continue;
        }
        const ShownPersonal shown = askPersonal(line, file, step->conflicts);
        QJsonObject json = stepJson(workspace, *step, shown);
        if (several)
            json.insert(QStringLiteral("package"), path);
        if (!options.resolve.empty())
            json.insert(QStringLiteral("settled"), step->settled);
        array += json;
        lines += stepText(workspace, *step, shown, options.dryRun);
    }
    return Outcome{several ? QJsonValue(array) : array.first(), lines.join(u'\n'), problems, refused};
}

Result<Outcome> merge(const CommandLine& line, const Options& options)
{
    if (options.dryRun) {
        const auto trial = line.openToTry(options.file, Deed::merge);
        return trial ? mergeInto((*trial)->workspace(), (*trial)->original(), line, options)
                     : fail(trial.error());
    }
    const auto workspace = line.openToWrite(options.file, Deed::merge);
    return workspace ? mergeInto(**workspace, **workspace, line, options) : fail(workspace.error());
}
} // namespace

void addPackageMergeCommand(CommandLine& line, CLI::App* package)
{
    const auto options = std::make_shared<Options>();
    auto* merging = line.add(package, "merge", "合并上报，每个数据包一步；冲突留在待处理里",
        [&line, options] { return merge(line, *options); });
    merging->add_option("FILE", options->file, "区级工作区文件")->required();
    merging->add_option("PACKAGE", options->packages, "一个或几个上报的数据包")->required();
    auto* resolve
        = merging->add_option("--resolve", options->resolve, "冲突一律 theirs 采用乡镇、ours 保留区级")
              ->check(CLI::IsMember({"theirs", "ours"}));
    merging->add_flag("--dry-run", options->dryRun, "只看会怎样，不改动")->excludes(resolve);
}

} // namespace coop
