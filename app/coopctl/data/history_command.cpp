#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/json_output.h"
#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "core/store/history/change_log.h"
#include "core/store/layout/table_layout.h"
#include "core/store/workspace.h"
#include "core/tabular/export/history_export.h"
#include "core/tabular/history_text.h"

#include <QDir>

namespace coop
{

namespace
{
struct Options {
    std::string file, registry, code, who, door, from, to, out;
    int limit = -1;
};

/// Of which registries personal data are shown.
using Shown = QHash<QString, Personal>;

/// Asks, registry by registry, for what the entries hold of personal data.
Shown askPersonal(const CommandLine& line, const Workspace& workspace, const QList<ChangeEntry>& entries)
{
    QHash<QString, qint64> rows;
    for (const ChangeEntry& entry : entries)
        for (const ChangedRow& row : entry.rows) {
            const TableLayout* layout = workspace.layout(row.registry);
            const bool personal = layout
                && std::any_of(row.fields.begin(), row.fields.end(), [&](const ChangedField& changed) {
                       const FieldSpec* field = layout->spec->field(changed.field);
                       return field && field->personal;
                   });
            if (personal)
                ++rows[row.registry];
        }
    Shown shown;
    for (auto of = rows.begin(); of != rows.end(); ++of)
        shown.insert(of.key(), line.personal(workspace, *workspace.layout(of.key())->spec, of.value()));
    return shown;
}

QJsonObject rowJson(const Workspace& workspace, const ChangedRow& row, const Shown& shown)
{
    const Personal personal = shown.value(row.registry, Personal::masked);
    const TableLayout* layout = workspace.layout(row.registry);
    QJsonObject fields;
    for (const ChangedField& changed : row.fields) {
        const FieldSpec* field = layout ? layout->spec->field(changed.field) : nullptr;
        if (field)
            fields.insert(changed.field,
                QJsonArray{fieldJson(*field, withoutPersonal(workspace, *field, changed.before),
                               workspace.lookup(), personal),
                    fieldJson(*field, withoutPersonal(workspace, *field, changed.after), workspace.lookup(),
                        personal)});
    }
    return {{QStringLiteral("registry"), row.registry}, {QStringLiteral("code"), row.code},
        {QStringLiteral("op"), toText(row.op)}, {QStringLiteral("fields"), fields}};
}

Result<QDate> day(const char* option, const std::string& written)
{
    if (written.empty())
        return QDate();
    const QDate date = QDate::fromString(text(written), Qt::ISODate);
    if (!date.isValid())
        return fail(ErrorKind::invalidValue,
            QStringLiteral("%1 “%2”不是日期，请写成 2024-07-26 这样")
                .arg(QLatin1String(option), text(written)));
    return date;
}

QString doorWords()
{
    QStringList words;
    for (const Door door : allDoors())
        words += toText(door);
    return words.join(u'、');
}

Result<HistoryFilter> filterOf(const Workspace& workspace, const Options& options)
{
    HistoryFilter filter{.who = text(options.who), .limit = options.limit};
    if (!options.door.empty()) {
        filter.door = doorFrom(text(options.door));
        if (!filter.door)
            return fail(ErrorKind::invalidValue,
                QStringLiteral("没有来源“%1”，可以写 %2").arg(text(options.door), doorWords()));
    }
    const auto from = day("--from", options.from);
    const auto to = day("--to", options.to);
    if (!from || !to)
        return fail(from ? to.error() : from.error());
    filter.from = *from;
    filter.to = *to;
    if (options.registry.empty())
        return filter;
    const auto spec = workspace.registries().require(text(options.registry));
    COOP_TRY(spec);
    filter.registry = (*spec)->id;
    if (options.code.empty())
        return filter;
    const auto row = workspace.rowByCode(filter.registry, text(options.code));
    const auto removed
        = row ? Result<RowId>(row->id) : rowInHistory(workspace, filter.registry, text(options.code));
    COOP_TRY(removed);
    filter.row = *removed;
    return filter;
}

QJsonObject entryJson(const Workspace& workspace, const ChangeEntry& entry, const Shown& shown)
{
    QJsonArray changes;
    for (const ChangedRow& changed : entry.rows)
        changes += rowJson(workspace, changed, shown);
    return {{QStringLiteral("entry"), entry.entry},
        {QStringLiteral("time"), entry.time.toString(Qt::ISODate)}, {QStringLiteral("who"), entry.who},
        {QStringLiteral("door"), toText(entry.door)}, {QStringLiteral("reason"), entry.reason},
        {QStringLiteral("undone"), entry.undone},
        {QStringLiteral("undoes"), entry.undoes == 0 ? QJsonValue() : QJsonValue(entry.undoes)},
        {QStringLiteral("changes"), changes}};
}

QString entryLine(const ChangeEntry& entry)
{
    qint64 rows = 0;
    for (const ChangeCount& count : entry.counts)
        rows += count.rows;
    return QStringList{QString::number(entry.entry),
        entry.time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), entry.who,
        doorTitle(entry.door), entry.reason, QStringLiteral("%1 行").arg(rows),
        entry.undone ? QStringLiteral("已撤销") : QString()}
        .join(u'\t');
}

/// “经营者”空 → 王五: one line for each field of a row that somebody asked for.
QStringList valueLines(const Workspace& workspace, const ChangeEntry& entry, const Shown& shown)
{
    QStringList lines;
    for (const ChangedRow& row : entry.rows) {
        const RegistrySpec* spec = historySpec(workspace.registries(), row.registry);
        const bool whole = shown.value(row.registry, Personal::masked) == Personal::shown;
        QStringList parts;
        for (const ChangedField& changed : row.fields) {
            const FieldSpec* field = spec ? spec->field(changed.field) : nullptr;
            if (!field)
                continue;
            const auto written = [&](const FieldValue& value) {
                const QString text = whole && field->personal ? formatField(*field, value, workspace.lookup())
                                                              : historyValue(workspace, *field, value);
                return text.isEmpty() ? QStringLiteral("空") : text;
            };
            parts += row.op == RowOp::add ? QStringLiteral("%1：%2").arg(field->label, written(changed.after))
                : row.op == RowOp::remove
                ? QStringLiteral("%1：%2").arg(field->label, written(changed.before))
                : QStringLiteral("%1：%2 → %3")
                      .arg(field->label, written(changed.before), written(changed.after));
        }
        lines
            += QStringLiteral("\t%1%2 %3").arg(opTitle(row.op), spec ? spec->label : row.registry, row.code);
        for (const QString& part : std::as_const(parts))
            lines += QStringLiteral("\t\t") + QString(part).replace(u'\n', u' ');
    }
    return lines;
}

Result<Outcome> showHistory(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto filter = filterOf(**workspace, options);
    COOP_TRY(filter);
    if (!options.out.empty()) {
        const auto written = exportHistory(**workspace, *filter, text(options.out));
        COOP_TRY(written);
        return Outcome{QJsonObject{{QStringLiteral("file"), text(options.out)}},
            QStringLiteral("已导出历史到 %1").arg(QDir::toNativeSeparators(text(options.out)))};
    }
    const auto entries = history(**workspace, *filter);
    COOP_TRY(entries);
    QJsonArray array;
    QStringList lines;
    const Shown shown = askPersonal(line, **workspace, *entries);
    for (const ChangeEntry& entry : *entries) {
        array += entryJson(**workspace, entry, shown);
        lines += entryLine(entry);
        if (filter->row != 0)
            lines += valueLines(**workspace, entry, shown);
    }
    return Outcome{array, lines.join(u'\n')};
}
} // namespace

void addHistoryCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command = line.add(
        line.root(), "history", "谁在何时改了什么", [&line, options] { return showHistory(line, *options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("REGISTRY", options->registry, "台账");
    command->add_option("CODE", options->code, "编码，已删除的行也可以");
    command->add_option("--by", options->who, "只看这个人的修改");
    command->add_option(
        "--door", options->door, (QStringLiteral("只看这个来源：") + doorWords()).toStdString());
    command->add_option("--from", options->from, "从这一天起，例如 2024-07-26");
    command->add_option("--to", options->to, "到这一天止");
    command->add_option("--out", options->out, "导出到 Excel 或 CSV 文件");
    command->add_option("--limit", options->limit, "只列最近的几步");
}

} // namespace coop
