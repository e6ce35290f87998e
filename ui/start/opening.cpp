#include "ui/start/opening.h"

#include "core/store/workspace.h"

namespace coop
{

Result<OpenedWorkspace> openAsFarAsPossible(const QString& path)
{
    auto opened = Workspace::open(path, Workspace::Access::write);
    if (opened)
        return OpenedWorkspace{std::move(*opened), {}};
    const Error why = opened.error();
    if (why.kind != ErrorKind::inUse && why.kind != ErrorKind::fileUnwritable
        && why.kind != ErrorKind::notAWorkspace)
        return fail(why);
    auto read = Workspace::open(path, Workspace::Access::read);
    if (!read)
        return fail(why);
    return OpenedWorkspace{std::move(*read), why};
}

bool isDamaged(const Error& error)
{
    return error.kind == ErrorKind::notAWorkspace && error.text.contains(QStringLiteral("损坏"));
}

} // namespace coop
