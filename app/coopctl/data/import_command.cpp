#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/domain/registry_spec.h"
#include "core/store/copies/trial_copy.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/tabular/import/import_preview.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

namespace coop
{

namespace
{
struct Options {
    std::string file, registry, sheet, datum;
    std::vector<std::string> tables, map;
    bool dryRun = false, skipRefused = false;
};

QJsonObject reportJson(const ImportReport& report)
{
    QJsonArray problems;
    for (const ImportProblem& problem : report.problems)
        problems
            += QJsonObject{{QStringLiteral("row"), problem.row}, {QStringLiteral("column"), problem.column},
                {QStringLiteral("value"), problem.value}, {QStringLiteral("reason"), problem.reason}};
    return {{QStringLiteral("registry"), report.registry}, {QStringLiteral("file"), report.file},
        {QStringLiteral("sheet"), report.sheet}, {QStringLiteral("rows"), report.rows},
        {QStringLiteral("added"), report.added}, {QStringLiteral("updated"), report.updated},
        {QStringLiteral("unchanged"), report.unchanged}, {QStringLiteral("refused"), report.refused},
        {QStringLiteral("skipped"), report.skipped}, {QStringLiteral("problems"), problems}};
}

QString reportText(const ImportReport& report, bool dryRun, bool written)
{
    const QString counts = QStringLiteral("新增 %1 行，修改 %2 行，相同 %3 行，不合格 %4 行，跳过 %5 行")
                               .arg(report.added)
                               .arg(report.updated)
                               .arg(report.unchanged)
                               .arg(report.refused)
                               .arg(report.skipped);
    const QString file = QFileInfo(report.file).fileName();
    if (dryRun)
        return QStringLiteral("试导入 %1（没有写入）：%2").arg(file, counts);
    return written
        ? QStringLiteral("已导入 %1：%2").arg(file, counts)
        : QStringLiteral("没有导入 %1：有 %2 行不合格，一行也没有写入").arg(file).arg(report.refused);
}

/// COLUMN=FIELD, the column by heading or letter.
Result<QHash<QString, QString>> columnMap(const std::vector<std::string>& pairs)
{
    QHash<QString, QString> map;
    for (const std::string& pair : pairs) {
        const QString each = text(pair);
        const auto equals = each.lastIndexOf(u'=');
        if (equals <= 0)
            return fail(
                ErrorKind::invalidValue, QStringLiteral("--map “%1”要写成 列=字段，例如 B=name").arg(each));
        map.insert(each.left(equals), each.mid(equals + 1));
    }
    return map;
}

Result<ImportRequest> requestOf(const CommandLine& line, const Options& options)
{
    const auto map = columnMap(options.map);
    COOP_TRY(map);
    ImportRequest request;
    request.registry = text(options.registry);
    request.sheet = text(options.sheet);
    request.map = *map;
    request.dryRun = options.dryRun;
    request.skipRefused = options.skipRefused;
    request.author = line.author({});
    if (!options.datum.empty()) {
        const auto datum = parseDatum(text(options.datum));
        COOP_TRY(datum);
        request.datum = *datum;
    }
    return request;
}

QStringList problemsOf(const ImportReport& report, bool refused)
{
    QStringList problems = report.warnings;
    for (const QString& note : refused ? QStringList() : report.notes) // first what was refused
        problems += note
            + QStringLiteral("；坐标来自高德、腾讯地图请写 --datum gcj02，来自百度地图请写 --datum bd09，"
                             "写明 --datum cgcs2000 就不再提醒");
    for (const ImportProblem& problem : report.problems)
        problems += problem.reason;
    return problems;
}

Result<Outcome> importOne(Workspace& workspace, const ImportRequest& request)
{
    const auto report = importTable(workspace, request);
    COOP_TRY(report);
    const bool refused = report->refused > 0 && !request.skipRefused;
    return Outcome{reportJson(*report), reportText(*report, request.dryRun, !refused),
        problemsOf(*report, refused), refused};
}

/// Every file, or the reasons of all that cannot be read.
Result<QList<TableOfStep>> readTables(
    const Workspace& workspace, ImportRequest request, const std::vector<std::string>& files)
{
    const auto spec = workspace.registries().requireEditable(request.registry);
    COOP_TRY(spec);
    QList<TableOfStep> tables;
    QStringList problems;
    ErrorKind kind = ErrorKind::invalidValue;
    for (const std::string& file : files) {
        request.file = text(file);
        auto table = readImportTable(**spec, request);
        if (table) {
            tables += TableOfStep{std::move(*table), request.datum, request.skipRefused};
            continue;
        }
        kind = table.error().kind;
        problems += table.error().text;
    }
    if (!problems.isEmpty())
        return fail(kind, problems.join(QStringLiteral("；")));
    return tables;
}

/// Several files are one step, all or nothing.
Result<Outcome> importSeveral(
    Workspace& workspace, const ImportRequest& request, const std::vector<std::string>& files)
{
    const auto tables = readTables(workspace, request, files);
    COOP_TRY(tables);
    const auto reports = importTables(workspace, *tables, request);
    COOP_TRY(reports);
    const bool refused = !request.skipRefused
        && std::any_of(reports->begin(), reports->end(), [](const auto& each) { return each.refused > 0; });
    QJsonArray list;
    QStringList lines;
    QStringList problems;
    for (const ImportReport& report : *reports) {
        list += reportJson(report);
        lines += refused && report.refused == 0 && !request.dryRun
            ? QStringLiteral("没有导入 %1：一起导入的其他文件不合格").arg(QFileInfo(report.file).fileName())
            : reportText(report, request.dryRun, !refused);
        for (const QString& problem : problemsOf(report, refused))
            problems += QStringLiteral("“%1”：%2").arg(QFileInfo(report.file).fileName(), problem);
    }
    return Outcome{list, lines.join(u'\n'), problems, refused};
}

Result<Outcome> importInto(Workspace& workspace, ImportRequest request, const Options& options)
{
    if (options.tables.size() > 1)
        return importSeveral(workspace, request, options.tables);
    request.file = text(options.tables.front());
    return importOne(workspace, request);
}

Result<Outcome> import(const CommandLine& line, const Options& options)
{
    const auto request = requestOf(line, options);
    COOP_TRY(request);
    if (options.dryRun) {
        const auto trial = line.openToTry(options.file, Deed::edit);
        return trial ? importInto((*trial)->workspace(), *request, options) : fail(trial.error());
    }
    // An import makes a backup of its own.
    const auto workspace = line.openToWrite(options.file, Deed::edit, false);
    return workspace ? importInto(**workspace, *request, options) : fail(workspace.error());
}
} // namespace

void addImportCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command = line.add(
        line.root(), "import", "导入 Excel 或 CSV 表", [&line, options] { return import(line, *options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("REGISTRY", options->registry, "台账")->required();
    command->add_option("TABLE", options->tables, "表格文件，可写几个，一步导入")->required();
    command->add_option("--sheet", options->sheet, "工作表名，不写就找最像的一张");
    command->add_option("--map", options->map, "列=字段，列写表头或字母，可写多个")->expected(1)->take_all();
    command->add_option("--datum", options->datum, "经纬度的坐标系：wgs84、cgcs2000、gcj02、bd09");
    command->add_flag("--dry-run", options->dryRun, "只检查，不写入");
    command->add_flag("--skip-refused", options->skipRefused, "跳过不合格的行，其余照常写入");
}

} // namespace coop
