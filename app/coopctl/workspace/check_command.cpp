#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/workflow/care/check_up.h"

#include <QJsonArray>
#include <QJsonObject>

namespace coop
{

namespace
{
struct Options {
    std::string file;
    bool drill = false;
};

Result<Outcome> check(const Options& options)
{
    auto findings = checkUp(text(options.file));
    COOP_TRY(findings);
    QJsonObject json;
    QStringList lines;
    if (options.drill) {
        const auto drilled = drill(text(options.file));
        COOP_TRY(drilled);
        *findings += drilled->findings;
        json.insert(QStringLiteral("drill"),
            QJsonObject{{QStringLiteral("backup"), drilled->backup},
                {QStringLiteral("replayed"), drilled->replayedEntries},
                {QStringLiteral("compared"), drilled->comparedFigures}});
        lines += QStringLiteral("演练：备份 %1 恢复后补上 %2 步修改，比对了 %3 个数")
                     .arg(drilled->backup)
                     .arg(drilled->replayedEntries)
                     .arg(drilled->comparedFigures);
    }
    QJsonArray array, notes;
    QStringList problems;
    for (const CheckFinding& finding : *findings) {
        if (finding.severity == CheckFinding::Severity::note) {
            notes += finding.text;
            lines += QStringLiteral("说明：") + finding.text;
            continue;
        }
        const bool error = finding.severity == CheckFinding::Severity::error;
        array += QJsonObject{{QStringLiteral("kind"), finding.kind},
            {QStringLiteral("severity"), error ? QStringLiteral("error") : QStringLiteral("warning")},
            {QStringLiteral("where"), finding.where}, {QStringLiteral("text"), finding.text}};
        problems += (error ? QStringLiteral("错误：") : QStringLiteral("提醒：")) + finding.text;
    }
    const bool wrong = !array.isEmpty();
    json.insert(QStringLiteral("ok"), !wrong);
    json.insert(QStringLiteral("findings"), array);
    if (!notes.isEmpty())
        json.insert(QStringLiteral("notes"), notes);
    lines += wrong ? QStringLiteral("体检完成，发现 %1 个问题").arg(array.size())
                   : QStringLiteral("体检完成，没有发现问题");
    return Outcome{json, lines.join(u'\n'), problems, wrong};
}
} // namespace

void addCheckCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command = line.add(line.root(), "check", "体检：检查工作区", [options] { return check(*options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_flag("--drill", options->drill, "演练：把最近的备份恢复到一边，比对每个指标");
}

} // namespace coop
