#include "core/store/theme_table.h"

#include "core/store/layer_spec.h"
#include "core/store/row_reader.h"
#include "core/store/sqlite_error.h"
#include "core/store/table_layout.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
QList<Record> themes(const Workspace& workspace, const QString& name = {})
{
    const TableLayout* layout = workspace.layout(mapThemesSpec().id);
    if (!layout)
        return {};
    if (name.isEmpty())
        return readRows(workspace.database(), *layout, QStringLiteral("ORDER BY r.name"), {});
    return readRows(
        workspace.database(), *layout, QStringLiteral("WHERE r.name = ?"), {FieldValue(name)});
}

Result<> commit(UnitOfWork& work)
{
    const auto entry = work.commit();
    return entry ? Result<>() : fail(entry.error());
}

/// What `step` does to the theme of this name, as one step.
template <class Step>
Result<> withTheme(Workspace& workspace, const Author& author, const QString& name, Step step)
{
    return guarded(workspace.path(), [&]() -> Result<> {
        const auto work = UnitOfWork::begin(workspace, author);
        if (!work)
            return fail(work.error());
        auto found = themes(workspace, name);
        if (name.isEmpty() || found.isEmpty())
            return fail(ErrorKind::notFound,
                QStringLiteral("没有名为“%1”的专题，可能被别人删除了，请刷新后再试").arg(name));
        if (auto done = step(**work, found.first()); !done)
            return done;
        return commit(**work);
    });
}
} // namespace

Result<QList<SavedTheme>> savedThemes(const Workspace& workspace)
{
    return guarded(workspace.path(), [&]() -> Result<QList<SavedTheme>> {
        QList<SavedTheme> all;
        for (const Record& row : themes(workspace))
            all += SavedTheme{row.id, row[u"name"].text(), row[u"theme"].text()};
        return all;
    });
}

Result<> saveTheme(Workspace& workspace, const Author& author, const QString& name, const QString& theme)
{
    return guarded(workspace.path(), [&]() -> Result<> {
        const auto work = UnitOfWork::begin(workspace, author);
        if (!work)
            return fail(work.error());
        const QString wanted = name.trimmed();
        auto found = wanted.isEmpty() ? QList<Record>() : themes(workspace, wanted);
        Record row = found.isEmpty() ? Record(mapThemesSpec()) : found.takeFirst();
        row.set(u"name", wanted);
        row.set(u"theme", theme);
        if (row.id == 0) {
            if (const auto added = (*work)->add(row); !added)
                return fail(added.error());
        } else if (const auto changed = (*work)->change(row); !changed) {
            return fail(changed.error());
        }
        return commit(**work);
    });
}

Result<> renameTheme(Workspace& workspace, const Author& author, const QString& name, const QString& to)
{
    return withTheme(workspace, author, name, [&](UnitOfWork& work, Record row) -> Result<> {
        row.set(u"name", to.trimmed());
        const auto changed = work.change(row);
        return changed ? Result<>() : fail(changed.error());
    });
}

Result<> removeTheme(Workspace& workspace, const Author& author, const QString& name)
{
    return withTheme(workspace, author, name, [](UnitOfWork& work, const Record& row) {
        return work.remove(mapThemesSpec().id, row.id);
    });
}

} // namespace coop
