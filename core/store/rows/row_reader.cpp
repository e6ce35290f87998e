#include "core/store/rows/row_reader.h"

#include "core/store/file/gpkg_geometry.h"
#include "core/store/file/statement_cache.h"
#include "core/store/tables/stored_value.h"

#include <QHash>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>
#include <string_view>

namespace coop
{

namespace
{
/// Fills the fields that child rows hold, one list element for each child row, in the order of their ids.
void readChild(const SQLite::Database& database, const TableLayout::Child& child, QList<Record>& records,
    const QHash<RowId, qsizetype>& places)
{
    const auto column = [&](int field) { return quoted(child.spec->fields[field].id); };
    QStringList columns{column(child.parentField)};
    for (const auto& field : child.fields)
        columns += column(field.inChild);
    QString sql = QStringLiteral("SELECT %1 FROM %2").arg(columns.join(u','), quoted(child.spec->id));
    if (records.size() == 1)
        sql += QStringLiteral(" WHERE %1 = %2").arg(columns.first()).arg(records.first().id);
    SQLite::Statement query(database, (sql + QStringLiteral(" ORDER BY id")).toStdString());
    while (query.executeStep()) {
        const auto place = places.constFind(query.getColumn(0).getInt64());
        if (place == places.constEnd())
            continue;
        Record& record = records[*place];
        for (int i = 0; i < child.fields.size(); ++i) {
            const auto& field = child.fields[i];
            FieldValue::List list = record.at(field.inParent).list();
            list.push_back(readValue(child.spec->fields[field.inChild], query.getColumn(i + 1)));
            record.setAt(field.inParent, std::move(list));
        }
    }
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The run of digits at the front without its leading zeros; takes it off `text`.
std::string_view takeNumber(std::string_view& text)
{
    size_t end = 0;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    std::string_view digits = text.substr(0, end);
    text.remove_prefix(end);
    while (digits.size() > 1 && digits.front() == '0')
        digits.remove_prefix(1);
    return digits;
}

int naturally(std::string_view a, std::string_view b)
{
    while (!a.empty() && !b.empty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const std::string_view x = takeNumber(a);
            const std::string_view y = takeNumber(b);
            if (x.size() != y.size())
                return x.size() < y.size() ? -1 : 1;
            if (const int order = x.compare(y))
                return order;
            continue;
        }
        if (a.front() != b.front())
            return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front()) ? -1 : 1;
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    return int(!a.empty()) - int(!b.empty());
}

int compareNatural(void*, int sizeA, const void* dataA, int sizeB, const void* dataB)
{
    return naturally(
        {static_cast<const char*>(dataA), size_t(sizeA)}, {static_cast<const char*>(dataB), size_t(sizeB)});
}
} // namespace

bool comesBefore(std::string_view code, std::string_view other)
{
    return naturally(code, other) < 0;
}

QString selectedColumns(const TableLayout& layout)
{
    QStringList columns{QStringLiteral("r.id")};
    for (const TableLayout::Column& column : layout.columns)
        columns += QStringLiteral("r.") + quoted(column.name);
    return columns.join(QStringLiteral(", "));
}

Record recordFrom(const SQLite::Statement& statement, const TableLayout& layout)
{
    Record record(*layout.spec);
    record.id = statement.getColumn(0).getInt64();
    for (int i = 0; i < layout.columns.size(); ++i) {
        const TableLayout::Column& column = layout.columns[i];
        const SQLite::Column stored = statement.getColumn(i + 1);
        if (!column.isPoint) {
            record.setAt(column.field, readValue(layout.spec->fields[column.field], stored));
        } else if (stored.isBlob()) {
            const auto bytes
                = QByteArray::fromRawData(static_cast<const char*>(stored.getBlob()), stored.getBytes());
            if (const auto point = fromGpkgPoint(bytes)) {
                record.setAt(layout.lon, point->first);
                record.setAt(layout.lat, point->second);
            }
        }
    }
    return record;
}

std::optional<Record> readRow(
    const SQLite::Database& database, StatementCache& statements, const TableLayout& layout, RowId id)
{
    SQLite::Statement& query = statements(QStringLiteral("SELECT %1 FROM %2 r WHERE r.id = ?")
                                              .arg(selectedColumns(layout), quoted(layout.spec->id)));
    query.bind(1, int64_t(id));
    QList<Record> one;
    if (query.executeStep())
        one += recordFrom(query, layout);
    query.reset();
    if (one.isEmpty())
        return std::nullopt;
    for (const TableLayout::Child& child : layout.children)
        readChild(database, child, one, {{id, 0}});
    return one.takeFirst();
}

QList<Record> readRows(const SQLite::Database& database, const TableLayout& layout, const QString& rest,
    const QList<FieldValue>& values)
{
    const QString sql = QStringLiteral("SELECT %1 FROM %2 AS r %3")
                            .arg(selectedColumns(layout), quoted(layout.spec->id), rest);
    SQLite::Statement query(database, sql.toStdString());
    for (int i = 0; i < values.size(); ++i)
        bindValue(query, i + 1, values[i]);
    QList<Record> records;
    while (query.executeStep())
        records += recordFrom(query, layout);
    if (layout.children.isEmpty() || records.isEmpty())
        return records;
    QHash<RowId, qsizetype> places;
    for (qsizetype i = 0; i < records.size(); ++i)
        places.insert(records[i].id, i);
    for (const TableLayout::Child& child : layout.children)
        readChild(database, child, records, places);
    return records;
}

void addNaturalOrder(SQLite::Database& database)
{
    sqlite3_create_collation(database.getHandle(), "coop_natural", SQLITE_UTF8, nullptr, compareNatural);
}

} // namespace coop
