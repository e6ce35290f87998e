#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/field_arguments.h"
#include "app/coopctl/json_output.h"
#include "core/base/text.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, registry, search;
    std::vector<std::string> where;
};

QString lineOf(const Record& record, const ReferenceLookup& lookup, Personal personal)
{
    QStringList cells;
    for (const FieldSpec& field : record.spec().fields) {
        const QString cell = formatField(field, record[field.id], lookup);
        cells += field.personal && personal == Personal::masked ? masked(cell) : cell;
    }
    return cells.join(u'\t');
}

qint64 rowsWithPersonal(const QList<Record>& rows)
{
    return std::count_if(rows.begin(), rows.end(), [](const Record& row) {
        const QList<FieldSpec>& fields = row.spec().fields;
        return std::any_of(fields.begin(), fields.end(),
            [&](const FieldSpec& field) { return field.personal && !row[field.id].isNull(); });
    });
}

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    if (!workspace)
        return fail(workspace.error());
    const auto spec = (*workspace)->registries().require(text(options.registry));
    if (!spec)
        return fail(spec.error());
    const ReferenceLookup& lookup = (*workspace)->lookup();
    RowQuery query{.registry = (*spec)->id, .search = text(options.search)};
    for (const std::string& condition : options.where) {
        const auto parsed = parseAssignment(**spec, text(condition), lookup);
        if (!parsed)
            return fail(parsed.error());
        query.equals += *parsed;
    }
    const auto rows = (*workspace)->rows(query);
    if (!rows)
        return fail(rows.error());
    const Personal personal = line.personal(**workspace, **spec, rowsWithPersonal(*rows));
    QJsonArray array;
    QStringList lines;
    QStringList headings;
    for (const FieldSpec& field : (*spec)->fields)
        headings += field.heading();
    lines += headings.join(u'\t');
    for (const Record& record : *rows) {
        array += recordJson(record, lookup, personal);
        lines += lineOf(record, lookup, personal);
    }
    return Outcome{array, lines.join(u'\n')};
}
} // namespace

void addListCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command
        = line.add(line.root(), "list", "列出台账的行", [&line, options] { return list(line, *options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("REGISTRY", options->registry, "台账")->required();
    command->add_option("--where", options->where, "条件 字段=值，可写多个")->expected(1)->take_all();
    command->add_option("--search", options->search, "在所有文字里查找，可用拼音首字母");
}

} // namespace coop
