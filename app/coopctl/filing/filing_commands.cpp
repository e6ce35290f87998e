#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/filing_form.h"
#include "core/workflow/filing/filing_steps.h"

#include <QDir>

namespace coop
{

namespace
{
struct Options {
    std::string file, federation, quarter, finding, text, filler, head, out;
    bool blank = false;
};
using Take = Result<> (*)(Workspace&, const Author&, const FilingKey&, const QString& reason);

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject standingJson(const FilingStanding& filing)
{
    return {{QStringLiteral("federation"),
                QJsonObject{{QStringLiteral("code"), filing.federation.code},
                    {QStringLiteral("name"), filing.federation.name}}},
        {QStringLiteral("quarter"), filing.quarter.toString()},
        {QStringLiteral("state"), filingStateId(filing.state)}, {QStringLiteral("begun"), filing.row != 0},
        {QStringLiteral("due"), orNull(filing.isDue ? filing.due.toString(Qt::ISODate) : QString())},
        {QStringLiteral("late"), filing.late}, {QStringLiteral("filler"), orNull(filing.filler)},
        {QStringLiteral("head"), orNull(filing.head)},
        {QStringLiteral("submitted_by"), orNull(filing.submittedBy)},
        {QStringLiteral("submitted_on"), orNull(filing.submittedOn.toString(Qt::ISODate))},
        {QStringLiteral("reviewed_by"), orNull(filing.reviewedBy)},
        {QStringLiteral("locked_by"), orNull(filing.lockedBy)},
        {QStringLiteral("return_reason"), orNull(filing.returnReason)},
        {QStringLiteral("corrections"), filing.corrections}};
}

QString standingLine(const FilingStanding& filing)
{
    QStringList parts{filing.federation.name, filing.quarter.toString(), standingWord(filing)};
    if (filing.late)
        parts += QStringLiteral("逾期（应于 %1 前报出）").arg(filing.due.toString(Qt::ISODate));
    if (filing.state == FilingState::draft && filing.corrections == 0 && !filing.returnReason.isEmpty())
        parts += QStringLiteral("退回：") + filing.returnReason;
    return parts.join(u'\t');
}

QJsonObject findingJson(const FilingFinding& finding)
{
    return {{QStringLiteral("id"), finding.id}, {QStringLiteral("table"), finding.table},
        {QStringLiteral("code"), orNull(finding.where)},
        {QStringLiteral("severity"),
            finding.severity == Finding::Severity::error ? QStringLiteral("error")
                                                         : QStringLiteral("warning")},
        {QStringLiteral("text"), finding.text}, {QStringLiteral("explanation"), orNull(finding.explanation)}};
}

/// The filing as it stands, with what its rules say and how much its four tables hold.
Result<Outcome> shown(const Workspace& workspace, const FilingKey& key)
{
    const auto filing = filingStanding(workspace, key, QDate::currentDate());
    COOP_TRY(filing);
    const auto content = filingContent(workspace, key);
    COOP_TRY(content);
    const auto findings = filingFindings(workspace, key);
    COOP_TRY(findings);
    QJsonObject json = standingJson(*filing);
    json.insert(QStringLiteral("rows"),
        QJsonObject{{QStringLiteral("services"), int(content->services.size())},
            {QStringLiteral("loans"), int(content->loans.size())},
            {QStringLiteral("changes"), int(content->changes.size())},
            {QStringLiteral("tasks"), int(content->reports.size())}});
    QJsonArray array;
    QStringList lines{standingLine(*filing),
        QStringLiteral("社会化服务 %1 行、信贷 %2 行、网点和会员变动 %3 项、任务进展 %4 条")
            .arg(content->services.size())
            .arg(content->loans.size())
            .arg(content->changes.size())
            .arg(content->reports.size())};
    for (const FilingFinding& finding : *findings) {
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
    COOP_TRY(workspace);
    const auto key = filingKey(**workspace, text(options.federation), text(options.quarter));
    COOP_TRY(key);
    const Author author = line.author({});
    COOP_TRY(step(**workspace, author, *key, author.reason));
    const auto filing = filingStanding(**workspace, *key, QDate::currentDate());
    COOP_TRY(filing);
    return Outcome{standingJson(*filing), standingLine(*filing)};
}

Result<Outcome> show(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto key = filingKey(**workspace, text(options.federation), text(options.quarter));
    return key ? shown(**workspace, *key) : Result<Outcome>(fail(key.error()));
}

Result<Outcome> board(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const Plan& plan = (*workspace)->plan();
    QList<Period> quarters;
    if (options.quarter.empty()) {
        for (int year = plan.firstYear; year <= plan.lastYear; ++year)
            for (int quarter = 1; quarter <= 4; ++quarter)
                quarters += Period::ofQuarter(year, quarter);
    } else {
        const auto period = Period::parse(text(options.quarter));
        COOP_TRY(period);
        quarters += Period::ofQuarter(period->year(), period->quarter());
    }
    const auto filings = filingBoard(**workspace, quarters, QDate::currentDate());
    COOP_TRY(filings);
    QJsonArray array;
    QStringList lines;
    for (const FilingStanding& filing : *filings) {
        array += standingJson(filing);
        if (!options.quarter.empty() || filing.row != 0)
            lines += standingLine(filing);
    }
    return Outcome{array, lines.isEmpty() ? QStringLiteral("还没有填报表") : lines.join(u'\n')};
}

Result<Outcome> explain(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file);
    COOP_TRY(workspace);
    const auto key = filingKey(**workspace, text(options.federation), text(options.quarter));
    COOP_TRY(key);
    COOP_TRY(explainFinding(**workspace, line.author({}), *key, text(options.finding), text(options.text)));
    return shown(**workspace, *key);
}

Result<Outcome> print(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto key = filingKey(**workspace, text(options.federation), text(options.quarter));
    COOP_TRY(key);
    const auto form = filingForm(**workspace, *key, options.blank);
    COOP_TRY(form);
    COOP_TRY(exportFilingForm(*form, text(options.out)));
    return Outcome{QJsonObject{{QStringLiteral("out"), text(options.out)},
                       {QStringLiteral("pages"), FilingFormPages(*form).count()}},
        QStringLiteral("已写入 %1").arg(QDir::toNativeSeparators(text(options.out)))};
}

Result<Outcome> name(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file);
    COOP_TRY(workspace);
    const auto key = filingKey(**workspace, text(options.federation), text(options.quarter));
    COOP_TRY(key);
    COOP_TRY(nameFiling(**workspace, line.author({}), *key, text(options.filler), text(options.head)));
    return shown(**workspace, *key);
}
} // namespace

void addFilingCommands(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* filing = line.add(line.root(), "sheet", "季度填报表", {});
    const auto common = [&](CLI::App* command) {
        command->add_option("FILE", options->file, "工作区文件")->required();
        command->add_option("FEDERATION", options->federation, "农合联")->required();
        command->add_option("QUARTER", options->quarter, "季度，例如 2024Q4")->required();
        return command;
    };
    const auto step = [&](const char* id, const char* what, Take taken) {
        common(line.add(filing, id, what, [&line, options, taken] { return take(line, *options, taken); }));
    };
    step("submit", "提交",
        [](Workspace& workspace, const Author& author, const FilingKey& key, const QString&) {
            return submitFiling(workspace, author, key);
        });
    step("review", "审核（录入人不能审核）",
        [](Workspace& workspace, const Author& author, const FilingKey& key, const QString&) {
            return reviewFiling(workspace, author, key);
        });
    step(
        "lock", "锁定", [](Workspace& workspace, const Author& author, const FilingKey& key, const QString&) {
            return lockFiling(workspace, author, key);
        });
    step("return", "退回，用 --reason 写明原因", returnFiling);
    step("reopen", "更正已锁定的表，用 --reason 写明原因", reopenFiling);
    common(line.add(filing, "show", "看一张表和它的提示", [&line, options] { return show(line, *options); }));
    auto* list
        = line.add(filing, "list", "各农合联填到哪一步", [&line, options] { return board(line, *options); });
    list->add_option("FILE", options->file, "工作区文件")->required();
    list->add_option("QUARTER", options->quarter, "季度；不写则列出全部");
    auto* why = common(line.add(
        filing, "explain", "给一条提示写说明", [&line, options] { return explain(line, *options); }));
    why->add_option("FINDING", options->finding, "提示，见 sheet show")->required();
    why->add_option("TEXT", options->text, "说明；空白表示收回")->required();
    auto* named = common(
        line.add(filing, "name", "写填表人和单位负责人", [&line, options] { return name(line, *options); }));
    named->add_option("--filler", options->filler, "填表人");
    named->add_option("--head", options->head, "单位负责人");
    auto* paper = common(
        line.addDrawing(filing, "print", "印成 PDF", [&line, options] { return print(line, *options); }));
    paper->add_option("--out", options->out, "输出文件 .pdf")->required();
    paper->add_flag("--blank", options->blank, "空白表，供手工填写");
}

} // namespace coop
