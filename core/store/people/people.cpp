#include "core/store/people/people.h"

#include "core/store/file/sqlite_error.h"
#include "core/store/layout/table_layout.h"
#include "core/store/one_step.h"
#include "core/store/people/passphrase.h"
#include "core/store/rows/row_reader.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <algorithm>

namespace coop
{

namespace
{
QList<Record> rows(const Workspace& workspace)
{
    const TableLayout* layout = workspace.layout(peopleSpec().id);
    return layout ? readRows(databaseOf(workspace), *layout, QStringLiteral("ORDER BY r.id"), {})
                  : QList<Record>(); // a file of schema 1
}

Person personOf(const Record& row)
{
    return {row[u"name"].text(), known(parseRole, row[u"role"].text()), !row[u"passphrase"].isNull()};
}

QList<Person> listed(const Workspace& workspace)
{
    QList<Person> list;
    for (const Record& row : rows(workspace))
        list += personOf(row);
    return list;
}

const Person* find(const QList<Person>& list, const QString& name)
{
    const auto at
        = std::find_if(list.begin(), list.end(), [&](const Person& each) { return each.name == name; });
    return at == list.end() ? nullptr : &*at;
}

bool hasAdmin(const QList<Person>& list)
{
    return std::any_of(list.begin(), list.end(), [](const Person& each) { return each.role == Role::admin; });
}

Result<Record> rowOf(const Workspace& workspace, const QString& name)
{
    for (const Record& row : rows(workspace))
        if (row[u"name"].text() == name)
            return row;
    return fail(ErrorKind::notFound, QStringLiteral("人员名单里没有“%1”，请检查姓名").arg(name));
}

/// As soon as a list has a 管理员 only those on it may write. Who is about to make the first one comes before
/// him.
Result<> keepAtWork(UnitOfWork& work, const QString& who)
{
    const QString name = who.simplified();
    const QList<Person> list = listed(work.workspace());
    if (name.isEmpty() || name == nobodyNamed || hasAdmin(list) || find(list, name))
        return {};
    Record row(peopleSpec());
    row.set(u"name", name);
    row.set(u"role", roleTitle(Role::admin));
    const auto added = work.add(row);
    return added ? Result<>() : fail(added.error());
}

/// What people know that might serve as a passphrase.
QStringList knownNames(const Workspace& workspace, const QString& name)
{
    return {name, workspace.plan().issuer, workspace.plan().districtName};
}

Author named(Author author, const QString& reason)
{
    if (author.reason.isEmpty())
        author.reason = reason;
    return author;
}
} // namespace

Result<QList<Person>> people(const Workspace& workspace)
{
    return guarded(workspace.path(), [&]() -> Result<QList<Person>> { return listed(workspace); });
}

Result<> addPerson(
    Workspace& workspace, const Author& author, const QString& name, Role role, const QString& passphrase)
{
    Record row(peopleSpec());
    row.set(u"name", name.simplified());
    row.set(u"role", roleTitle(role));
    if (!passphrase.isEmpty()) {
        COOP_TRY(strongEnough(passphrase, knownNames(workspace, name)));
        const auto hash = hashPassphrase(passphrase);
        COOP_TRY(hash);
        row.set(u"passphrase", *hash);
    }
    return inOneStep(workspace,
        named(author, QStringLiteral("新增人员 %1（%2）").arg(name.simplified(), roleTitle(role))),
        [&](UnitOfWork& work) -> Result<> {
            if (role == Role::admin && row[u"name"].text() != author.who.simplified())
                COOP_TRY(keepAtWork(work, author.who));
            const auto added = work.add(row);
            return added ? Result<>() : fail(added.error());
        });
}

Result<> changePerson(Workspace& workspace, const Author& author, const QString& name,
    std::optional<Role> role, const std::optional<QString>& passphrase)
{
    auto row = guarded(workspace.path(), [&] { return rowOf(workspace, name); });
    COOP_TRY(row);
    if (role)
        row->set(u"role", roleTitle(*role));
    if (passphrase && passphrase->isEmpty()) {
        row->set(u"passphrase", {});
    } else if (passphrase) {
        COOP_TRY(strongEnough(*passphrase, knownNames(workspace, name)));
        const auto hash = hashPassphrase(*passphrase);
        COOP_TRY(hash);
        row->set(u"passphrase", *hash);
    }
    const QString what = role ? QStringLiteral("%1 的角色改为%2").arg(name, roleTitle(*role))
        : passphrase && passphrase->isEmpty() ? QStringLiteral("去掉 %1 的口令").arg(name)
                                              : QStringLiteral("设置 %1 的口令").arg(name);
    return inOneStep(workspace, named(author, what), [&](UnitOfWork& work) -> Result<> {
        if (role == Role::admin)
            COOP_TRY(keepAtWork(work, author.who));
        const auto changed = work.change(*row);
        return changed ? Result<>() : fail(changed.error());
    });
}

Result<> removePerson(Workspace& workspace, const Author& author, const QString& name)
{
    const auto row = guarded(workspace.path(), [&] { return rowOf(workspace, name); });
    COOP_TRY(row);
    return inOneStep(workspace, named(author, QStringLiteral("从人员名单删除 %1").arg(name)),
        [&](UnitOfWork& work) { return work.remove(peopleSpec().id, row->id); });
}

Result<> mayBecome(const QList<Person>& before, const QList<Person>& after, const QString& who)
{
    if (hasAdmin(before) && !after.isEmpty() && !hasAdmin(after)) {
        const auto last = std::find_if(
            before.begin(), before.end(), [](const Person& each) { return each.role == Role::admin; });
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”是最后一名管理员，不能删除或改为别的角色，请先把另一人设为管理员")
                .arg(last->name));
    }
    if (!hasAdmin(before) && hasAdmin(after) && !who.isEmpty() && who != nobodyNamed && !find(after, who))
        return fail(ErrorKind::refused,
            QStringLiteral("这样名单上就有了管理员，而“%1”不在名单上，以后不能再修改。请先把“%1”加入人员名单")
                .arg(who));
    return {};
}

Result<> mayWrite(const Workspace& workspace, const QString& name)
{
    return guarded(workspace.path(), [&]() -> Result<> {
        const QList<Person> list = listed(workspace);
        if (list.isEmpty())
            return {};
        const Person* person = find(list, name);
        if (!person && !hasAdmin(list))
            return {};
        if (!person)
            return fail(ErrorKind::locked,
                QStringLiteral(
                    "“%1”不在本工作区的人员名单里，不能修改。请用名单里的姓名登录，或请管理员加入名单")
                    .arg(name));
        if (workspace.signedIn().name() != name)
            return fail(ErrorKind::locked,
                person->hasPassphrase ? QStringLiteral("“%1”设有口令，请先登录再修改").arg(name)
                                      : QStringLiteral("还没有以“%1”登录，请先登录再修改").arg(name));
        if (person->role == Role::read)
            return fail(ErrorKind::locked,
                QStringLiteral("“%1”的角色是只读，不能修改。需要修改时请管理员调整角色").arg(name));
        return {};
    });
}

bool maySeePersonal(const Workspace& workspace)
{
    const auto list = people(workspace);
    if (!list)
        return false;
    const Person* person = find(*list, workspace.signedIn().name());
    return person && person->role != Role::read;
}

} // namespace coop
