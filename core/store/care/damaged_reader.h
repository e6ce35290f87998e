#pragma once
#include "core/base/row_id.h"
#include "core/store/layout/table_layout.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <vector>

namespace SQLite
{
class Database;
}

namespace coop
{

class FieldValue;
struct LayerFeature;

/// Reads what is still readable of a file whose pages may be damaged; never writes. A page that SQLite
/// refuses costs the rows on it, not the rest.
class DamagedReader
{
public:
    using Rows = QHash<RowId, std::vector<FieldValue>>;
    explicit DamagedReader(const SQLite::Database& database);

    /// Empty when it cannot be read.
    QByteArray meta(const QString& key) const;
    /// Rows of a table: forward to the first damage, backward to the last, then one by one those that `known`
    /// names. `whole`: whether nothing stood in the way.
    Rows rows(const TableLayout& layout, const QSet<RowId>& known, bool& whole) const;
    /// What the readable part of the log says of a registry's rows; `ids` gets every id that it names and
    /// that was not removed.
    Rows rowsOfLog(const TableLayout& layout, QSet<RowId>& ids) const;
    /// Whether every entry of the log can be read and the chain holds.
    bool logIsWhole() const;
    /// Copies a log that is whole into another file, with its anchor.
    void copyLog(SQLite::Database& into) const;
    /// Copies the bytes of attachments that are what they were; gives their digests.
    QSet<QString> copyBlobs(SQLite::Database& into) const;
    QList<LayerFeature> features(const QString& table) const;

private:
    const SQLite::Database& database;
};

} // namespace coop
