#pragma once
#include <QCryptographicHash>
#include <QFile>
#include <QString>
#include <QStringList>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>

namespace coop
{

/// Every row of every table of a file, as one digest: two files with the same one hold the same. The seals
/// of a copy do not count.
inline QByteArray contentsOf(const QString& file, const QStringList& skippedTables = {})
{
    const SQLite::Database database(file.toStdString(), SQLite::OPEN_READONLY);
    QCryptographicHash digest(QCryptographicHash::Sha256);
    SQLite::Statement tables(database,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1");
    while (tables.executeStep()) {
        const std::string table = tables.getColumn(0).getString();
        if (skippedTables.contains(QString::fromStdString(table)))
            continue;
        digest.addData(QByteArray::fromStdString(table));
        const std::string seal
            = table == "coop_meta" ? " WHERE key NOT IN ('copy_seal', 'copy_schema_seal')" : "";
        SQLite::Statement rows(database, "SELECT * FROM \"" + table + "\"" + seal + " ORDER BY 1, 2");
        while (rows.executeStep())
            for (int i = 0; i < rows.getColumnCount(); ++i) {
                const SQLite::Column value = rows.getColumn(i);
                digest.addData(
                    QByteArray::number(value.getType()) + ' ' + QByteArray::number(value.getBytes()));
                digest.addData(QByteArray(static_cast<const char*>(value.getBlob()), value.getBytes()));
            }
    }
    return digest.result().toHex();
}

/// Overwrites bytes of a file, as a dying disk does.
inline void spoil(const QString& path, qint64 from, qint64 bytes)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadWrite));
    REQUIRE(file.seek(from));
    REQUIRE(file.write(QByteArray(bytes, '\xA5')) == bytes);
}

} // namespace coop
