#pragma once
#include "core/store/history/captured_rows.h"
#include "core/store/layout/table_layout.h"

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

/// SQLite's session extension around a unit of work: records every change of the attached tables, whichever
/// statement makes it, and gives them decoded. Changes that cancel out are not there.
class ChangeCapture
{
public:
    ChangeCapture(SQLite::Database& database, const QList<TableLayout>& layouts);
    ~ChangeCapture();

    CapturedRows rows() const;

private:
    SQLite::Database& database;
    const QList<TableLayout>& layouts;
    sqlite3_session* session = nullptr;
};

} // namespace coop
