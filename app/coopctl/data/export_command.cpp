#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/field_arguments.h"
#include "core/store/people/people.h"
#include "core/store/people/personal_access.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/tabular/export/exporter.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonObject>
#include <QRegularExpression>

namespace coop
{

namespace
{
struct Options {
    std::string file, registry, out, search, fields;
    std::vector<std::string> where;
    bool personal = false, blank = false;
};

Outcome written(const RegistrySpec& spec, const QString& out, qsizetype rows, const QString& what)
{
    return {QJsonObject{{QStringLiteral("registry"), spec.id}, {QStringLiteral("out"), out},
                {QStringLiteral("rows"), int(rows)}},
        QStringLiteral("已导出%1：%2")
            .arg(what, QDir::toNativeSeparators(QFileInfo(out).absoluteFilePath()))};
}

Result<RowQuery> queryOf(const Workspace& workspace, const RegistrySpec& spec, const Options& options)
{
    RowQuery query{.registry = spec.id, .search = text(options.search)};
    for (const std::string& condition : options.where) {
        const auto parsed = parseAssignment(spec, text(condition), workspace.lookup());
        COOP_TRY(parsed);
        query.equals += *parsed;
    }
    return query;
}

/// Fields by id or label.
QStringList fieldsOf(const RegistrySpec& spec, const Options& options)
{
    static const QRegularExpression marks(QStringLiteral("[,，、]"));
    QStringList fields;
    for (const QString& part : text(options.fields).split(marks, Qt::SkipEmptyParts)) {
        const QString name = part.trimmed();
        const auto named = std::find_if(spec.fields.begin(), spec.fields.end(),
            [&](const FieldSpec& field) { return field.id == name || field.label == name; });
        fields += named == spec.fields.end() ? name : named->id; // an unknown one is refused by the export
    }
    return fields;
}

Result<Outcome> exportRows(const CommandLine& line, const Options& options)
{
    const auto workspace = options.personal ? line.openToWrite(options.file) : line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto found = (*workspace)->registries().require(text(options.registry));
    COOP_TRY(found);
    const RegistrySpec& spec = **found;
    const QString out = text(options.out);
    if (options.blank) {
        COOP_TRY(exportTemplate(**workspace, spec.id, out));
        return written(spec, out, 0, spec.label + QStringLiteral("空白表样"));
    }
    if (const auto may = mayExportTo(spec, out); !may) // before anything is noted
        return fail(may.error());
    const auto query = queryOf(**workspace, spec, options);
    COOP_TRY(query);
    const bool seeks = options.personal && !personalFields(spec).isEmpty()
        && (!query->search.trimmed().isEmpty() || !query->equals.isEmpty());
    if (seeks)
        COOP_TRY(seekPersonal(**workspace, line.author({}), spec));
    const auto rows = seeks ? rowsByPersonal(**workspace, *query) : (*workspace)->rows(*query);
    COOP_TRY(rows);
    ExportRequest request{.registry = spec.id,
        .path = out,
        .rows = *rows,
        .fields = fieldsOf(spec, options),
        .personal = options.personal,
        .author = (*workspace)->signedIn().name()};
    if (options.personal && !personalFields(spec).isEmpty())
        COOP_TRY(seePersonal(**workspace,
            line.author(QStringLiteral("导出%1，含完整的个人信息").arg(spec.label)), spec, rows->size()));
    COOP_TRY(exportTable(**workspace, request));
    return written(spec, out, rows->size(), QStringLiteral("%1 %2 行").arg(spec.label).arg(rows->size()));
}
} // namespace

void addExportCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command = line.add(line.root(), "export",
        "导出台账，按后缀：.xlsx .csv；有坐标的台账还可用 .geojson .gpkg .shp .kml",
        [&line, options] { return exportRows(line, *options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("REGISTRY", options->registry, "台账")->required();
    command->add_option("OUT", options->out, "输出文件")->required();
    auto* fields = command->add_option("--fields", options->fields, "只要这些列，按这个顺序，用逗号隔开");
    auto* where
        = command->add_option("--where", options->where, "条件 字段=值，可写多个")->expected(1)->take_all();
    auto* search = command->add_option("--search", options->search, "在所有文字里查找，可用拼音首字母");
    auto* personal = command->add_flag(
        "--personal", options->personal, "完整的个人信息（要用 --as 写明是谁，并记入历史）");
    auto* blank = command->add_flag("--template", options->blank, "空白表样：表头、下拉列表和填写说明");
    for (auto* other : {fields, where, search, personal})
        blank->excludes(other);
}

} // namespace coop
