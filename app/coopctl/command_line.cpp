#include "app/coopctl/command_line.h"

#include "app/coopctl/terminal.h"
#include "core/store/copies/backup.h"
#include "core/store/copies/trial_copy.h"
#include "core/store/people/people.h"
#include "core/store/people/personal_access.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTextStream>

namespace coop
{

namespace
{
QByteArray jsonText(const QJsonValue& value)
{
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson();
    return QJsonDocument(value.toObject()).toJson();
}

void writeLine(FILE* stream, const QByteArray& utf8)
{
    fwrite(utf8.constData(), 1, size_t(utf8.size()), stream);
    if (!utf8.endsWith('\n'))
        fputc('\n', stream);
}
/// The argument that CLI11 complains of, with what it is: FILE（工作区文件）.
QString described(const CLI::App& app, const QString& name)
{
    const CLI::App* chosen = &app;
    while (!chosen->get_subcommands().empty())
        chosen = chosen->get_subcommands().front();
    for (const CLI::App* at = chosen; at; at = at->get_parent())
        for (const CLI::Option* option : at->get_options()) {
            const QString full = text(option->get_name(true, true));
            if (full == name || full.split(u',').contains(name) || text(option->get_name()) == name)
                return QStringLiteral("%1（%2）").arg(name, text(option->get_description()));
        }
    return name;
}

/// What is wrong with the words of a command, in Chinese; CLI11 says it in English.
QString usageProblem(const CLI::App& app, const CLI::ParseError& error)
{
    const auto kind = CLI::ExitCodes(error.get_exit_code()); // the name may be that of a subcommand
    const QString english = QString::fromUtf8(error.what());
    const auto found = [&](const char* pattern, int group = 1) {
        return QRegularExpression(QLatin1String(pattern)).match(english).captured(group);
    };
    const auto argument = [&](const QString& name) { return described(app, name); };
    if (kind == CLI::ExitCodes::ExtrasError)
        return QStringLiteral("不认识这些参数：%1").arg(found("expected: (.*)$"));
    if (english.startsWith(QStringLiteral("A subcommand")))
        return QStringLiteral("没有写要做的命令，或者没有这个命令");
    if (kind == CLI::ExitCodes::RequiredError)
        return QStringLiteral("缺少参数 %1").arg(argument(found("^(.*?)(?: is required)?$")));
    if (kind == CLI::ExitCodes::ExcludesError)
        return QStringLiteral("%1 和 %2 不能一起写").arg(found("^(.*) excludes "), found(" excludes (.*)$"));
    if (kind == CLI::ExitCodes::RequiresError)
        return QStringLiteral("写了 %1 还要写 %2")
            .arg(found("^(.*) requires "), argument(found(" requires (.*)$")));
    for (const char* pattern : {"^Could not convert: (.*?) = ", "not an allowed value for (.*)$",
             "arguments to (.*), got", "^(.*?): ", "^(\\S+) was given"})
        if (const QString name = found(pattern); !name.isEmpty())
            return kind == CLI::ExitCodes::ArgumentMismatch
                ? QStringLiteral("参数 %1 后面要写的值少了或多了").arg(argument(name))
                : QStringLiteral("参数 %1 的值不对").arg(argument(name));
    return QStringLiteral("命令写得不对");
}

/// What an option takes is one of some words or between two numbers; CLI11 has no label for that.
class Usage : public CLI::Formatter
{
public:
    std::string make_option_opts(const CLI::Option* option) const override
    {
        static const QRegularExpression words(QStringLiteral("TEXT:(\\{.*?\\})"));
        static const QRegularExpression range(QStringLiteral("\\w+:\\w+ in \\[(\\S+) - (\\S+)\\]"));
        return text(CLI::Formatter::make_option_opts(option))
            .replace(words, QStringLiteral("\\1"))
            .replace(range, QStringLiteral("\\1 到 \\2 的数"))
            .toStdString();
    }
};
} // namespace

CommandLine::CommandLine()
    : app("CoopMap 农服图命令行：与窗口程序用同一套功能", "coopctl")
{
    app.require_subcommand(1);
    app.allow_windows_style_options(false); // /x is a file; the commands below take it over
    app.formatter(std::make_shared<Usage>());
    app.option_defaults()->group("选项");
    app.set_version_flag("--version", COOP_VERSION, "显示版本");
    app.add_flag("--json", json, "结果写成 JSON");
    app.add_option("--as", who, "操作人姓名，记入历史");
    app.add_option("--reason", reason, "原因，记入历史");
    app.get_formatter()->label("OPTIONS", "选项");
    app.get_formatter()->label("SUBCOMMAND", "命令");
    app.get_formatter()->label("SUBCOMMANDS", "命令");
    app.get_formatter()->label("Usage", "用法");
    app.get_formatter()->label("Positionals", "参数");
    app.get_formatter()->label("REQUIRED", "必填");
    app.get_formatter()->label("TEXT", "文字");
    for (const char* number : {"INT", "UINT"})
        app.get_formatter()->label(number, "整数");
    app.get_formatter()->label("FLOAT", "数");
    app.get_formatter()->label("Needs", "还要写");
    app.get_formatter()->label("Excludes", "不能同时写");
    app.get_formatter()->label("Env", "环境变量");
    app.set_help_flag("-h,--help", "显示用法")->group("选项");
}

CLI::App* CommandLine::add(CLI::App* parent, const char* name, const char* description, const Action& action)
{
    CLI::App* command = parent->add_subcommand(name, description);
    command->fallthrough();
    command->group("命令");
    if (CLI::Option* help = command->get_help_ptr())
        help->group("选项");
    if (action)
        command->callback([this, action] { chosen = action; });
    else
        command->require_subcommand(1);
    return command;
}

CLI::App* CommandLine::addDrawing(
    CLI::App* parent, const char* name, const char* description, const Action& action)
{
    CLI::App* command = add(parent, name, description, action);
    command->callback([this, action] {
        chosen = action;
        drawing = true;
    });
    return command;
}

int CommandLine::complain(const CLI::ParseError& error) const
{
    if (error.get_exit_code() == 0) { // --help, --version
        const bool version = text(error.get_name()) == u"CallForVersion";
        writeLine(stdout, version ? QByteArray(error.what()) : QByteArray::fromStdString(app.help()));
        return 0;
    }
    writeLine(stderr,
        QStringLiteral("%1。用法请看 coopctl --help 或 coopctl 命令 --help。")
            .arg(usageProblem(app, error))
            .toUtf8());
    return 2;
}

std::optional<int> CommandLine::parse(const QStringList& arguments)
{
    std::vector<std::string> reversed;
    for (auto i = arguments.size() - 1; i >= 1; --i)
        reversed.push_back(arguments[i].toStdString());
    try {
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        return complain(error);
    }
    return std::nullopt;
}

int CommandLine::run() const
{
    const Result<Outcome> outcome = chosen();
    if (!outcome) {
        writeLine(stderr, outcome.error().text.toUtf8());
        return 1;
    }
    if (outcome->write) {
        if (const auto written = outcome->write(json); !written) {
            writeLine(stderr, written.error().text.toUtf8());
            return 1;
        }
    } else if (json)
        writeLine(stdout, jsonText(outcome->json));
    else if (!outcome->text.isEmpty())
        writeLine(stdout, outcome->text.toUtf8());
    for (const QString& problem : outcome->problems)
        writeLine(stderr, problem.toUtf8());
    return outcome->refused ? 1 : 0;
}

std::optional<QString> CommandLine::passphraseOf(const QString& name)
{
    if (qEnvironmentVariableIsSet("COOPCTL_PASSPHRASE"))
        return qEnvironmentVariable("COOPCTL_PASSPHRASE");
    return askPassphrase(QStringLiteral("%1的口令：").arg(name));
}

Result<std::unique_ptr<Workspace>> CommandLine::openToWrite(
    const std::string& file, Deed deed, bool daily) const
{
    auto workspace = Workspace::open(text(file), Workspace::Access::write);
    if (!workspace)
        return workspace;
    COOP_TRY(signInFor(**workspace, deed));
    // The day's backup, before the first change of the day; that it failed does not hinder the work.
    const auto made = daily ? backUpDaily(**workspace) : std::optional<BackupDone>();
    if (!made)
        writeLine(stderr, made.error().text.toUtf8());
    else if (*made)
        for (const QString& warning : (*made)->warnings)
            writeLine(stderr, warning.toUtf8());
    return workspace;
}

Result<std::unique_ptr<Workspace>> CommandLine::openToRead(const std::string& file) const
{
    auto workspace = Workspace::open(text(file), Workspace::Access::read);
    if (!workspace || who.empty())
        return workspace;
    COOP_TRY(signIn(**workspace));
    return workspace;
}

Result<std::unique_ptr<TrialCopy>> CommandLine::openToTry(const std::string& file, Deed deed) const
{
    auto workspace = Workspace::open(text(file), Workspace::Access::read);
    COOP_TRY(workspace);
    COOP_TRY(signInFor(**workspace, deed));
    return TrialCopy::of(std::move(*workspace));
}

Result<> CommandLine::signInFor(Workspace& workspace, Deed deed) const
{
    COOP_TRY(signIn(workspace));
    return may(workspace, author({}).who, deed);
}

Result<> CommandLine::signIn(Workspace& workspace) const
{
    const auto list = people(workspace);
    COOP_TRY(list);
    const QString name = author({}).who;
    const auto has = [&](auto condition) { return std::any_of(list->begin(), list->end(), condition); };
    if (who.empty() && has([](const Person& each) { return each.role == Role::admin; }))
        return fail(ErrorKind::locked, QStringLiteral("本工作区有人员名单，请用 --as 姓名 写明操作人"));
    QString passphrase;
    if (has([&](const Person& each) { return each.name == name && each.hasPassphrase; }))
        passphrase = passphraseOf(name).value_or(QString());
    return workspace.signIn(name, passphrase);
}

bool CommandLine::asksForPersonal(const Workspace& workspace, const RegistrySpec& spec) const
{
    return !who.empty() && !personalFields(spec).isEmpty() && maySeePersonal(workspace);
}

/// Notes through a connection of its own that may write.
template <class Note>
Personal CommandLine::noted(const Workspace& workspace, const RegistrySpec& spec, Note note) const
{
    if (!asksForPersonal(workspace, spec))
        return Personal::masked;
    const auto writable = Workspace::open(workspace.path(), Workspace::Access::write, workspace.registries());
    if (writable)
        (*writable)->continueAs(workspace.signedIn());
    return shownWhen(writable ? note(**writable) : Result<>(fail(writable.error())), spec);
}

Personal CommandLine::personal(const Workspace& workspace, const RegistrySpec& spec, qint64 rows) const
{
    if (rows == 0)
        return Personal::masked;
    return noted(
        workspace, spec, [&](Workspace& writable) { return seePersonal(writable, author({}), spec, rows); });
}

Personal CommandLine::seeks(const Workspace& workspace, const RegistrySpec& spec) const
{
    return noted(
        workspace, spec, [&](Workspace& writable) { return seekPersonal(writable, author({}), spec); });
}

Personal CommandLine::personal(Workspace& workspace, const RegistrySpec& spec, qint64 rows) const
{
    if (workspace.access() == Workspace::Access::read)
        return personal(std::as_const(workspace), spec, rows);
    if (rows == 0 || !asksForPersonal(workspace, spec))
        return Personal::masked;
    return shownWhen(seePersonal(workspace, author({}), spec, rows), spec);
}

Personal CommandLine::shownWhen(const Result<>& noted, const RegistrySpec& spec)
{
    if (!noted)
        writeLine(stderr,
            QStringLiteral("%1没有显示完整：查看要记入历史，而现在不能写入（%2）")
                .arg(personalFields(spec).join(u'、'), noted.error().text)
                .toUtf8());
    return noted ? Personal::shown : Personal::masked;
}

Author CommandLine::author(const QString& what) const
{
    return {who.empty() ? QStringLiteral("命令行") : text(who), Door::coopctl,
        reason.empty() ? what : text(reason)};
}

} // namespace coop
