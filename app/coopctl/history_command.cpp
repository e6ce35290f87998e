#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/json_output.h"
#include "core/store/change_log.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, registry, code;
};

QJsonObject rowJson(const Workspace& workspace, const ChangedRow& row)
{
    const RegistrySpec* spec = workspace.registries().find(row.registry);
    QJsonObject fields;
    for (const ChangedField& changed : row.fields) {
        const FieldSpec* field = spec ? spec->field(changed.field) : nullptr;
        if (field)
            fields.insert(changed.field,
                QJsonArray{fieldJson(*field, changed.before, workspace.lookup()),
                    fieldJson(*field, changed.after, workspace.lookup())});
    }
    return {{QStringLiteral("registry"), row.registry}, {QStringLiteral("code"), row.code},
        {QStringLiteral("op"), row.op}, {QStringLiteral("fields"), fields}};
}

Result<Outcome> showHistory(const Options& options)
{
    const auto workspace = Workspace::open(text(options.file), Workspace::Access::read);
    if (!workspace)
        return fail(workspace.error());
    QString registry;
    RowId row = 0;
    if (!options.registry.empty()) {
        const auto spec = (*workspace)->registries().require(text(options.registry));
        if (!spec)
            return fail(spec.error());
        registry = (*spec)->id;
    }
    if (!options.code.empty()) {
        const auto found = (*workspace)->rowByCode(registry, text(options.code));
        if (!found)
            return fail(found.error());
        row = found->id;
    }
    const auto entries = history(**workspace, registry, row);
    if (!entries)
        return fail(entries.error());
    QJsonArray array;
    QStringList lines;
    for (const ChangeEntry& entry : *entries) {
        QJsonArray changes;
        for (const ChangedRow& changed : entry.rows)
            changes += rowJson(**workspace, changed);
        const QString time = entry.time.toString(Qt::ISODate);
        array += QJsonObject{{QStringLiteral("entry"), entry.entry}, {QStringLiteral("time"), time},
            {QStringLiteral("who"), entry.who}, {QStringLiteral("door"), entry.door},
            {QStringLiteral("reason"), entry.reason}, {QStringLiteral("changes"), changes}};
        lines += QStringList{QString::number(entry.entry),
            entry.time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), entry.who, entry.door,
            entry.reason, QStringLiteral("%1 行").arg(entry.rows.size())}
                     .join(u'\t');
    }
    return Outcome{array, lines.join(u'\n')};
}
} // namespace

void addHistoryCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command
        = line.add(line.root(), "history", "谁在何时改了什么", [options] { return showHistory(*options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("REGISTRY", options->registry, "台账");
    command->add_option("CODE", options->code, "编码");
}

} // namespace coop
