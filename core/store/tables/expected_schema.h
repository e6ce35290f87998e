#pragma once
#include "core/domain/registry_spec.h"
#include "core/store/tables/sql_tokens.h"

#include <QHash>
#include <QSet>
#include <memory>

namespace SQLite
{
class Database;
}

namespace coop
{

struct SchemaObject {
    QString type, name, table, sql;
};

/// Names in small letters, as SQLite compares them. What SQLite makes itself (autoindexes) is left out.
QList<SchemaObject> objectsOf(const SQLite::Database& database);

struct ExpectedTable {
    QString label;
    TableSql sql;
    QSet<QString> parts;
};

/// What an empty workspace of a version has.
struct ExpectedSchema {
    QHash<QString, ExpectedTable> tables;
    QHash<QString, QString> indexes, triggers; ///< name → normalized SQL
    QHash<QString, QString> triggerTables, indexTables;
};

/// Columns and constraints, each as one text.
QSet<QString> partsOf(const TableSql& sql);

std::shared_ptr<const ExpectedSchema> expectedSchema(const Registries& registries, int schema);

} // namespace coop
