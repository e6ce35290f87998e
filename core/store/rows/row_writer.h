#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/store/rows/row_checks.h"

#include <functional>

namespace SQLite
{
class Database;
}

namespace coop
{

/// Writes rows with all their rules inside a transaction that is somebody else's. A refused row leaves
/// nothing behind and does not hinder the next one.
class RowWriter
{
public:
    using Layouts = std::function<const TableLayout*(const QString& registry)>;
    RowWriter(SQLite::Database& database, const Registries& registries, Layouts layouts, RowIdSource ids,
        int device);

    Result<RowId> add(const Record& record);
    Result<bool> change(const Record& record);
    Result<> remove(const QString& registry, RowId id);
    Result<> changeTogether(const QList<Record>& records);
    Result<bool> callRow(const Record& record);

    /// Ids begin behind this one.
    void neverGive(RowId id) { ids.skip(id); }
    /// The highest id that was given, 0 when none.
    RowId lastGivenId() const { return lastId; }

private:
    Result<const TableLayout*> layoutFor(const QString& registry) const;
    Result<Record> stored(const TableLayout& layout, RowId id);
    Record taken(const TableLayout& layout, const Record& record, const Record* before) const;
    Result<> checked(const TableLayout& layout, Record& record, const Record* before);
    Result<RowId> addRow(const TableLayout& layout, const Record& record, int vouchedField);
    Result<bool> changeRow(const TableLayout& layout, const Record& record);
    Result<> removeRow(const TableLayout& layout, RowId id);
    Result<> removeHanging(const TableLayout& layout, RowId id);
    Result<bool> writeChildren(const TableLayout::Child& child, const Record& record);

    SQLite::Database& database;
    const Registries& registries;
    Layouts layoutOfRegistry;
    StatementCache statements;
    RowChecks checks;
    RowIdSource ids;
    int device;
    RowId lastId = 0;
};

} // namespace coop
