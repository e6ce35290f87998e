#pragma once
#include <QString>
#include <optional>

namespace coop
{

/// What somebody may do in a workspace: 只读 writes nothing; 录入 and 审核 keep the ledgers; 管理员 also
/// keeps the list of people and replaces the workspace by a backup.
enum class Role { read, entry, review, admin };
QString roleTitle(Role role); ///< 只读 录入 审核 管理员, as the list keeps it
QString roleId(Role role); ///< read entry review admin: the command line and JSON
/// By its title or its id.
std::optional<Role> parseRole(const QString& text);

} // namespace coop
