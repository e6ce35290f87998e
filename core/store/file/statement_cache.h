#pragma once
#include <QHash>
#include <QString>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <memory>

namespace coop
{

/// Prepared statements by their text; one is ready to be bound again when it is asked for.
class StatementCache
{
public:
    explicit StatementCache(const SQLite::Database& connection)
        : database(connection)
    {
    }
    SQLite::Statement& operator()(const QString& sql)
    {
        std::shared_ptr<SQLite::Statement>& statement = statements[sql];
        if (!statement)
            statement = std::make_shared<SQLite::Statement>(database, sql.toStdString());
        statement->tryReset();
        return *statement;
    }

private:
    const SQLite::Database& database;
    QHash<QString, std::shared_ptr<SQLite::Statement>> statements;
};

} // namespace coop
