#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/terminal.h"
#include "core/store/people/people.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>

namespace coop
{

namespace
{
struct Options {
    std::string file, name, role;
    bool passphrase = false, noPassphrase = false;
};

/// The list as it is now.
Result<Outcome> listOf(const Workspace& workspace, const QString& done = {})
{
    const auto list = people(workspace);
    COOP_TRY(list);
    QJsonArray array;
    QStringList lines;
    if (!done.isEmpty())
        lines += done;
    for (const Person& each : *list) {
        array += QJsonObject{{QStringLiteral("name"), each.name}, {QStringLiteral("role"), roleId(each.role)},
            {QStringLiteral("passphrase"), each.hasPassphrase}};
        if (done.isEmpty())
            lines += QStringList{each.name, roleTitle(each.role),
                each.hasPassphrase ? QStringLiteral("有口令") : QStringLiteral("无口令")}
                         .join(u'\t');
    }
    if (lines.isEmpty())
        lines += QStringLiteral("没有人员名单，任何人都可以修改");
    return Outcome{array, lines.join(u'\n')};
}

Result<std::optional<Role>> roleOf(const Options& options)
{
    if (options.role.empty())
        return std::optional<Role>();
    const auto role = parseRole(text(options.role));
    if (!role)
        return fail(ErrorKind::invalidValue,
            QStringLiteral(
                "--role “%1”不是角色，请写 entry（录入）、review（审核）、admin（管理员）或 read（只读）")
                .arg(text(options.role)));
    return role;
}

/// The passphrase that the person gets: from COOPCTL_NEW_PASSPHRASE or typed twice. Nothing: stays as it is.
Result<std::optional<QString>> newPassphrase(const Options& options)
{
    if (options.noPassphrase)
        return std::optional(QString());
    if (qEnvironmentVariableIsSet("COOPCTL_NEW_PASSPHRASE"))
        return std::optional(qEnvironmentVariable("COOPCTL_NEW_PASSPHRASE"));
    if (!options.passphrase)
        return std::optional<QString>();
    const auto once = askPassphrase(QStringLiteral("%1的新口令：").arg(text(options.name)));
    if (!once)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("没有终端可以输入口令，请把新口令放在环境变量 COOPCTL_NEW_PASSPHRASE 里"));
    if (askPassphrase(QStringLiteral("再输一遍：")) != once)
        return fail(ErrorKind::invalidValue, QStringLiteral("两次输入的口令不一样，没有改动"));
    return once;
}

bool hasAdmin(const QList<Person>& list)
{
    return std::any_of(list.begin(), list.end(), [](const Person& each) { return each.role == Role::admin; });
}

/// From the first 管理员 on only those on the list may write: how who is at work goes on.
QString goingOn(
    const CommandLine& line, const Workspace& workspace, const QList<Person>& before, const QString& name)
{
    const QList<Person> after = people(workspace).value_or(QList<Person>());
    if (hasAdmin(before) || !hasAdmin(after))
        return {};
    if (!line.isNamed())
        return QStringLiteral("。从现在起只有名单上的人可以修改，请用 --as %1 写明操作人").arg(name);
    const QString me = line.author({}).who;
    const auto isMe = [&](const Person& each) { return each.name == me; };
    const bool joined = std::none_of(before.begin(), before.end(), isMe) && me != name;
    return joined ? QStringLiteral("，%1 也已列为管理员，可以继续修改").arg(me) : QString();
}

Result<Outcome> add(const CommandLine& line, const Options& options)
{
    const auto role = roleOf(options);
    COOP_TRY(role);
    const auto passphrase = newPassphrase(options);
    COOP_TRY(passphrase);
    const auto workspace = line.openToWrite(options.file, Deed::keepPeople);
    COOP_TRY(workspace);
    const Role wanted = role->value_or(Role::entry);
    const QList<Person> before = people(**workspace).value_or(QList<Person>());
    COOP_TRY(
        addPerson(**workspace, line.author({}), text(options.name), wanted, passphrase->value_or(QString())));
    return listOf(**workspace,
        QStringLiteral("已把 %1（%2）加入人员名单").arg(text(options.name), roleTitle(wanted))
            + goingOn(line, **workspace, before, text(options.name)));
}

Result<Outcome> change(const CommandLine& line, const Options& options)
{
    const auto role = roleOf(options);
    COOP_TRY(role);
    const auto passphrase = newPassphrase(options);
    COOP_TRY(passphrase);
    const auto workspace = line.openToWrite(options.file, Deed::keepPeople);
    COOP_TRY(workspace);
    const QList<Person> before = people(**workspace).value_or(QList<Person>());
    COOP_TRY(changePerson(**workspace, line.author({}), text(options.name), *role, *passphrase));
    return listOf(**workspace,
        QStringLiteral("已修改 %1").arg(text(options.name))
            + goingOn(line, **workspace, before, text(options.name)));
}

Result<Outcome> remove(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file, Deed::keepPeople);
    COOP_TRY(workspace);
    COOP_TRY(removePerson(**workspace, line.author({}), text(options.name)));
    return listOf(**workspace, QStringLiteral("已从人员名单删除 %1").arg(text(options.name)));
}

Result<Outcome> list(const Options& options)
{
    const auto workspace = Workspace::open(text(options.file), Workspace::Access::read);
    COOP_TRY(workspace);
    return listOf(**workspace);
}
} // namespace

void addPeopleCommands(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    CLI::App* family = line.add(line.root(), "people", "人员名单和角色", {});
    const auto named = [&](CLI::App* command) {
        command->add_option("FILE", options->file, "工作区文件")->required();
        command->add_option("NAME", options->name, "姓名")->required();
    };
    const auto roled = [&](CLI::App* command) {
        named(command);
        command->add_option("--role", options->role, "entry 录入、review 审核、admin 管理员、read 只读");
        command->add_flag(
            "--passphrase", options->passphrase, "设口令（终端输入，或 COOPCTL_NEW_PASSPHRASE）");
    };
    roled(line.add(family, "add", "加入名单", [&line, options] { return add(line, *options); }));
    auto* changing
        = line.add(family, "set", "改角色或口令", [&line, options] { return change(line, *options); });
    roled(changing);
    changing->add_flag("--no-passphrase", options->noPassphrase, "去掉口令");
    named(line.add(family, "remove", "从名单删除", [&line, options] { return remove(line, *options); }));
    line.add(family, "list", "列出名单", [options] { return list(*options); })
        ->add_option("FILE", options->file, "工作区文件")
        ->required();
}

} // namespace coop
