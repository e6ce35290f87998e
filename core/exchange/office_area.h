#pragma once
#include "core/domain/record.h"
#include "core/store/rows/stored_rows.h"

#include <QSet>

namespace coop
{

/// What belongs to one township office: the rows of its federation and of the townships in it.
class OfficeArea
{
public:
    /// Throws what SQLite refuses.
    OfficeArea(const Workspace& workspace, RowId federation);

    /// Whether the office keeps this row: what it may hand in, and what it gets.
    bool keeps(const Record& row) const;
    /// Whether the office gets this row: its own, and what the specs say that others get to read.
    bool mayRead(const Record& row) const;

private:
    bool contains(const Record& row) const;

    mutable StoredRows rows; ///< the rows on which others hang
    RowId federation;
    QString name;
    QSet<RowId> townships;
};

} // namespace coop
