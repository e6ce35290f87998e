#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/json_output.h"
#include "core/base/decimal.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, indicator, value;
    int year = 0;
    std::vector<std::string> parts;
};

/// One target to be written: federation 0 is the district.
struct Part {
    RowId federation = 0;
    qint64 value = 0;
};

Result<RowId> indicatorRow(const Workspace& workspace, const QString& name)
{
    const auto found = workspace.lookup().find({QStringLiteral("indicators")}, name);
    if (found.size() == 1)
        return found.first().id;
    QStringList known;
    for (const Indicator& indicator : workspace.plan().indicators)
        known += QStringLiteral("%1（%2）").arg(indicator.id, indicator.title);
    return fail(
        ErrorKind::notFound, QStringLiteral("方案里没有指标“%1”，可用的有：%2").arg(name, known.join(u'、')));
}

/// Writes each part over the target that is there, or adds it; all in one step.
Result<Outcome> write(const CommandLine& line, const Options& options, const QList<Part>& parts,
    Workspace& workspace, RowId indicator)
{
    const QString registry = QStringLiteral("targets");
    auto work = UnitOfWork::begin(workspace,
        line.author(QStringLiteral("调整目标 %1 %2 年").arg(text(options.indicator)).arg(options.year)));
    if (!work)
        return fail(work.error());
    const auto existing = workspace.rows({.registry = registry,
        .equals = {{QStringLiteral("indicator"), FieldValue(indicator)},
            {QStringLiteral("year"), FieldValue(options.year)}}});
    if (!existing)
        return fail(existing.error());
    for (const Part& part : parts) {
        Record record(*workspace.registries().find(registry));
        for (const Record& row : *existing)
            if (row[u"federation"].number() == part.federation)
                record = row;
        record.set(u"indicator", indicator);
        record.set(u"year", options.year);
        record.set(u"value", part.value);
        if (part.federation != 0)
            record.set(u"federation", part.federation);
        if (record.id != 0) {
            if (const auto changed = (*work)->change(record); !changed)
                return fail(changed.error());
        } else if (const auto added = (*work)->add(record); !added) {
            return fail(added.error());
        }
    }
    if (const auto entry = (*work)->commit(); !entry)
        return fail(entry.error());
    return Outcome{
        QJsonObject{{QStringLiteral("indicator"), text(options.indicator)},
            {QStringLiteral("year"), options.year}, {QStringLiteral("targets"), int(parts.size())}},
        QStringLiteral("已写入 %1 个目标值").arg(parts.size())};
}

Result<Part> parsePart(const Workspace& workspace, const QString& assignment)
{
    const auto equals = assignment.indexOf(u'=');
    const QString name = assignment.left(equals);
    const auto found = workspace.lookup().find({QStringLiteral("federations")}, name);
    if (equals <= 0 || found.size() != 1)
        return fail(ErrorKind::notFound,
            QStringLiteral("“%1”要写成 农合联=目标值，且农合联要在台账里").arg(assignment));
    const auto value = parseDecimal(assignment.mid(equals + 1), 8);
    if (!value)
        return fail(value.error().kind, QStringLiteral("“%1”的目标值%2").arg(name, value.error().text));
    return Part{found.first().id, *value};
}

Result<Outcome> allocate(const CommandLine& line, const Options& options, bool district)
{
    auto workspace = line.openToWrite(options.file);
    if (!workspace)
        return fail(workspace.error());
    const auto indicator = indicatorRow(**workspace, text(options.indicator));
    if (!indicator)
        return fail(indicator.error());
    QList<Part> parts;
    if (district) {
        const auto value = parseDecimal(text(options.value), 8);
        if (!value)
            return fail(value.error().kind, QStringLiteral("目标值") + value.error().text);
        parts += Part{0, *value};
    }
    for (const std::string& each : options.parts) {
        const auto part = parsePart(**workspace, text(each));
        if (!part)
            return fail(part.error());
        parts += *part;
    }
    return write(line, options, parts, **workspace, *indicator);
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
    auto* set
        = line.add(target, "set", "改全区目标", [&line, options] { return allocate(line, *options, true); });
    common(set);
    set->add_option("VALUE", options->value, "目标值，以指标单位计")->required();
    auto* parts = line.add(target, "allocate", "把目标分解到农合联",
        [&line, options] { return allocate(line, *options, false); });
    common(parts);
    parts->add_option("FEDERATION=VALUE", options->parts, "农合联=目标值")->required();
}

} // namespace coop
