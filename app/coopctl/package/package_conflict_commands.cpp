#include "app/coopctl/command_line.h"
#include "app/coopctl/field_arguments.h"
#include "app/coopctl/package/package_commands.h"
#include "app/coopctl/package/package_json.h"
#include "core/store/unit_of_work.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, number, take, question;
    std::vector<std::string> assignments;
    bool all = false;
};

Result<Conflict> conflictNumbered(const Workspace& workspace, const QString& number)
{
    const auto list = conflicts(workspace, true);
    COOP_TRY(list);
    for (const Conflict& one : *list)
        if (one.number == number)
            return one;
    return fail(ErrorKind::notFound,
        QStringLiteral("没有编号为“%1”的冲突，待处理的见 coopctl package conflicts").arg(number));
}

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto found = conflicts(**workspace, options.all);
    COOP_TRY(found);
    const ShownPersonal shown = askPersonal(line, **workspace, *found);
    QJsonArray array;
    QStringList lines;
    for (const Conflict& one : *found) {
        array += conflictJson(**workspace, one, shown);
        lines += conflictLine(**workspace, one, shown);
    }
    return Outcome{array, lines.isEmpty() ? QStringLiteral("没有待处理的冲突") : lines.join(u'\n')};
}

Result<Outcome> settle(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file, Deed::settle);
    COOP_TRY(workspace);
    const auto conflict = conflictNumbered(**workspace, text(options.number));
    COOP_TRY(conflict);
    Settlement settlement{.choice = *parseChoice(text(options.take)), .question = text(options.question)};
    for (const std::string& each : options.assignments) {
        const RegistrySpec* spec = anySpec((*workspace)->registries(), conflict->registry);
        if (!spec)
            return fail(ErrorKind::notFound, QStringLiteral("没有台账“%1”").arg(conflict->registry));
        auto value = parseAssignment(*spec, text(each), (*workspace)->lookup());
        COOP_TRY(value);
        settlement.edited += std::move(*value);
    }
    COOP_TRY(settleConflict(**workspace, line.author({}), conflict->row, settlement));
    const auto settled = conflictNumbered(**workspace, conflict->number);
    COOP_TRY(settled);
    const ShownPersonal shown = askPersonal(line, **workspace, {*settled});
    return Outcome{conflictJson(**workspace, *settled, shown),
        QStringLiteral("%1 已处理：%2").arg(settled->number, settlementWord(settlement.choice))};
}
} // namespace

void addPackageConflictCommands(CommandLine& line, CLI::App* package)
{
    const auto options = std::make_shared<Options>();
    auto* listing = line.add(
        package, "conflicts", "合并时没有定下来的冲突", [&line, options] { return list(line, *options); });
    listing->add_option("FILE", options->file, "区级工作区文件")->required();
    listing->add_flag("--all", options->all, "连已处理的一起列出");

    auto* settling
        = line.add(package, "settle", "处理一处冲突", [&line, options] { return settle(line, *options); });
    settling->add_option("FILE", options->file, "区级工作区文件")->required();
    settling->add_option("NUMBER", options->number, "编号，见 package conflicts")->required();
    settling
        ->add_option("--take", options->take,
            "theirs 采用乡镇、ours 保留区级、edited 另填、both 两者保留、back 退回乡镇")
        ->required()
        ->check(CLI::IsMember({"theirs", "ours", "edited", "both", "back"}));
    settling->add_option("--set", options->assignments, "edited 和 both：字段=值，可写多个")
        ->expected(1)
        ->take_all();
    settling->add_option("--question", options->question, "back：问乡镇的话");
}

} // namespace coop
