#pragma once
#include "core/exchange/merge.h"
#include "core/exchange/office_area.h"
#include "core/exchange/packed_rows.h"

namespace coop
{

/// One row of a package against the row that is here: what to write, and what cannot be settled.
class RowMerge
{
public:
    /// `earlier`: what the same office handed in about this row before and the district has looked at: edits
    /// that were in it are nothing new, and later ones build on its values. `device`: the office's.
    RowMerge(const Workspace& workspace, StoredRows& rows, const OfficeArea& area, int device,
        PackedChange change, const PackedChange* earlier);

    Result<> write(UnitOfWork& work, StoredRows& rows);
    /// Why it could not be written: everything that it wanted becomes a conflict.
    void refusedBy(const Error& why);
    bool isDone() const { return (wanted || removes) && !failed; }
    /// Its removal is not done but left to people.
    void stay(const QString& reason);
    std::pair<QString, RowId> owner() const; ///< the row with which it would go; empty when it hangs on none
    /// What is written, with the values here before.
    MergedRow written() const;

    PackedChange change;
    std::optional<Record> wanted; ///< to be written
    bool adds = false, removes = false;
    QList<Conflict> conflicts;

private:
    void mergeFields(const Record& ours, const PackedChange* earlier);
    void mergeRemoval(const Record& ours, const PackedChange* earlier);
    void mergeAbsent(int device, const PackedChange* earlier);
    bool mayHandIn(
        const Workspace& workspace, StoredRows& rows, const OfficeArea& area, const PackedChange* earlier);
    bool saysAnything(const PackedChange* earlier) const;
    void addWhole();
    Conflict conflict(const char* kind, const QString& reason = {}) const;
    QJsonObject allFields(const std::optional<Record>& ours) const;

    const RegistrySpec* spec;
    std::optional<Record> here;
    bool failed = false;
};

} // namespace coop
