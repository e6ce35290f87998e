#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/first_quarter.h"
#include "core/workflow/targets/decisions.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, question, choice;
};

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject decisionJson(const Decision& decision)
{
    QJsonArray choices;
    for (const PlanQuestion::Choice& choice : decision.question->choices)
        choices += QJsonObject{{QStringLiteral("id"), choice.id}, {QStringLiteral("text"), choice.text}};
    return {{QStringLiteral("question"), decision.question->id},
        {QStringLiteral("title"), decision.question->title},
        {QStringLiteral("text"), decision.question->text},
        {QStringLiteral("clause"), decision.question->clause}, {QStringLiteral("choices"), choices},
        {QStringLiteral("default"), decision.question->standard},
        {QStringLiteral("chosen"), decision.question->chosen}, {QStringLiteral("decided"), decision.decided},
        {QStringLiteral("decided_by"), orNull(decision.by)},
        {QStringLiteral("decided_on"), orNull(decision.on.toString(Qt::ISODate))},
        {QStringLiteral("reason"), orNull(decision.reason)}};
}

QString decisionText(const Decision& decision)
{
    const PlanQuestion& question = *decision.question;
    QStringList lines{QStringLiteral("%1　%2（%3）").arg(question.id, question.title, question.clause)};
    for (const PlanQuestion::Choice& choice : question.choices)
        lines += QStringLiteral("  %1 %2　%3")
                     .arg(choice.id == question.chosen ? QStringLiteral("●") : QStringLiteral("○"), choice.id,
                         choice.text);
    if (decision.decided)
        lines += QStringLiteral("  %1 于 %2 决定").arg(decision.by, decision.on.toString(Qt::ISODate))
            + (decision.reason.isEmpty() ? QString() : QStringLiteral("：") + decision.reason);
    return lines.join(u'\n');
}

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto all = decisions(**workspace);
    COOP_TRY(all);
    QJsonArray array;
    QStringList lines;
    for (const Decision& decision : *all) {
        array += decisionJson(decision);
        lines += decisionText(decision);
    }
    return Outcome{array, lines.join(u'\n')};
}

/// Not of the plan, but decided and kept in the same way.
Result<Outcome> decideFirst(const CommandLine& line, Workspace& workspace, const QString& choice)
{
    const auto quarter = Period::parse(choice);
    COOP_TRY(quarter);
    Author author = line.author({});
    author.door = Door::decide;
    COOP_TRY(setFirstQuarter(workspace, author, *quarter));
    return Outcome{QJsonObject{{QStringLiteral("question"), firstQuarterQuestion()},
                       {QStringLiteral("choice"), quarter->toString()}, {QStringLiteral("changed"), true}},
        QStringLiteral("已记录，首个填报季度是%1").arg(quarter->title())};
}

Result<Outcome> decideOne(const CommandLine& line, const Options& options)
{
    if (options.question.empty())
        return list(line, options);
    if (options.choice.empty())
        return fail(ErrorKind::invalidValue,
            QStringLiteral("请在“%1”后面写明采用哪个选项；不写问题可列出全部口径说明")
                .arg(text(options.question)));
    auto workspace = line.openToWrite(options.file, Deed::decide);
    COOP_TRY(workspace);
    if (text(options.question) == firstQuarterQuestion())
        return decideFirst(line, **workspace, text(options.choice));
    const auto done = decide(**workspace, line.author({}), text(options.question), text(options.choice));
    COOP_TRY(done);
    Outcome outcome{
        QJsonObject{{QStringLiteral("question"), text(options.question)},
            {QStringLiteral("choice"), text(options.choice)}, {QStringLiteral("changed"), done->changed},
            {QStringLiteral("targets"), done->targets},
            {QStringLiteral("kept"), QJsonArray::fromStringList(done->kept)}},
        done->changed ? QStringLiteral("已记录，%1 个目标随之改动").arg(done->targets)
                      : QStringLiteral("原来就是这个选项，没有改动")};
    if (!done->kept.isEmpty())
        outcome.problems += QStringLiteral("这些目标已手工调整过，没有改动：%1").arg(done->kept.join(u'、'));
    return outcome;
}
} // namespace

void addDecideCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command = line.add(line.root(), "decide", "口径说明：列出方案不明确的地方，或者决定采用哪种读法",
        [&line, options] { return decideOne(line, *options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("QUESTION", options->question, "口径问题；first-quarter 是首个填报季度");
    command->add_option("CHOICE", options->choice, "采用的选项");
}

} // namespace coop
