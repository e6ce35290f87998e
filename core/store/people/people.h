#pragma once
#include "core/base/result.h"
#include "core/domain/role.h"
#include "core/store/layout/kept_specs.h"

#include <QList>
#include <QString>
#include <optional>

namespace coop
{

class Workspace;
struct Author;

/// Somebody on the workspace's list.
struct Person {
    QString name;
    Role role = Role::entry;
    bool hasPassphrase = false;
};

/// In the order in which they came. Empty: the office keeps no list and everybody may write. As long as
/// nobody on it is 管理员, the list binds only those who are on it.
Result<QList<Person>> people(const Workspace& workspace);

/// Who a step without a name stands for: a command line that named nobody. Never put on a list.
inline const QString nobodyNamed = QStringLiteral("命令行");

/// Errors: duplicate, refused (empty name, passphrase too short). An empty passphrase means none. Who makes
/// the first 管理员 and is not on the list comes onto it, too, as 管理员: nobody shuts himself out.
Result<> addPerson(Workspace& workspace, const Author& author, const QString& name, Role role,
    const QString& passphrase = {});
/// What is not given stays; an empty passphrase takes it away. The same for who makes the first 管理员.
/// Errors: notFound, refused (the last 管理员).
Result<> changePerson(Workspace& workspace, const Author& author, const QString& name,
    std::optional<Role> role, const std::optional<QString>& passphrase = {});
/// Errors: notFound, refused (the last 管理员 while others remain).
Result<> removePerson(Workspace& workspace, const Author& author, const QString& name);

/// What no step may do to the list, whatever its door; asked before each commit and before a backup takes the
/// workspace's place: a list that had a 管理员 still has one (or nobody is left on it), and who gives a list
/// its first one is on it. `who`: empty when it is nobody. Errors: refused.
Result<> mayBecome(const QList<Person>& before, const QList<Person>& after, const QString& who);

/// Who is at work, proved by Workspace::signIn; another connection to the same file takes it over with
/// Workspace::continueAs.
class SignIn
{
public:
    SignIn() = default;
    const QString& name() const { return who; }

private:
    friend class Workspace;
    explicit SignIn(QString name)
        : who(std::move(name))
    {
    }
    QString who;
};

/// Whether this workspace's list lets `author` write now. Errors: locked, with what to do.
Result<> mayWrite(const Workspace& workspace, const QString& name);
/// Errors: locked unless `name` is 管理员 or the list has none.
Result<> mayAdminister(const Workspace& workspace, const QString& name);
/// Whether who signed in may see 🔒 fields: anybody on the list but 只读.
bool maySeePersonal(const Workspace& workspace);

} // namespace coop
