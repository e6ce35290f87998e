#pragma once
#include "core/exchange/merge/merge.h"
#include "core/exchange/office_area.h"
#include "core/exchange/package/packed_rows.h"
#include "core/exchange/write_order.h"

namespace coop
{

/// What the same office handed in about a row before, and up to which entry of its history that submission
/// and this one are the same: an edit behind it was made in a copy of the workspace that this one knows
/// nothing of.
struct Earlier {
    const PackedChange* change = nullptr; ///< without what still waits
    qint64 common = 0;
    bool otherLine = false; ///< that submission's workspace went on otherwise behind `common`
    QStringList waited{}; ///< fields that still waited; "*": the row as a whole
    QList<PackedField> last{}; ///< what it said of a row that it removed

    const PackedField* field(const QString& id) const; ///< null when it said nothing
    /// The district has looked at exactly this edit.
    bool had(const PackedField& field) const;
    bool hadLast(const PackedField& field) const;
    /// The value that both offices knew last: what was handed in before, when the office went on from there.
    const FieldValue& ancestor(const PackedField& field) const;
};

/// One row of a package against the row that is here: what to write, and what cannot be settled.
class RowMerge
{
public:
    /// `earlier`: what the same office handed in about this row before and the district has looked at: edits
    /// that were in it are nothing new, and later ones build on its values. `device`: the office's.
    RowMerge(const Workspace& workspace, StoredRows& rows, const OfficeArea& area, int device,
        PackedChange change, const Earlier& earlier);

    /// What the ledger's rules say of the row that is to be written: what they refuse waits at once.
    void askRules();
    /// How it stands here and is to stand, for writeInOrder.
    PlannedWrite planned() const;
    Result<> write(UnitOfWork& work, StoredRows& rows);
    /// Why it could not be written: everything that it wanted becomes a conflict.
    void refusedBy(const Error& why);
    /// It hangs on whichever row it names and is there already in other words: a mark made in both offices.
    /// Nothing refers to it, so nobody is asked which of the two is to stay.
    bool isSaidAlready(const Workspace& workspace) const;
    void leave(); ///< it is settled as it stands here
    bool isSettled() const { return !wanted && !removes && conflicts.isEmpty(); } ///< nothing to do or to say
    bool isDone() const { return (wanted || removes) && !failed; }
    /// Its removal is not done but left to people.
    void stay(const QString& reason);
    QList<RegistryRow> owners() const; ///< the rows with which it would go; none when it hangs on none
    /// What is written, with the values here before.
    MergedRow written() const;

    PackedChange change;
    std::optional<Record> wanted; ///< to be written
    bool adds = false, removes = false;
    QList<Conflict> conflicts;

private:
    void mergeFields(const Record& ours, const Earlier& earlier);
    void mergeRemoval(const Record& ours, const Earlier& earlier);
    /// The row with those of the fields that are new from the office and stand here as it knew them; nothing
    /// when there are none. `clashing`: those that changed on both sides.
    std::optional<Record> takenOver(const Record& ours, const QList<PackedField>& fields,
        const Earlier& earlier, QList<const PackedField*>& clashing) const;
    void mergeAbsent(int device, const Earlier& earlier, bool removedHere);
    bool mayHandIn(const Workspace& workspace, StoredRows& rows, const OfficeArea& area, int device,
        const Earlier& earlier);
    static bool canBeOwner(const Workspace& workspace, const StoredRows& rows, const OfficeArea& area,
        int device, const QString& registry, RowId id);
    bool saysAnything(const Earlier& earlier) const;
    void addWhole();
    Conflict conflict(ConflictKind kind, const QString& reason = {}) const;
    QJsonObject allFields(const std::optional<Record>& ours) const;

    const RegistrySpec* spec;
    std::optional<Record> here;
    std::optional<Record>
        ifItStays; ///< of a row that is to go: with what the office edited before it removed it
    bool failed = false;
};

} // namespace coop
