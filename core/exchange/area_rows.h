#pragma once
#include "core/exchange/office_area.h"
#include "core/exchange/package/packed_rows.h"

namespace coop
{

/// Rows on their way to a township office: those that it may read, without what is personal where they are
/// not its own, and of what they refer to elsewhere only code and name. Throws what SQLite refuses.
class AreaRows
{
public:
    AreaRows(const Workspace& source, const OfficeArea& area);

    /// Everything that the office may read.
    void takeAll();
    /// One row as it is now, with what hangs on it when it may have `moved` into the area or out of it; where
    /// it is gone or moved out, the office is told that it is not there.
    void take(const QString& registry, RowId id, bool moved);
    bool has(const QString& registry, RowId id) const { return index.contains({registry, id}); }
    PackedRow& operator[](const RegistryRow& key) { return rows[index.value(key)]; }

    /// With the rows that they refer to.
    QList<PackedRow> withReferences();

private:
    void add(const Record& row);
    void addCalled(const Record& row);

    const Workspace& workspace;
    const OfficeArea& area;
    QList<PackedRow> rows;
    QHash<RegistryRow, qsizetype> index;
};

} // namespace coop
