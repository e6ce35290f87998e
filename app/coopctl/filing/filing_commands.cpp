#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/filing_form.h"
#include "core/workflow/filing/filing_steps.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, federation, quarter, finding, text, filler, head, out;
    bool blank = false;
};
using Take = Result<> (*)(Workspace&, const Author&, const SheetKey&, const QString& reason);

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject standingJson(const SheetStanding& sheet)
{
    return {{QStringLiteral("federation"),
                QJsonObject{{QStringLiteral("code"), sheet.federation.code},
                    {QStringLiteral("name"), sheet.federation.name}}},
        {QStringLiteral("quarter"), sheet.quarter.toString()},
        {QStringLiteral("state"), sheetStateId(sheet.state)}, {QStringLiteral("begun"), sheet.row != 0},
        {QStringLiteral("due"), sheet.due.toString(Qt::ISODate)}, {QStringLiteral("late"), sheet.late},
        {QStringLiteral("filler"), orNull(sheet.filler)}, {QStringLiteral("head"), orNull(sheet.head)},
        {QStringLiteral("submitted_by"), orNull(sheet.submittedBy)},
        {QStringLiteral("submitted_on"), orNull(sheet.submittedOn.toString(Qt::ISODate))},
        {QStringLiteral("reviewed_by"), orNull(sheet.reviewedBy)},
        {QStringLiteral("locked_by"), orNull(sheet.lockedBy)},
        {QStringLiteral("return_reason"), orNull(sheet.returnReason)},
        {QStringLiteral("corrections"), sheet.corrections}};
}

QString standingLine(const SheetStanding& sheet)
{
    QStringList parts{sheet.federation.name, sheet.quarter.toString(),
        sheet.row == 0 ? QStringLiteral("未报") : sheetStateWord(sheet.state)};
    if (sheet.late)
        parts += QStringLiteral("逾期（应于 %1 前报出）").arg(sheet.due.toString(Qt::ISODate));
    if (!sheet.isHandedIn() && !sheet.returnReason.isEmpty())
        parts += QStringLiteral("退回：") + sheet.returnReason;
    return parts.join(u'\t');
}

QJsonObject findingJson(const SheetFinding& finding)
{
    return {{QStringLiteral("id"), finding.id}, {QStringLiteral("table"), finding.table},
        {QStringLiteral("code"), orNull(finding.where)},
        {QStringLiteral("severity"),
            finding.severity == Finding::Severity::error ? QStringLiteral("error")
                                                         : QStringLiteral("warning")},
        {QStringLiteral("text"), finding.text}, {QStringLiteral("explanation"), orNull(finding.explanation)}};
}

/// The sheet as it stands, with what its rules say and how much its four tables hold.
Result<Outcome> shown(const Workspace& workspace, const SheetKey& key)
{
    const auto sheet = sheetStanding(workspace, key, QDate::currentDate());
    if (!sheet)
        return fail(sheet.error());
    const auto content = sheetContent(workspace, key);
    if (!content)
        return fail(content.error());
    const auto findings = sheetFindings(workspace, key);
    if (!findings)
        return fail(findings.error());
    QJsonObject json = standingJson(*sheet);
    json.insert(QStringLiteral("rows"),
        QJsonObject{{QStringLiteral("services"), int(content->services.size())},
            {QStringLiteral("loans"), int(content->loans.size())},
            {QStringLiteral("changes"), int(content->changes.size())},
            {QStringLiteral("tasks"), int(content->reports.size())}});
    QJsonArray array;
    QStringList lines{standingLine(*sheet),
        QStringLiteral("社会化服务 %1 行、信贷 %2 行、网点和会员变动 %3 项、任务进展 %4 条")
            .arg(content->services.size())
            .arg(content->loans.size())
            .arg(content->changes.size())
            .arg(content->reports.size())};
    for (const SheetFinding& finding : *findings) {
        array += findingJson(finding);
        lines += QStringList{finding.severity == Finding::Severity::error ? QStringLiteral("✘")
                                                                          : QStringLiteral("⚠"),
            finding.id, finding.text,
            finding.explanation.isEmpty() ? QString() : QStringLiteral("说明：") + finding.explanation}
                     .join(u'\t')
                     .trimmed();
    }
    json.insert(QStringLiteral("findings"), array);
    return Outcome{json, lines.join(u'\n')};
}

Result<Outcome> take(const CommandLine& line, const Options& options, Take step)
{
    const auto workspace = line.openToWrite(options.file);
    if (!workspace)
        return fail(workspace.error());
    const auto key = sheetKey(**workspace, text(options.federation), text(options.quarter));
    if (!key)
        return fail(key.error());
    const Author author = line.author({});
    if (const auto done = step(**workspace, author, *key, author.reason); !done)
        return fail(done.error());
    const auto sheet = sheetStanding(**workspace, *key, QDate::currentDate());
    if (!sheet)
        return fail(sheet.error());
    return Outcome{standingJson(*sheet), standingLine(*sheet)};
}

Result<Outcome> show(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    if (!workspace)
        return fail(workspace.error());
    const auto key = sheetKey(**workspace, text(options.federation), text(options.quarter));
    return key ? shown(**workspace, *key) : Result<Outcome>(fail(key.error()));
}

Result<Outcome> board(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    if (!workspace)
        return fail(workspace.error());
    const Plan& plan = (*workspace)->plan();
    QList<Period> quarters;
    if (options.quarter.empty()) {
        for (int year = plan.firstYear; year <= plan.lastYear; ++year)
            for (int quarter = 1; quarter <= 4; ++quarter)
                quarters += Period::ofQuarter(year, quarter);
    } else {
        const auto period = Period::parse(text(options.quarter));
        if (!period)
            return fail(period.error());
        quarters += Period::ofQuarter(period->year(), period->quarter());
    }
    const auto sheets = sheetBoard(**workspace, quarters, QDate::currentDate());
    if (!sheets)
        return fail(sheets.error());
    QJsonArray array;
    QStringList lines;
    for (const SheetStanding& sheet : *sheets) {
        array += standingJson(sheet);
        if (!options.quarter.empty() || sheet.row != 0)
            lines += standingLine(sheet);
    }
    return Outcome{array, lines.isEmpty() ? QStringLiteral("还没有填报表") : lines.join(u'\n')};
}

Result<Outcome> explain(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file);
    if (!workspace)
        return fail(workspace.error());
    const auto key = sheetKey(**workspace, text(options.federation), text(options.quarter));
    if (!key)
        return fail(key.error());
    if (const auto done
        = explainFinding(**workspace, line.author({}), *key, text(options.finding), text(options.text));
        !done)
        return fail(done.error());
    return shown(**workspace, *key);
}

Result<Outcome> print(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    if (!workspace)
        return fail(workspace.error());
    const auto key = sheetKey(**workspace, text(options.federation), text(options.quarter));
    if (!key)
        return fail(key.error());
    const auto form = filingForm(**workspace, *key, options.blank);
    if (!form)
        return fail(form.error());
    if (const auto written = exportFilingForm(*form, text(options.out)); !written)
        return fail(written.error());
    return Outcome{QJsonObject{{QStringLiteral("out"), text(options.out)},
                       {QStringLiteral("pages"), FilingFormPages(*form).count()}},
        QStringLiteral("已写入 %1").arg(text(options.out))};
}

Result<Outcome> name(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file);
    if (!workspace)
        return fail(workspace.error());
    const auto key = sheetKey(**workspace, text(options.federation), text(options.quarter));
    if (!key)
        return fail(key.error());
    if (const auto done
        = nameSheet(**workspace, line.author({}), *key, text(options.filler), text(options.head));
        !done)
        return fail(done.error());
    return shown(**workspace, *key);
}
} // namespace

void addSheetCommands(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* sheet = line.add(line.root(), "sheet", "季度填报表", {});
    const auto common = [&](CLI::App* command) {
        command->add_option("FILE", options->file, "工作区文件")->required();
        command->add_option("FEDERATION", options->federation, "农合联")->required();
        command->add_option("QUARTER", options->quarter, "季度，例如 2024Q4")->required();
        return command;
    };
    const auto step = [&](const char* id, const char* what, Take taken) {
        common(line.add(sheet, id, what, [&line, options, taken] { return take(line, *options, taken); }));
    };
    step("submit", "提交",
        [](Workspace& workspace, const Author& author, const SheetKey& key, const QString&) {
            return submitSheet(workspace, author, key);
        });
    step("review", "审核（录入人不能审核）",
        [](Workspace& workspace, const Author& author, const SheetKey& key, const QString&) {
            return reviewSheet(workspace, author, key);
        });
    step("lock", "锁定", [](Workspace& workspace, const Author& author, const SheetKey& key, const QString&) {
        return lockSheet(workspace, author, key);
    });
    step("return", "退回，用 --reason 写明原因", returnSheet);
    step("reopen", "更正已锁定的表，用 --reason 写明原因", reopenSheet);
    common(line.add(sheet, "show", "看一张表和它的提示", [&line, options] { return show(line, *options); }));
    auto* list
        = line.add(sheet, "list", "各农合联填到哪一步", [&line, options] { return board(line, *options); });
    list->add_option("FILE", options->file, "工作区文件")->required();
    list->add_option("QUARTER", options->quarter, "季度；不写则列出全部");
    auto* why = common(
        line.add(sheet, "explain", "给一条提示写说明", [&line, options] { return explain(line, *options); }));
    why->add_option("FINDING", options->finding, "提示，见 sheet show")->required();
    why->add_option("TEXT", options->text, "说明；空白表示收回")->required();
    auto* named = common(
        line.add(sheet, "name", "写填表人和单位负责人", [&line, options] { return name(line, *options); }));
    named->add_option("--filler", options->filler, "填表人");
    named->add_option("--head", options->head, "单位负责人");
    auto* paper
        = common(line.add(sheet, "print", "印成 PDF", [&line, options] { return print(line, *options); }));
    paper->add_option("--out", options->out, "输出文件 .pdf")->required();
    paper->add_flag("--blank", options->blank, "空白表，供手工填写");
}

} // namespace coop
