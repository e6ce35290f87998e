#include "core/store/rows/row_values.h"

#include "core/store/file/gpkg_geometry.h"
#include "core/store/tables/stored_value.h"

namespace coop
{

namespace
{
/// Binds a row's columns from `index` on.
void bindColumn(SQLite::Statement& statement, int index, const TableLayout& layout,
    const TableLayout::Column& column, const Record& record)
{
    if (!column.isPoint) {
        bindValue(statement, index, record.at(column.field));
        return;
    }
    if (record.at(layout.lon).isNull() || record.at(layout.lat).isNull()) {
        statement.bind(index);
        return;
    }
    const QByteArray point = toGpkgPoint(record.at(layout.lon).real(), record.at(layout.lat).real());
    statement.bind(index, point.constData(), int(point.size()));
}

bool differs(const TableLayout& layout, const TableLayout::Column& column, const Record& a, const Record& b)
{
    if (column.isPoint)
        return !(a.at(layout.lon) == b.at(layout.lon) && a.at(layout.lat) == b.at(layout.lat));
    return !(a.at(column.field) == b.at(column.field));
}
} // namespace

void insertRow(StatementCache& statements, const TableLayout& layout, const Record& record)
{
    SQLite::Statement& statement = statements(layout.insertSql);
    statement.bind(1, int64_t(record.id));
    for (int i = 0; i < layout.columns.size(); ++i)
        bindColumn(statement, i + 2, layout, layout.columns[i], record);
    statement.exec();
}

bool updateRow(
    StatementCache& statements, const TableLayout& layout, const Record& record, const Record& before)
{
    QStringList sets;
    QList<const TableLayout::Column*> changed;
    for (const TableLayout::Column& column : layout.columns)
        if (differs(layout, column, record, before)) {
            sets += quoted(column.name) + QStringLiteral(" = ?");
            changed += &column;
        }
    if (changed.isEmpty())
        return false;
    SQLite::Statement& statement
        = statements(QStringLiteral("UPDATE %1 SET %2 WHERE id = ?")
                         .arg(quoted(layout.spec->id), sets.join(QStringLiteral(", "))));
    for (int i = 0; i < changed.size(); ++i)
        bindColumn(statement, i + 1, layout, *changed[i], record);
    statement.bind(int(changed.size()) + 1, int64_t(record.id));
    statement.exec();
    return true;
}

void deleteRow(StatementCache& statements, const TableLayout& layout, RowId id)
{
    SQLite::Statement& statement
        = statements(QStringLiteral("DELETE FROM %1 WHERE id = ?").arg(quoted(layout.spec->id)));
    statement.bind(1, int64_t(id));
    statement.exec();
}

QStringList columnFields(const TableLayout& layout)
{
    QStringList fields;
    for (const TableLayout::Column& column : layout.columns) {
        fields += layout.spec->fields[column.field].id;
        if (column.isPoint)
            fields += layout.spec->fields[layout.lat].id;
    }
    return fields;
}

} // namespace coop
