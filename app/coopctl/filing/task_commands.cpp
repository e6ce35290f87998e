#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/field_arguments.h"
#include "app/coopctl/filing/task_json.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/tasks/demand_note.h"
#include "core/workflow/tasks/task_choice.h"

#include <QDir>
#include <QFileInfo>

namespace coop
{

namespace
{
struct Options {
    std::string file, quarter, unit, on, date, light, demand, out;
    int task = 0;
    std::vector<std::string> assignments;
};

Result<QDate> dateOf(const std::string& given, const char* option, QDate otherwise)
{
    if (given.empty())
        return otherwise;
    const auto date = parseDate(text(given));
    if (!date)
        return fail(date.error().kind, QLatin1String(option) + u' ' + date.error().text);
    return *date;
}

/// Reports are sentences: what names are tidied by (，to ,) would spoil them.
Result<> applySentences(
    Record& row, const std::vector<std::string>& assignments, const ReferenceLookup& lookup)
{
    COOP_TRY(applyAssignments(row, assignments, lookup));
    for (const std::string& each : assignments) {
        const auto assignment = parseAssignment(row.spec(), text(each), lookup);
        if (assignment && row.spec().field(assignment->first)->type == FieldType::text
            && !assignment->second.isNull())
            row.set(assignment->first, text(each).section(u'=', 1).trimmed());
    }
    return {};
}

/// How the task stands now, for --json and a line.
Result<Outcome> outcomeOf(const Workspace& workspace, int task, const QString& done)
{
    const auto all = taskStatus(workspace, QDate::currentDate());
    COOP_TRY(all);
    for (const TaskStatus& each : *all)
        if (each.task->no == task)
            return Outcome{taskJson(workspace.plan(), each), done};
    return Outcome{QJsonValue(), done};
}

Result<Outcome> report(const CommandLine& line, const Options& options)
{
    const auto quarter = Period::parse(text(options.quarter));
    COOP_TRY(quarter);
    const auto workspace = line.openToWrite(options.file);
    COOP_TRY(workspace);
    auto row = taskReport(**workspace, options.task, *quarter, text(options.unit));
    COOP_TRY(row);
    const Record keys = *row;
    COOP_TRY(applySentences(*row, options.assignments, (*workspace)->lookup()));
    for (const QStringView key : {u"task", u"quarter", u"unit"})
        if (!((*row)[key] == keys[key]))
            return fail(ErrorKind::invalidValue,
                QStringLiteral("任务、季度和单位写在命令里，不能再用“%1=”改").arg(key));
    COOP_TRY(saveTaskReport(**workspace, line.author({}), *row));
    return outcomeOf(**workspace, options.task,
        QStringLiteral("已填写任务 %1 的进展（%2，%3）")
            .arg(options.task)
            .arg(quarter->title(), text(options.unit)));
}

using Step = Result<> (*)(Workspace&, const Author&, const Options&);

Result<Outcome> closing(const CommandLine& line, const Options& options, const QString& done, Step step)
{
    const auto workspace = line.openToWrite(options.file);
    COOP_TRY(workspace);
    COOP_TRY(step(**workspace, line.author({}), options));
    return outcomeOf(**workspace, options.task, done.arg(options.task));
}

Result<> ask(Workspace& workspace, const Author& author, const Options& options)
{
    return askClosing(workspace, author, options.task, author.reason);
}

Result<> grant(Workspace& workspace, const Author& author, const Options& options)
{
    return grantClosing(workspace, author, options.task);
}

Result<> refuse(Workspace& workspace, const Author& author, const Options& options)
{
    return refuseClosing(workspace, author, options.task, author.reason);
}

Result<Outcome> demandNotes(const Options& options)
{
    if ((options.task == 0) == options.light.empty())
        return fail(ErrorKind::invalidValue,
            QStringLiteral("请写一个任务的序号，或用 --light 选一种灯的全部任务，两样写一样"));
    const auto on = dateOf(options.on, "--on", QDate::currentDate());
    const auto made = dateOf(options.date, "--date", QDate::currentDate());
    if (!on || !made)
        return fail(!on ? on.error() : made.error());
    TaskChoice choice;
    if (!options.light.empty()) {
        const auto light = parseLight(text(options.light));
        COOP_TRY(light);
        choice.light = *light;
    }
    const auto workspace = Workspace::open(text(options.file), Workspace::Access::read);
    COOP_TRY(workspace);
    if (options.task != 0)
        COOP_TRY(taskRow(**workspace, options.task));
    const auto all = taskStatus(**workspace, *on);
    COOP_TRY(all);
    QList<DemandNote> notes;
    QJsonArray numbers;
    for (const TaskStatus& each : chosenTasks(*all, choice, *on, {})) {
        if (options.task != 0 && each.task->no != options.task)
            continue;
        notes += demandNote(**workspace, each, *on, *made, text(options.demand));
        numbers += each.task->no;
    }
    if (notes.isEmpty())
        return fail(ErrorKind::refused,
            QStringLiteral("%1没有亮“%2”灯的任务，没有写出督办单")
                .arg(dateInWords(*on), lightWord(*choice.light)));
    const QString out = text(options.out);
    COOP_TRY(exportDemandNotes(notes, out));
    return Outcome{QJsonObject{{QStringLiteral("out"), out}, {QStringLiteral("tasks"), numbers}},
        QStringLiteral("已写入 %1（督办单 %2 页）")
            .arg(QDir::toNativeSeparators(QFileInfo(out).absoluteFilePath()))
            .arg(notes.size())};
}
} // namespace

void addTaskCommands(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    CLI::App* family = line.add(line.root(), "task", "任务的进展、销号和督办单", {});
    const auto common = [&](CLI::App* command, bool required = true) {
        command->add_option("FILE", options->file, "工作区文件")->required();
        auto* number = command->add_option("NO", options->task, "任务的序号");
        if (required)
            number->required();
    };
    auto* reporting = line.add(
        family, "report", "填写一个单位一个季度的进展", [&line, options] { return report(line, *options); });
    common(reporting);
    reporting->add_option("QUARTER", options->quarter, "季度，例如 2024Q4")->required();
    reporting->add_option("FIELD=VALUE", options->assignments,
        "progress 进展情况、percent 完成比例、problem 存在问题、next_step 下一步打算");
    reporting->add_option("--unit", options->unit, "填报单位")->required();
    const auto step = [&](const char* name, const char* what, const QString& done, Step run) {
        common(line.add(
            family, name, what, [&line, options, done, run] { return closing(line, *options, done, run); }));
    };
    step("ask", "申请销号，用 --reason 写明依据", QStringLiteral("任务 %1 已申请销号"), ask);
    step("grant", "同意销号，由另一人办理", QStringLiteral("任务 %1 已销号"), grant);
    step("refuse", "不同意销号，用 --reason 写明原因", QStringLiteral("任务 %1 退回继续办理"), refuse);
    auto* printing = line.addDrawing(
        family, "sheet", "督办单，一项任务一页", [options] { return demandNotes(*options); });
    common(printing, false);
    printing->add_option("--light", options->light, "这种灯的全部任务");
    printing->add_option("--on", options->on, "截至哪一天");
    printing->add_option("--date", options->date, "督办日期");
    printing->add_option("--demand", options->demand, "要求，不写用常用的");
    printing->add_option("--out", options->out, "输出文件：.pdf")->required();
}

} // namespace coop
