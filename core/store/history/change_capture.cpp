#include "core/store/history/change_capture.h"

#include "core/store/file/column_text.h"
#include "core/store/file/gpkg_geometry.h"
#include "core/store/history/json_text.h"

#include <QTemporaryFile>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>
#include <cstring>
#include <sqlite3.h>
#include <utility>

namespace coop
{

namespace
{
void require(sqlite3* handle, int code)
{
    if (code != SQLITE_OK)
        throw SQLite::Exception(handle, code);
}

/// Names of a table's columns in the order in which the session counts them; empty for one that another
/// program appended.
QList<QByteArray> columnNames(
    const SQLite::Database& database, const QString& table, const TableLayout* layout)
{
    const auto isOurs = [&](const QByteArray& name) {
        return name == "id"
            || (layout
                && std::any_of(layout->columns.begin(), layout->columns.end(),
                    [&](const TableLayout::Column& column) { return column.name.toUtf8() == name; }));
    };
    SQLite::Statement query(database, "SELECT name FROM pragma_table_info(?) ORDER BY cid");
    query.bind(1, table.toStdString());
    QList<QByteArray> names;
    while (query.executeStep()) {
        const QByteArray name = query.getColumn(0).getText();
        names += isOurs(name) ? name : QByteArray();
    }
    return names;
}

/// lon and lat as JSON, two nulls when there is no point.
std::pair<QByteArray, QByteArray> pointOf(sqlite3_value* value)
{
    const QByteArray null = QByteArrayLiteral("null");
    if (!value || sqlite3_value_type(value) != SQLITE_BLOB)
        return {null, null};
    const auto bytes = QByteArray::fromRawData(
        static_cast<const char*>(sqlite3_value_blob(value)), sqlite3_value_bytes(value));
    const auto point = fromGpkgPoint(bytes);
    return point ? std::pair(jsonText(point->first), jsonText(point->second)) : std::pair(null, null);
}

/// A changeset on its way from the session to its reader: in memory while it is small, then in a temporary
/// file.
class ChangeBytes
{
public:
    static int put(void* self, const void* data, int size)
    {
        auto& bytes = *static_cast<ChangeBytes*>(self);
        bytes.head.append(static_cast<const char*>(data), size);
        return bytes.head.size() < mostHeld || bytes.flush() ? SQLITE_OK : SQLITE_IOERR_WRITE;
    }
    static int take(void* self, void* data, int* size)
    {
        auto& bytes = *static_cast<ChangeBytes*>(self);
        if (bytes.file.isOpen()) {
            if (!std::exchange(bytes.reading, true) && (!bytes.flush() || !bytes.file.seek(0)))
                return SQLITE_IOERR_WRITE;
            const qint64 got = bytes.file.read(static_cast<char*>(data), *size);
            *size = int(got);
            return got < 0 ? SQLITE_IOERR_READ : SQLITE_OK;
        }
        *size = int(std::min<qsizetype>(*size, bytes.head.size() - bytes.at));
        std::memcpy(data, bytes.head.constData() + bytes.at, size_t(*size));
        bytes.at += *size;
        return SQLITE_OK;
    }

private:
    static constexpr qsizetype mostHeld = 4 << 20;
    bool flush()
    {
        const bool good = (file.isOpen() || file.open()) && file.write(head) == head.size() && file.flush();
        head.clear();
        return good;
    }
    QByteArray head;
    qsizetype at = 0;
    QTemporaryFile file;
    bool reading = false;
};

/// One change that the iterator stands on.
class ChangeDecoder
{
public:
    ChangeDecoder(const SQLite::Database& connection, const QList<TableLayout>& tables,
        sqlite3_changeset_iter* iterator)
        : database(connection)
        , layouts(tables)
        , at(iterator)
    {
    }
    CapturedRow next()
    {
        const char* table = nullptr;
        int count = 0;
        int op = 0;
        require(database.getHandle(), sqlite3changeset_op(at, &table, &count, &op, nullptr));
        if (lastTable != table) { // they come table by table
            lastTable = table;
            lastRegistry = QString::fromUtf8(table);
            const auto layout = std::find_if(layouts.begin(), layouts.end(),
                [&](const TableLayout& each) { return each.spec->id == lastRegistry; });
            names = columnNames(database, lastRegistry, layout == layouts.end() ? nullptr : &*layout);
        }
        CapturedRow row;
        row.registry = lastRegistry;
        row.op = op == SQLITE_INSERT ? RowOp::add : op == SQLITE_DELETE ? RowOp::remove : RowOp::change;
        for (int i = 0; i < count && i < names.size(); ++i) {
            if (names[i].isEmpty())
                continue;
            sqlite3_value* before = nullptr;
            sqlite3_value* after = nullptr;
            if (op != SQLITE_INSERT)
                require(database.getHandle(), sqlite3changeset_old(at, i, &before));
            if (op != SQLITE_DELETE)
                require(database.getHandle(), sqlite3changeset_new(at, i, &after));
            if (names[i] == "id")
                row.id = sqlite3_value_int64(before ? before : after);
            else if (op != SQLITE_UPDATE || after)
                take(row, names[i], before, after);
        }
        row.fields += row.fields.isEmpty() ? "{}" : "}";
        if (row.code.isEmpty())
            row.code = codeOf(lastRegistry, row.id);
        return row;
    }

private:
    static void put(
        CapturedRow& row, const QByteArray& field, const QByteArray& before, const QByteArray& after)
    {
        if (before == after)
            return;
        row.fields += row.fields.isEmpty() ? "{\"" : ",\"";
        row.fields += field; // ids of fields need no escapes
        row.fields += "\":[";
        row.fields += before;
        row.fields += ',';
        row.fields += after;
        row.fields += ']';
    }
    void take(CapturedRow& row, const QByteArray& column, sqlite3_value* before, sqlite3_value* after) const
    {
        if (column == pointName) {
            const auto old = pointOf(before);
            const auto now = pointOf(after);
            put(row, QByteArrayLiteral("lon"), old.first, now.first);
            put(row, QByteArrayLiteral("lat"), old.second, now.second);
            return;
        }
        put(row, column, jsonText(before), jsonText(after));
        if (column == "code") {
            sqlite3_value* code = after ? after : before;
            row.code = QString::fromUtf8(
                reinterpret_cast<const char*>(sqlite3_value_text(code)), sqlite3_value_bytes(code));
        }
    }
    QString codeOf(const QString& registry, RowId id) const
    {
        SQLite::Statement query(
            database, QStringLiteral("SELECT code FROM %1 WHERE id = ?").arg(quoted(registry)).toStdString());
        query.bind(1, int64_t(id));
        return query.executeStep() ? textAt(query, 0) : QString();
    }

    const SQLite::Database& database;
    const QList<TableLayout>& layouts;
    sqlite3_changeset_iter* at;
    QByteArray lastTable;
    QString lastRegistry;
    QList<QByteArray> names; ///< of the columns of the last table
    const QByteArray pointName = pointColumn.toUtf8();
};
} // namespace

ChangeCapture::ChangeCapture(SQLite::Database& connection, const QList<TableLayout>& tables)
    : database(connection)
    , layouts(tables)
{
    require(database.getHandle(), sqlite3session_create(database.getHandle(), "main", &session));
    for (const TableLayout& layout : layouts)
        require(database.getHandle(), sqlite3session_attach(session, layout.spec->id.toUtf8().constData()));
}

ChangeCapture::~ChangeCapture()
{
    sqlite3session_delete(session);
}

CapturedRows ChangeCapture::rows() const
{
    sqlite3* handle = database.getHandle();
    ChangeBytes bytes;
    require(handle, sqlite3session_changeset_strm(session, ChangeBytes::put, &bytes));
    sqlite3_changeset_iter* raw = nullptr;
    require(handle, sqlite3changeset_start_strm(&raw, ChangeBytes::take, &bytes));
    const std::unique_ptr<sqlite3_changeset_iter, decltype(&sqlite3changeset_finalize)> iterator(
        raw, &sqlite3changeset_finalize);
    ChangeDecoder decoder(database, layouts, raw);
    CapturedRows rows(database, layouts);
    int step = SQLITE_DONE;
    while ((step = sqlite3changeset_next(raw)) == SQLITE_ROW)
        rows.add(decoder.next());
    // Where it breaks off is not where it ends.
    require(handle, step == SQLITE_DONE ? SQLITE_OK : step);
    rows.finish();
    return rows;
}

} // namespace coop
