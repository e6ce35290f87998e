#pragma once
#include "core/base/row_id.h"
#include "core/store/table_layout.h"

#include <QByteArray>
#include <QList>
#include <memory>

struct sqlite3_session;

namespace SQLite
{
class Database;
}

namespace coop
{

/// What happened to one row: its fields with their value before and after, in stored units.
struct CapturedRow {
    QString registry;
    RowId id = 0;
    QString code;
    QString op; ///< add, change, remove
    QByteArray fields; ///< JSON: field → [before, after]; a point as lon and lat
};

/// SQLite's session extension around a unit of work: records every change of the attached tables, whichever
/// statement makes it, and gives them decoded. Changes that cancel out are not there.
class ChangeCapture
{
public:
    ChangeCapture(SQLite::Database& database, const QList<TableLayout>& layouts);
    ~ChangeCapture();

    /// In the order of the registries, rows in that of their ids.
    QList<CapturedRow> rows() const;

private:
    SQLite::Database& database;
    const QList<TableLayout>& layouts;
    sqlite3_session* session = nullptr;
};

} // namespace coop
