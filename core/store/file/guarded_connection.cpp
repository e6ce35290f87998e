#include "core/store/file/guarded_connection.h"

#include "core/store/file/gpkg_functions.h"

#include <QtGlobal>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

namespace coop
{

namespace
{
constexpr int largestSchemaText = 1 << 20; ///< bytes of one CREATE; the longest of the program has some 5,000
constexpr int largestValue = 512 << 20; ///< bytes; attachments and plans stay far below
constexpr int deepestTriggers = 20;

constexpr int opsBetweenLooks = 10'000;
// A virtual machine step costs 5 to 50 ns. The heaviest statements of a workspace of a million services (600
// MB, 150,000 pages) take 200 million.
constexpr qint64 opsForSchema = 2'000'000;
constexpr qint64 opsForAnyFile = 100'000'000;
constexpr qint64 opsPerPage = 50'000;
constexpr qint64 bytesPerPage = 4096;

/// What the statement that runs has cost so far.
struct Work {
    sqlite3* connection;
    qint64 ops = 0;
    qint64 bound = opsForSchema;
    bool schemaIsRead = false;

    void renewBound()
    {
        if (!schemaIsRead)
            return;
        sqlite3_file* file = nullptr;
        sqlite3_int64 size = 0;
        if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK
            && file->pMethods)
            file->pMethods->xFileSize(file, &size);
        bound = opsForAnyFile + opsPerPage * (size / bytesPerPage);
    }
};

int lookAtWork(void* context)
{
    auto* work = static_cast<Work*>(context);
    work->ops += opsBetweenLooks;
    if (work->ops > work->bound)
        work->renewBound(); // it may have grown
    return work->ops > work->bound ? 1 : 0;
}

int statementBegins(unsigned, void* context, void*, void* text)
{
    const char* sql = static_cast<const char*>(text);
    if (!sql || sql[0] != '-') // what a trigger does belongs to its statement
        static_cast<Work*>(context)->ops = 0;
    return 0;
}

void nothing(sqlite3_context*, int, sqlite3_value**) { }

/// Deleted names and telephone numbers would stay readable in the file where SQLite was built without that.
void overwriteDeleted(SQLite::Database& database)
{
    SQLite::Statement ask(database, "PRAGMA secure_delete = ON");
    if (!ask.executeStep() || ask.getColumn(0).getInt() != 1)
        throw SQLite::Exception("no secure_delete", SQLITE_ERROR);
}

void end(void* work)
{
    delete static_cast<Work*>(work);
}
} // namespace

void guardConnection(SQLite::Database& database)
{
    sqlite3* const connection = database.getHandle();
    for (const int defence :
        {SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_VIEW,
            SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER})
        sqlite3_db_config(connection, defence, defence == SQLITE_DBCONFIG_DEFENSIVE ? 1 : 0, nullptr);
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, largestSchemaText);
    sqlite3_limit(connection, SQLITE_LIMIT_TRIGGER_DEPTH, deepestTriggers);
    sqlite3_limit(connection, SQLITE_LIMIT_WORKER_THREADS, 0);
    auto* work = new Work{connection};
    // The function is only there to end `work` with the connection.
    sqlite3_create_function_v2(
        connection, "coop_work", 0, SQLITE_UTF8 | SQLITE_DIRECTONLY, work, nothing, nullptr, nullptr, end);
    sqlite3_progress_handler(connection, opsBetweenLooks, lookAtWork, work);
    sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, statementBegins, work);
    addGpkgFunctions(connection);
    database.exec("PRAGMA cell_size_check = ON");
    overwriteDeleted(database);
    (void)database.tableExists("coop_meta"); // reads the schema
    work->schemaIsRead = true;
    work->renewBound();
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, largestValue);
}

void trustSpatialIndexes(SQLite::Database& database)
{
    SQLite::Statement query(
        database, "SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'rtree!_%' ESCAPE '!'");
    if (query.executeStep())
        sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, nullptr);
}

} // namespace coop
