#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/field_arguments.h"
#include "app/coopctl/json_output.h"
#include "core/domain/registry_spec.h"
#include "core/store/one_step.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, registry, code;
    std::vector<std::string> assignments;
};

struct Opened {
    std::unique_ptr<Workspace> workspace;
    const RegistrySpec* spec = nullptr;
};

Result<Opened> open(const CommandLine& line, const Options& options)
{
    auto workspace = line.openToWrite(options.file);
    COOP_TRY(workspace);
    const auto spec = (*workspace)->registries().requireEditable(text(options.registry));
    COOP_TRY(spec);
    return Opened{std::move(*workspace), *spec};
}

bool givesPersonal(const RegistrySpec& spec, const Options& options, const Workspace& workspace)
{
    return std::any_of(
        options.assignments.begin(), options.assignments.end(), [&](const std::string& assignment) {
            const auto given = parseAssignment(spec, text(assignment), workspace.lookup());
            return given && spec.field(given->first)->personal;
        });
}

Result<Outcome> rowOutcome(const Workspace& workspace, const QString& registry, RowId id, const QString& what)
{
    const auto row = workspace.row(registry, id);
    COOP_TRY(row);
    return Outcome{recordJson(*row, workspace.lookup()),
        QStringLiteral("%1%2 %3（%4）").arg(what, row->spec().label, row->title(), row->code())};
}

Result<Outcome> add(const CommandLine& line, const Options& options)
{
    auto opened = open(line, options);
    COOP_TRY(opened);
    Workspace& workspace = *opened->workspace;
    Record record(*opened->spec);
    COOP_TRY(applyAssignments(record, options.assignments, workspace.lookup()));
    const auto id = inOneStep(workspace, line.author(QStringLiteral("新增%1 1 行").arg(opened->spec->label)),
        [&](UnitOfWork& work) { return work.add(record); });
    COOP_TRY(id);
    return rowOutcome(workspace, opened->spec->id, *id, QStringLiteral("已新增"));
}

Result<Outcome> set(const CommandLine& line, const Options& options)
{
    auto opened = open(line, options);
    COOP_TRY(opened);
    Workspace& workspace = *opened->workspace;
    auto record = workspace.rowByCode(opened->spec->id, text(options.code));
    COOP_TRY(record);
    COOP_TRY(applyAssignments(*record, options.assignments, workspace.lookup()));
    // A guessed number leaves an entry, whether it was right or not: that none comes would tell.
    const bool guesses = givesPersonal(*opened->spec, options, workspace) && !maySeePersonal(workspace);
    COOP_TRY(inOneStep(workspace,
        line.author(QStringLiteral("修改%1 %2").arg(opened->spec->label, text(options.code))),
        [&](UnitOfWork& work) { return work.change(*record); }, {.note = guesses}));
    return rowOutcome(workspace, opened->spec->id, record->id, QStringLiteral("已修改"));
}

Result<Outcome> remove(const CommandLine& line, const Options& options)
{
    auto opened = open(line, options);
    COOP_TRY(opened);
    Workspace& workspace = *opened->workspace;
    const auto record = workspace.rowByCode(opened->spec->id, text(options.code));
    COOP_TRY(record);
    COOP_TRY(inOneStep(workspace,
        line.author(QStringLiteral("删除%1 %2").arg(opened->spec->label, record->title())),
        [&](UnitOfWork& work) { return work.remove(opened->spec->id, record->id); }));
    return Outcome{recordJson(*record, workspace.lookup()),
        QStringLiteral("已删除%1 %2（%3）").arg(opened->spec->label, record->title(), record->code())};
}
} // namespace

void addEditCommands(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    const auto common = [&](CLI::App* command) {
        command->add_option("FILE", options->file, "工作区文件")->required();
        command->add_option("REGISTRY", options->registry, "台账")->required();
    };
    auto* adding = line.add(line.root(), "add", "新增一行", [&line, options] { return add(line, *options); });
    common(adding);
    adding->add_option("FIELD=VALUE", options->assignments, "字段=值")->required();

    auto* setting
        = line.add(line.root(), "set", "修改一行", [&line, options] { return set(line, *options); });
    common(setting);
    setting->add_option("CODE", options->code, "编码")->required();
    setting->add_option("FIELD=VALUE", options->assignments, "字段=值")->required();

    auto* removing
        = line.add(line.root(), "remove", "删除一行", [&line, options] { return remove(line, *options); });
    common(removing);
    removing->add_option("CODE", options->code, "编码")->required();
}

} // namespace coop
