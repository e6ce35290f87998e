#include "core/domain/role.h"

#include "core/base/text/worded.h"

namespace coop
{

namespace
{
constexpr Worded<Role> roleTitles[]
    = {{Role::entry, u"录入"}, {Role::review, u"审核"}, {Role::admin, u"管理员"}, {Role::read, u"只读"}};
constexpr Worded<Role> roleIds[]
    = {{Role::entry, u"entry"}, {Role::review, u"review"}, {Role::admin, u"admin"}, {Role::read, u"read"}};
} // namespace

QString roleTitle(Role role)
{
    return wordOf(roleTitles, role);
}

QString roleId(Role role)
{
    return wordOf(roleIds, role);
}

std::optional<Role> parseRole(const QString& text)
{
    const auto titled = valueOf(roleTitles, text);
    return titled ? titled : valueOf(roleIds, text);
}

} // namespace coop
