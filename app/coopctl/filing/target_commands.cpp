#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/json_output.h"
#include "core/domain/field_text.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/targets/target_matrix.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, indicator, value;
    int year = 0;
    std::vector<std::string> parts;
    bool evenly = false, byLastYear = false, onlyParts = false;
};

Result<const Indicator*> indicatorNamed(const Workspace& workspace, const QString& name)
{
    const auto found = workspace.lookup().find({QStringLiteral("indicators")}, name);
    if (found.size() == 1)
        if (const Indicator* indicator = workspace.plan().indicator(found.first().code))
            return indicator;
    QStringList known;
    for (const Indicator& indicator : workspace.plan().indicators)
        known += QStringLiteral("%1（%2）").arg(indicator.id, indicator.title);
    return fail(
        ErrorKind::notFound, QStringLiteral("方案里没有指标“%1”，可用的有：%2").arg(name, known.join(u'、')));
}

std::optional<qint64> districtTarget(const TargetMatrix& matrix, const QString& indicator, int year)
{
    for (const TargetRow& row : matrix.rows)
        for (const TargetCell& cell : row.cells)
            if (row.indicator->id == indicator && cell.year == year)
                return cell.value;
    return std::nullopt;
}

/// What was written, and on standard error when the parts do not sum to the whole.
Result<Outcome> report(const Workspace& workspace, const QString& indicator, int year, int changed)
{
    const auto matrix = targetMatrix(workspace);
    COOP_TRY(matrix);
    const auto parts = targetParts(workspace, indicator, year);
    COOP_TRY(parts);
    const Indicator& figure = *workspace.plan().indicator(indicator);
    const auto target = districtTarget(*matrix, indicator, year);
    Outcome outcome{QJsonObject{{QStringLiteral("indicator"), indicator}, {QStringLiteral("year"), year},
                        {QStringLiteral("targets"), changed}},
        changed > 0 ? QStringLiteral("已写入 %1 个目标值").arg(changed) : QStringLiteral("目标没有变化")};
    const QString sum = sumSentence(figure, target, *parts);
    if (sumDiffers(figure, target, *parts))
        outcome.problems
            += QStringLiteral("“%1”%2年分解到各农合联的目标：%3").arg(figure.title).arg(year).arg(sum);
    return outcome;
}

Result<Outcome> setDistrict(const CommandLine& line, const Options& options, bool clear)
{
    auto workspace = line.openToWrite(options.file, Deed::decide);
    COOP_TRY(workspace);
    const auto indicator = indicatorNamed(**workspace, text(options.indicator));
    COOP_TRY(indicator);
    const Indicator& figure = **indicator;
    const auto value
        = clear ? Result<std::optional<qint64>>(std::nullopt) : parseTarget(figure, text(options.value));
    COOP_TRY(value);
    const auto author = line.author({});
    const auto changed = setTarget(**workspace, author, figure.id, options.year, *value);
    return changed ? report(**workspace, figure.id, options.year, *changed ? 1 : 0) : fail(changed.error());
}

/// FEDERATION=VALUE over the parts that there are; an empty value takes a part away.
Result<QList<TargetPart>> partsByHand(
    const Workspace& workspace, const Indicator& indicator, const std::vector<std::string>& assignments)
{
    QList<TargetPart> parts;
    for (const std::string& each : assignments) {
        const QString assignment = text(each);
        const auto equals = assignment.indexOf(u'=');
        const QString name = assignment.left(equals);
        const auto found = workspace.lookup().find({QStringLiteral("federations")}, name);
        if (equals <= 0 || found.size() != 1)
            return fail(ErrorKind::notFound,
                QStringLiteral("“%1”要写成 农合联=目标值，且农合联要在台账里").arg(assignment));
        const auto value = parseTarget(indicator, assignment.mid(equals + 1));
        if (!value)
            return fail(value.error().kind, QStringLiteral("%1：%2").arg(name, value.error().text));
        parts += {found.first().id, found.first().code, found.first().name, *value};
    }
    return parts;
}

Result<Outcome> allocate(const CommandLine& line, const Options& options, bool clear)
{
    auto workspace = line.openToWrite(options.file, Deed::decide);
    COOP_TRY(workspace);
    const auto indicator = indicatorNamed(**workspace, text(options.indicator));
    COOP_TRY(indicator);
    const Indicator& figure = **indicator;
    const int ways
        = (options.evenly ? 1 : 0) + (options.byLastYear ? 1 : 0) + (options.parts.empty() ? 0 : 1);
    if (!clear && ways != 1)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("请写明一种分解办法：--evenly、--by-last-year，或逐个写 农合联=目标值"));
    auto parts = clear          ? targetParts(**workspace, figure.id, options.year)
        : options.parts.empty() ? proposedParts(**workspace, figure.id, options.year,
              options.evenly ? AllocationWay::evenly : AllocationWay::byLastYear)
                                : partsByHand(**workspace, figure, options.parts);
    COOP_TRY(parts);
    for (TargetPart& part : *parts)
        if (clear)
            part.value.reset();
    const auto changed = allocateTarget(**workspace, line.author({}), figure.id, options.year, *parts);
    return changed ? report(**workspace, figure.id, options.year, *changed) : fail(changed.error());
}

QJsonValue numberJson(const Indicator& indicator, const std::optional<qint64>& value)
{
    return value ? QJsonValue(figureAsDouble(indicator, *value)) : QJsonValue(QJsonValue::Null);
}

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto matrix = targetMatrix(**workspace);
    COOP_TRY(matrix);
    QJsonArray rows;
    QStringList lines{QStringLiteral("指标\t口径\t年度\t目标\t方案\t分解\t依据")};
    for (const TargetRow& row : matrix->rows) {
        const Indicator& indicator = *row.indicator;
        QJsonArray cells;
        for (const TargetCell& cell : row.cells) {
            const auto parts = targetParts(**workspace, indicator.id, cell.year);
            COOP_TRY(parts);
            const QString sum = sumSentence(indicator, cell.value, *parts);
            QJsonArray shares;
            for (const TargetPart& part : *parts)
                shares += QJsonObject{{QStringLiteral("federation"),
                                          QJsonObject{{QStringLiteral("code"), part.code},
                                              {QStringLiteral("name"), part.name}}},
                    {QStringLiteral("value"), numberJson(indicator, part.value)}};
            cells += QJsonObject{{QStringLiteral("year"), cell.year},
                {QStringLiteral("value"), numberJson(indicator, cell.value)},
                {QStringLiteral("planned"), numberJson(indicator, cell.planned)},
                {QStringLiteral("edited"), cell.edited()}, {QStringLiteral("clause"), cell.clause},
                {QStringLiteral("allocated"), numberJson(indicator, cell.allocated)},
                {QStringLiteral("sum_differs"), sumDiffers(indicator, cell.value, *parts)},
                {QStringLiteral("parts"), shares}};
            if (cell.value || cell.planned || cell.allocated)
                lines += QStringList{QStringLiteral("%1（%2）").arg(indicator.title, indicator.unit),
                    basisName(indicator.basis), QString::number(cell.year),
                    figureOrDash(indicator, cell.value)
                        + (cell.edited() ? QStringLiteral("（已调整）") : QString()),
                    figureOrDash(indicator, cell.planned), sum.isEmpty() ? QStringLiteral("—") : sum,
                    cell.clause}
                             .join(u'\t');
        }
        rows += QJsonObject{{QStringLiteral("indicator"), indicator.id},
            {QStringLiteral("title"), indicator.title}, {QStringLiteral("unit"), indicator.unit},
            {QStringLiteral("basis"), basisName(indicator.basis)},
            {QStringLiteral("operator"), indicator.strict ? QStringLiteral(">") : QStringLiteral("≥")},
            {QStringLiteral("clause"), indicator.clause}, {QStringLiteral("targets"), cells}};
    }
    return Outcome{rows, lines.join(u'\n')};
}
} // namespace

void addTargetCommands(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* target = line.add(line.root(), "target", "年度目标", {});
    const auto common = [&](CLI::App* command) {
        command->add_option("FILE", options->file, "工作区文件")->required();
        command->add_option("INDICATOR", options->indicator, "指标")->required();
        command->add_option("YEAR", options->year, "年度")->required()->check(CLI::Range(2000, 2999));
    };
    auto* listed = line.add(target, "list", "列出各指标各年的目标、依据和分解",
        [&line, options] { return list(line, *options); });
    listed->add_option("FILE", options->file, "工作区文件")->required();
    auto* set = line.add(
        target, "set", "改全区目标", [&line, options] { return setDistrict(line, *options, false); });
    common(set);
    set->add_option("VALUE", options->value, "目标值，以指标单位计")->required();
    auto* clear = line.add(target, "clear", "取消全区目标，或者取消分解", [&line, options] {
        return options->onlyParts ? allocate(line, *options, true) : setDistrict(line, *options, true);
    });
    common(clear);
    clear->add_flag("--parts", options->onlyParts, "只取消分解到各农合联的目标");
    auto* parts = line.add(target, "allocate", "把目标分解到农合联",
        [&line, options] { return allocate(line, *options, false); });
    common(parts);
    parts->add_option("FEDERATION=VALUE", options->parts, "农合联=目标值");
    parts->add_flag("--evenly", options->evenly, "平均分解");
    parts->add_flag("--by-last-year", options->byLastYear, "按上年实绩的比例分解");
}

} // namespace coop
