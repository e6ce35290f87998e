#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/field_arguments.h"
#include "app/coopctl/json_output.h"
#include "core/base/text/text.h"
#include "core/store/figures/figure_rows.h"
#include "core/store/people/personal_access.h"
#include "core/store/workspace.h"

#include <QJsonDocument>
#include <algorithm>

namespace coop
{

namespace
{
struct Options {
    std::string file, registry, search;
    std::string behind, period, of, part;
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

bool hasPersonal(const Record& row)
{
    const QList<FieldSpec>& fields = row.spec().fields;
    return std::any_of(fields.begin(), fields.end(),
        [&](const FieldSpec& field) { return field.personal && !row[field.id].isNull(); });
}

/// --of names a federation or a township, by code or name; without it the whole district is meant.
Result<Area> areaNamed(const Workspace& workspace, const QString& name)
{
    if (name.isEmpty())
        return Area{};
    for (const char* registry : {"federations", "townships"})
        if (const auto found = workspace.lookup().find({QLatin1String(registry)}, name); found.size() == 1)
            return Area{found[0].registry, found[0].id, found[0].code, found[0].name};
    return fail(ErrorKind::notFound, QStringLiteral("没有农合联或镇街“%1”").arg(name));
}

/// The rows behind a figure, as the windows show them when a figure is clicked.
Result<QList<Record>> rowsBehind(const Workspace& workspace, const Options& options, const RegistrySpec& spec)
{
    const auto period = Period::parse(text(options.period));
    COOP_TRY(period);
    const auto area = areaNamed(workspace, text(options.of));
    COOP_TRY(area);
    FigureQuestion question{.indicator = text(options.behind), .period = *period, .area = *area};
    if (!options.part.empty()) {
        const QString part = text(options.part);
        question.field = part.section(u'=', 0, 0);
        question.choice = part.section(u'=', 1);
    }
    const auto found = figureRows(workspace, question);
    COOP_TRY(found);
    if (found->registry != spec.id)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("指标“%1”的明细在台账 %2 里").arg(question.indicator, found->registry));
    QList<Record> rows;
    for (const RowId id : found->rows)
        if (const auto row = workspace.row(spec.id, id))
            rows += *row;
    return rows;
}

/// Gives every row to be listed to `row`, one after the other.
using EachRow = std::function<Result<>(const std::function<void(const Record&)>& row)>;

/// Writes rows as they come: a ledger may have a million.
class ListWriter
{
public:
    ListWriter(const RegistrySpec& registry, const ReferenceLookup& references, Personal shown, bool asJson)
        : lookup(references)
        , personal(shown)
        , json(asJson)
    {
        for (const FieldSpec& field : registry.fields)
            headings += field.heading();
    }

    /// Ends what was begun; a question that was refused leaves nothing but its reason.
    void end()
    {
        begin();
        put(json ? QByteArrayLiteral("\n]\n") : QByteArrayLiteral("\n"));
    }

    void add(const Record& record)
    {
        const bool first = !begun;
        begin();
        if (!json)
            return put('\n' + lineOf(record, lookup, personal).toUtf8());
        QByteArray object = QJsonDocument(recordJson(record, lookup, personal)).toJson().trimmed();
        object.replace("\n", "\n    "); // texts have no line end of their own in JSON
        put((first ? "\n    " : ",\n    ") + object);
    }

private:
    void begin()
    {
        if (!begun)
            put(json ? QByteArrayLiteral("[") : headings.join(u'\t').toUtf8());
        begun = true;
    }
    static void put(const QByteArray& bytes) { fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout); }

    const ReferenceLookup& lookup;
    Personal personal;
    bool json;
    QStringList headings;
    bool begun = false;
};

/// What is listed, and whether personal fields took part in finding it: then to list it is to show them.
struct Listed {
    EachRow each;
    Personal sought = Personal::masked;
};

Result<Listed> rowsOf(const CommandLine& line, const std::shared_ptr<Workspace>& workspace,
    const RegistrySpec& spec, const Options& options)
{
    if (!options.behind.empty()) {
        const auto found = rowsBehind(*workspace, options, spec);
        COOP_TRY(found);
        return Listed{[rows = *found](const auto& row) -> Result<> {
            for (const Record& record : rows)
                row(record);
            return {};
        }};
    }
    RowQuery query{.registry = spec.id, .search = text(options.search)};
    for (const std::string& condition : options.where) {
        const auto parsed = parseAssignment(spec, text(condition), workspace->lookup());
        COOP_TRY(parsed);
        query.equals += *parsed;
    }
    const bool seeks = !query.search.trimmed().isEmpty()
        || std::any_of(query.equals.begin(), query.equals.end(),
            [&](const auto& equal) { return spec.field(equal.first)->personal; });
    const Personal sought = seeks ? line.seeks(*workspace, spec) : Personal::masked;
    return Listed{[workspace, query, sought](const auto& row) {
                      const auto take = [&](const Record& record) {
                          row(record);
                          return true;
                      };
                      return sought == Personal::shown ? eachRowByPersonal(*workspace, query, take)
                                                       : workspace->eachRow(query, take);
                  },
        sought};
}

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    auto opened = line.openToRead(options.file);
    COOP_TRY(opened);
    const std::shared_ptr<Workspace> workspace = std::move(*opened);
    const auto spec = workspace->registries().require(text(options.registry));
    COOP_TRY(spec);
    const auto listed = rowsOf(line, workspace, **spec, options);
    COOP_TRY(listed);
    // How many of them are seen stands in the history before the first is shown.
    qint64 personalRows = 0;
    if (listed->sought == Personal::masked && line.asksForPersonal(*workspace, **spec))
        COOP_TRY(listed->each([&](const Record& row) { personalRows += hasPersonal(row) ? 1 : 0; }));
    const Personal personal = listed->sought == Personal::shown
        ? Personal::shown
        : line.personal(std::as_const(*workspace), **spec, personalRows);
    return Outcome{.write = [workspace, spec = *spec, each = listed->each, personal](bool json) {
        ListWriter writer(*spec, workspace->lookup(), personal, json);
        auto done = each([&](const Record& record) { writer.add(record); });
        if (done)
            writer.end();
        return done;
    }};
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
    auto* behind = command->add_option("--behind", options->behind, "只列一个指标数背后的行");
    auto* period = command->add_option("--period", options->period, "那个数的期间，例如 2024Q4");
    behind->needs(period)->excludes("--where")->excludes("--search");
    period->needs(behind);
    command->add_option("--of", options->of, "那个数的农合联或镇街，不写是全区")->needs(behind);
    command->add_option("--part", options->part, "那个数的一部分 字段=选项，例如 stage=耕")->needs(behind);
}

} // namespace coop
