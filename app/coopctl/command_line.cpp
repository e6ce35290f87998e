#include "app/coopctl/command_line.h"

#include "app/coopctl/terminal.h"
#include "core/store/backup.h"
#include "core/store/people.h"
#include "core/store/personal_access.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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
/// What is wrong with the words of a command, in Chinese; CLI11 says it in English.
QString usageProblem(const CLI::ParseError& error)
{
    const QString name = text(error.get_name());
    const QString english = QString::fromUtf8(error.what());
    const QString after = english.mid(english.lastIndexOf(QStringLiteral(": ")) + 2);
    if (name == u"ExtrasError")
        return QStringLiteral("不认识这些参数：%1").arg(after);
    if (english.startsWith(QStringLiteral("A subcommand")))
        return QStringLiteral("没有写要做的命令，或者没有这个命令");
    if (name == u"RequiredError")
        return QStringLiteral("缺少参数 %1").arg(QString(english).remove(QStringLiteral(" is required")));
    if (name == u"ExcludesError") {
        const QStringList both = english.split(QStringLiteral(" excludes "));
        return QStringLiteral("%1 和 %2 不能一起写").arg(both.value(0), both.value(1));
    }
    const QString argument = english.left(english.indexOf(u':'));
    if (name == u"ArgumentMismatch")
        return QStringLiteral("参数 %1 后面要写一个值").arg(argument);
    return QStringLiteral("参数 %1 的值不对").arg(argument);
}
} // namespace

CommandLine::CommandLine()
    : app("CoopMap 农服图命令行：与窗口程序用同一套功能", "coopctl")
{
    app.require_subcommand(1);
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
    app.get_formatter()->label("INT", "整数");
    app.set_help_flag("-h,--help", "显示用法")->group("选项");
}

CLI::App* CommandLine::add(
    CLI::App* parent, const char* name, const char* description, std::function<Result<Outcome>()> action)
{
    CLI::App* command = parent->add_subcommand(name, description);
    command->fallthrough();
    command->group("命令");
    if (CLI::Option* help = command->get_help_ptr())
        help->group("选项");
    if (action)
        command->callback([this, action = std::move(action)] { chosen = action; });
    else
        command->require_subcommand(1);
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
            .arg(usageProblem(error))
            .toUtf8());
    return 2;
}

int CommandLine::run(const QStringList& arguments)
{
    std::vector<std::string> reversed;
    for (auto i = arguments.size() - 1; i >= 1; --i)
        reversed.push_back(arguments[i].toStdString());
    try {
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        return complain(error);
    }
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

Result<std::unique_ptr<Workspace>> CommandLine::openToWrite(const std::string& file, bool daily) const
{
    auto workspace = Workspace::open(text(file), Workspace::Access::write);
    if (!workspace)
        return workspace;
    if (auto signedIn = signIn(**workspace); !signedIn)
        return fail(signedIn.error());
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
    if (auto signedIn = signIn(**workspace); !signedIn)
        return fail(signedIn.error());
    return workspace;
}

Result<> CommandLine::signIn(Workspace& workspace) const
{
    const auto list = people(workspace);
    if (!list)
        return fail(list.error());
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

Personal CommandLine::personal(const Workspace& workspace, const RegistrySpec& spec, qint64 rows) const
{
    if (rows == 0 || !asksForPersonal(workspace, spec))
        return Personal::masked;
    const auto writable = Workspace::open(workspace.path(), Workspace::Access::write, workspace.registries());
    if (writable)
        (*writable)->continueAs(workspace.signedIn());
    return shownWhen(
        writable ? seePersonal(**writable, author({}), spec, rows) : Result<>(fail(writable.error())), spec);
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
    return {who.empty() ? QStringLiteral("命令行") : text(who), QStringLiteral("coopctl"),
        reason.empty() ? what : text(reason)};
}

} // namespace coop
