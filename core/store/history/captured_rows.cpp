#include "core/store/history/captured_rows.h"

#include "core/store/file/column_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/layout/table_layout.h"

#include <QScopeGuard>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>
#include <utility>

namespace coop
{

CapturedRows::CapturedRows(SQLite::Database& connection, const QList<TableLayout>& tables)
    : database(&connection)
    , layouts(&tables)
{
}

CapturedRows::CapturedRows(CapturedRows&& other) noexcept
    : database(other.database)
    , layouts(other.layouts)
    , held(std::move(other.held))
    , touched(std::move(other.touched))
    , spilled(std::exchange(other.spilled, false))
{
}

CapturedRows::~CapturedRows()
{
    if (spilled)
        database->tryExec("DROP TABLE IF EXISTS temp.coop_captured_rows");
}

qsizetype CapturedRows::placeOf(const QString& registry) const
{
    const auto found = std::find_if(layouts->begin(), layouts->end(),
        [&](const TableLayout& layout) { return layout.spec->id == registry; });
    return found - layouts->begin();
}

void CapturedRows::add(CapturedRow row)
{
    if (!touched.contains(row.registry))
        touched += row.registry;
    held += std::move(row);
    if (held.size() >= mostHeld)
        spill();
}

void CapturedRows::spill()
{
    if (!std::exchange(spilled, true))
        database->exec("DROP TABLE IF EXISTS temp.coop_captured_rows; CREATE TEMP TABLE coop_captured_rows "
                       "(place INTEGER, "
                       "registry TEXT, id INTEGER, code TEXT, op TEXT, fields TEXT)");
    SQLite::Statement insert(*database, "INSERT INTO temp.coop_captured_rows VALUES (?, ?, ?, ?, ?, ?)");
    for (const CapturedRow& row : std::as_const(held)) {
        insert.bind(1, int64_t(placeOf(row.registry)));
        insert.bind(2, row.registry.toStdString());
        insert.bind(3, int64_t(row.id));
        insert.bind(4, row.code.toStdString());
        insert.bind(5, toText(row.op).toStdString());
        insert.bindNoCopy(6, row.fields.constData());
        insert.exec();
        insert.reset();
    }
    held.clear();
}

void CapturedRows::finish()
{
    std::sort(touched.begin(), touched.end(),
        [this](const QString& a, const QString& b) { return placeOf(a) < placeOf(b); });
    if (spilled)
        return spill();
    const auto before = [this](const CapturedRow& a, const CapturedRow& b) {
        return a.registry == b.registry ? a.id < b.id : placeOf(a.registry) < placeOf(b.registry);
    };
    std::sort(held.begin(), held.end(), before);
}

void CapturedRows::each(const std::function<void(const CapturedRow&)>& take) const
{
    if (!spilled) {
        for (const CapturedRow& row : held)
            take(row);
        return;
    }
    // SQLite sorts in as much memory as its pages may take.
    const int pages = database->execAndGet("PRAGMA cache_size").getInt();
    database->exec("PRAGMA cache_size = -8192");
    const auto restore
        = qScopeGuard([&] { database->tryExec("PRAGMA cache_size = " + std::to_string(pages)); });
    SQLite::Statement query(
        *database, "SELECT registry, id, code, op, fields FROM temp.coop_captured_rows ORDER BY place, id");
    while (query.executeStep()) {
        const SQLite::Column fields = query.getColumn(4);
        take(CapturedRow{textAt(query, 0), query.getColumn(1).getInt64(), textAt(query, 2),
            known(rowOpFrom, textAt(query, 3)), QByteArray(fields.getText(), fields.getBytes())});
    }
}

} // namespace coop
