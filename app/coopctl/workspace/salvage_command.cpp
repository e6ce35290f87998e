#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/base/files/input_file.h"
#include "core/store/care/salvage.h"
#include "core/store/unit_of_work.h"
#include "core/workflow/program_data.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>

namespace coop
{

namespace
{
constexpr qint64 largestPlan = 50'000'000; ///< bytes

struct Options {
    std::string file, out, plan;
};

Result<Outcome> run(const CommandLine& line, const Options& options)
{
    QByteArray plan;
    if (!options.plan.empty()) {
        const auto path = planFile(text(options.plan));
        COOP_TRY(path);
        const auto read = readFile(*path, QStringLiteral("方案文件"), largestPlan);
        COOP_TRY(read);
        plan = *read;
    }
    const auto done = salvage(text(options.file), text(options.out), line.author({}).who, plan);
    COOP_TRY(done);
    return Outcome{
        QJsonObject{{QStringLiteral("file"), text(options.out)}, {QStringLiteral("rows"), done->rows},
            {QStringLiteral("from_history"), done->fromHistory}, {QStringLiteral("lost"), done->lost},
            {QStringLiteral("history_kept"), done->historyKept},
            {QStringLiteral("remarks"), QJsonArray::fromStringList(done->remarks)}},
        QStringLiteral("已抢救 %1 行到 %2（其中 %3 行来自历史），读不出 %4 行。%5")
            .arg(done->rows)
            .arg(QDir::toNativeSeparators(text(options.out)))
            .arg(done->fromHistory)
            .arg(done->lost)
            .arg(done->historyKept ? QStringLiteral("历史完整，一并带了过来")
                                   : QStringLiteral("原来的历史不完整，没有带过来，仍在损坏的文件里")),
        done->remarks};
}
} // namespace

void addSalvageCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command = line.add(line.root(), "salvage", "把损坏的工作区里还能读出的内容抢救到新工作区",
        [&line, options] { return run(line, *options); });
    command->add_option("FILE", options->file, "损坏的工作区文件，不会写入")->required();
    command->add_option("OUT", options->out, "新工作区文件")->required();
    command->add_option("--plan", options->plan, "连方案都读不出来时用这个方案（编号或文件）");
}

} // namespace coop
