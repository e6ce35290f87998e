#pragma once
#include "core/base/row_id.h"
#include "core/store/history/row_op.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <functional>

namespace SQLite
{
class Database;
}

namespace coop
{

struct TableLayout;

/// What happened to one row: its fields with their value before and after, in stored units.
struct CapturedRow {
    QString registry;
    RowId id = 0;
    QString code;
    RowOp op = RowOp::change;
    QByteArray fields; ///< JSON: field → [before, after]; a point as lon and lat
};

/// The rows of one step, in the order of the registries and in that of their ids. A step of a million rows
/// lies in a temporary table of SQLite's and not in memory. Throws SQLite::Exception.
class CapturedRows
{
public:
    CapturedRows() = default; ///< none
    CapturedRows(SQLite::Database& database, const QList<TableLayout>& layouts);
    ~CapturedRows();
    CapturedRows(CapturedRows&& other) noexcept;
    CapturedRows& operator=(CapturedRows&&) = delete;
    CapturedRows(const CapturedRows&) = delete;
    CapturedRows& operator=(const CapturedRows&) = delete;

    /// In any order; `finish` when all are there.
    void add(CapturedRow row);
    void finish();

    bool isEmpty() const { return touched.isEmpty(); }
    /// Whose rows are among them, in their order.
    const QStringList& registries() const { return touched; }
    void each(const std::function<void(const CapturedRow&)>& take) const;

private:
    static constexpr qsizetype mostHeld = 20000;
    void spill();
    qsizetype placeOf(const QString& registry) const;

    SQLite::Database* database = nullptr;
    const QList<TableLayout>* layouts = nullptr;
    QList<CapturedRow> held;
    QStringList touched;
    bool spilled = false;
};

} // namespace coop
