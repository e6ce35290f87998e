#include "core/store/people/rights.h"

#include "core/store/workspace.h"

#include <algorithm>
#include <iterator>

namespace coop
{

namespace
{
template <class Of> struct DeedOf {
    Of id;
    Deed deed;
};
constexpr DeedOf<Door> doors[] = {{Door::submit, Deed::handIn}, {Door::receipt, Deed::openReceipt},
    {Door::close, Deed::review}, {Door::decide, Deed::decide}, {Door::merge, Deed::merge},
    {Door::settle, Deed::settle}, {Door::issue, Deed::issue}, {Door::offices, Deed::keepOffices},
    {Door::keys, Deed::keepKeys}, {Door::restore, Deed::keepBackups}};
/// Tables whose rows are more than ledgers, whatever door leads to them.
constexpr DeedOf<const char*> tables[] = {{"people", Deed::keepPeople}, {"offices", Deed::keepOffices},
    {"conflicts", Deed::settle}, {"targets", Deed::decide}, {"decisions", Deed::decide}};

int rankOf(Role role)
{
    constexpr Role inOrder[] = {Role::read, Role::entry, Role::review, Role::admin};
    return int(std::find(std::begin(inOrder), std::end(inOrder), role) - std::begin(inOrder));
}

QString whoMay(Role least)
{
    switch (least) {
    case Role::read:
    case Role::entry:
        return QStringLiteral("请由角色为录入、审核或管理员的人办理");
    case Role::review:
        return QStringLiteral("请由角色为审核或管理员的人办理");
    case Role::admin:
        break;
    }
    return QStringLiteral("请由管理员登录后办理");
}

bool suffices(const QList<Person>& list, const QString& who, Role least)
{
    const auto is = [](Role role) { return [role](const Person& each) { return each.role == role; }; };
    const bool binds = std::any_of(list.begin(), list.end(), is(Role::admin));
    const auto person
        = std::find_if(list.begin(), list.end(), [&](const Person& each) { return each.name == who; });
    if (person == list.end())
        return !binds;
    // Where nobody is 管理员 yet, somebody has to be able to make the first one.
    const Role wanted = least == Role::admin && !binds ? Role::entry : least;
    return rankOf(person->role) >= rankOf(wanted);
}
} // namespace

const QList<DeedRule>& deedRules()
{
    static const QList<DeedRule> rules{{Deed::edit, u"修改", Role::entry},
        {Deed::handIn, u"上报", Role::entry}, {Deed::openReceipt, u"打开回执", Role::entry},
        {Deed::review, u"审核和封存", Role::review}, {Deed::decide, u"定口径和目标", Role::review},
        {Deed::merge, u"合并", Role::review}, {Deed::settle, u"处理冲突", Role::review},
        {Deed::answer, u"写回执", Role::review}, {Deed::issue, u"下发", Role::admin},
        {Deed::keepOffices, u"停用乡镇端、认可密钥", Role::admin},
        {Deed::keepKeys, u"改数据交换的密钥和口令", Role::admin},
        {Deed::keepPeople, u"管理人员名单", Role::admin},
        {Deed::keepBackups, u"恢复备份、改备份位置", Role::admin}};
    return rules;
}

const DeedRule& ruleOf(Deed deed)
{
    const QList<DeedRule>& rules = deedRules();
    return *std::find_if(rules.begin(), rules.end(), [&](const DeedRule& rule) { return rule.deed == deed; });
}

Deed deedOf(Door door)
{
    for (const auto& each : doors)
        if (door == each.id)
            return each.deed;
    return Deed::edit;
}

Deed deedOn(const QString& registry)
{
    for (const auto& each : tables)
        if (registry == QLatin1String(each.id))
            return each.deed;
    return Deed::edit;
}

bool roleSuffices(const Workspace& workspace, const QString& who, Deed deed)
{
    const auto list = people(workspace);
    return list && suffices(*list, who, ruleOf(deed).least);
}

Result<> may(const Workspace& workspace, const QString& who, Deed deed)
{
    COOP_TRY(mayWrite(workspace, who));
    const auto list = people(workspace);
    COOP_TRY(list);
    const DeedRule& rule = ruleOf(deed);
    if (suffices(*list, who, rule.least))
        return {};
    QString role;
    for (const Person& each : *list)
        if (each.name == who)
            role = roleTitle(each.role);
    return fail(ErrorKind::locked,
        QStringLiteral("“%1”的角色是%2，%3不能%4，%5")
            .arg(who, role, rule.least == Role::admin ? QStringLiteral("不是管理员，") : QString(),
                QString::fromUtf16(rule.title), whoMay(rule.least)));
}

Result<> mayAdminister(const Workspace& workspace, const QString& name)
{
    return may(workspace, name, Deed::keepPeople);
}

} // namespace coop
