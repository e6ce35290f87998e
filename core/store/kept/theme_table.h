#pragma once
#include "core/base/result.h"
#include "core/base/row_id.h"

#include <QList>
#include <QString>

namespace coop
{

class Workspace;
struct Author;

/// A theme of the map that somebody saved under a name. What is in `theme` is MapTheme's JSON.
struct SavedTheme {
    RowId id = 0;
    QString name;
    QString theme;
};

/// By name; none in a workspace of an older schema that was opened for reading.
Result<QList<SavedTheme>> savedThemes(const Workspace& workspace);
/// Adds it, or gives the one of this name another content. Errors: refused (no name).
Result<> saveTheme(Workspace& workspace, const Author& author, const QString& name, const QString& theme);
/// Errors: notFound, duplicate (the new name is taken).
Result<> renameTheme(Workspace& workspace, const Author& author, const QString& name, const QString& to);
Result<> removeTheme(Workspace& workspace, const Author& author, const QString& name);

/// The office's own templates of printed sheets (sheet_design.h has what is in them), kept the same way.
Result<QList<SavedTheme>> sheetTemplates(const Workspace& workspace);
Result<> saveSheetTemplate(
    Workspace& workspace, const Author& author, const QString& name, const QString& content);
Result<> removeSheetTemplate(Workspace& workspace, const Author& author, const QString& name);

} // namespace coop
