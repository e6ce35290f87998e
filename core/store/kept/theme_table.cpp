#include "core/store/kept/theme_table.h"

#include "core/store/file/sqlite_error.h"
#include "core/store/layout/layer_spec.h"
#include "core/store/layout/table_layout.h"
#include "core/store/one_step.h"
#include "core/store/rows/row_reader.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

namespace coop
{

namespace
{
QList<Record> themes(const Workspace& workspace, const RegistrySpec& spec, const QString& name = {})
{
    const TableLayout* layout = workspace.layout(spec.id);
    if (!layout)
        return {};
    if (name.isEmpty())
        return readRows(databaseOf(workspace), *layout, QStringLiteral("ORDER BY r.name"), {});
    return readRows(databaseOf(workspace), *layout, QStringLiteral("WHERE r.name = ?"), {FieldValue(name)});
}

/// What `step` does to the theme of this name, as one step.
template <class Step>
Result<> withTheme(
    Workspace& workspace, const Author& author, const RegistrySpec& spec, const QString& name, Step step)
{
    return inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<> {
        auto found = themes(workspace, spec, name);
        if (name.isEmpty() || found.isEmpty())
            return fail(ErrorKind::notFound,
                QStringLiteral("没有名为“%1”的%2，可能被别人删除了，请刷新后再试").arg(name, spec.label));
        return step(work, found.first());
    });
}

Result<QList<SavedTheme>> savedUnder(const Workspace& workspace, const RegistrySpec& spec)
{
    return guarded(workspace.path(), [&]() -> Result<QList<SavedTheme>> {
        QList<SavedTheme> all;
        for (const Record& row : themes(workspace, spec))
            all += SavedTheme{row.id, row[u"name"].text(), row[u"theme"].text()};
        return all;
    });
}

Result<> saveUnder(Workspace& workspace, const Author& author, const RegistrySpec& spec, const QString& name,
    const QString& content)
{
    return inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<> {
        const QString wanted = name.trimmed();
        auto found = wanted.isEmpty() ? QList<Record>() : themes(workspace, spec, wanted);
        Record row = found.isEmpty() ? Record(spec) : found.takeFirst();
        row.set(u"name", wanted);
        row.set(u"theme", content);
        COOP_TRY(addOrChange(work, row));
        return {};
    });
}

Result<> renameUnder(Workspace& workspace, const Author& author, const RegistrySpec& spec,
    const QString& name, const QString& to)
{
    return withTheme(workspace, author, spec, name, [&](UnitOfWork& work, Record row) -> Result<> {
        row.set(u"name", to.trimmed());
        const auto changed = work.change(row);
        return changed ? Result<>() : fail(changed.error());
    });
}

Result<> removeUnder(
    Workspace& workspace, const Author& author, const RegistrySpec& spec, const QString& name)
{
    return withTheme(workspace, author, spec, name,
        [&](UnitOfWork& work, const Record& row) { return work.remove(spec.id, row.id); });
}
} // namespace

Result<QList<SavedTheme>> savedThemes(const Workspace& workspace)
{
    return savedUnder(workspace, mapThemesSpec());
}

Result<> saveTheme(Workspace& workspace, const Author& author, const QString& name, const QString& theme)
{
    return saveUnder(workspace, author, mapThemesSpec(), name, theme);
}

Result<> renameTheme(Workspace& workspace, const Author& author, const QString& name, const QString& to)
{
    return renameUnder(workspace, author, mapThemesSpec(), name, to);
}

Result<> removeTheme(Workspace& workspace, const Author& author, const QString& name)
{
    return removeUnder(workspace, author, mapThemesSpec(), name);
}

Result<QList<SavedTheme>> sheetTemplates(const Workspace& workspace)
{
    return savedUnder(workspace, sheetTemplatesSpec());
}

Result<> saveSheetTemplate(
    Workspace& workspace, const Author& author, const QString& name, const QString& content)
{
    return saveUnder(workspace, author, sheetTemplatesSpec(), name, content);
}

Result<> removeSheetTemplate(Workspace& workspace, const Author& author, const QString& name)
{
    return removeUnder(workspace, author, sheetTemplatesSpec(), name);
}

} // namespace coop
