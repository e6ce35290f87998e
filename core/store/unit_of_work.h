#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/store/door.h"

#include <memory>

namespace coop
{

class Workspace;
struct ChangeEntry;

/// Who changes something, through which door, and why: stands in the change log beside what changed.
struct Author {
    QString who;
    Door door = Door::form;
    QString reason; ///< also the name of the step in 撤销: 导入网点 147 行
};

/// The one way to write (docs/architecture.md, idea 3): a transaction in which SQLite's session extension
/// captures what changed; commit stores the capture, decoded, in the change log. Going out of scope without
/// commit undoes all.
class UnitOfWork
{
public:
    /// Errors: locked (read-only workspace), inUse (another writer).
    /// `undoes`: the entry of the change log that this work takes back, 0 for none.
    static Result<std::unique_ptr<UnitOfWork>> begin(Workspace& workspace, Author author, qint64 undoes = 0);
    ~UnitOfWork();

    /// Adds a row: derives, checks every rule, gives it an id and, when it has none, a code. Gives the id.
    /// Errors: refused (with the findings), duplicate (code or natural key), notFound (broken reference).
    Result<RowId> add(const Record& record);
    /// Writes the fields of `record` that differ from the row with its id. Gives whether anything changed.
    Result<bool> change(const Record& record);
    /// A row of somebody else's of which only its code and name are known here, since rows of this workspace
    /// refer to it: added, or called anew; no rule asks for more. Gives whether anything changed.
    Result<bool> callRow(const Record& record);
    /// Errors: inUse names the rows that still refer to it.
    Result<> remove(const QString& registry, RowId id);

    /// No row will be given an id up to this one, which is known to be taken elsewhere.
    Result<> neverGive(RowId id);
    /// Keeps an attachment's bytes under their SHA-256; bytes that are there already stay.
    Result<> keepBytes(const QString& digest, const QByteArray& bytes, const QByteArray& thumbnail);
    /// Keeps what the workspace knows about itself under a name of core/store/file/meta.h: keys, whose office
    /// it is.
    Result<> keepMeta(const QString& key, const QByteArray& value);
    /// The workspace that it writes to; reading sees what this work has written so far.
    const Workspace& workspace() const;

    /// Writes the values before every change of an entry. Errors: refused, with what stands in the way.
    Result<> takeBack(const ChangeEntry& entry);

    /// Lets this work through the locks of quarters and filings: `statesOnly` for taking a merge back.
    Result<> overrule(bool statesOnly);
    /// Two rows may have swapped what must be unique: first out of each other's way, then written, each with
    /// every rule. All or nothing.
    Result<> changeTogether(const QList<Record>& records);

    /// Gives the number of the entry in the change log; 0 when nothing changed and nothing was logged.
    Result<qint64> commit();
    /// The same, but logs who and why even when no row changed: 恢复.
    Result<qint64> commitNote();

private:
    Result<qint64> finish(bool note);
    struct Private;
    explicit UnitOfWork(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

} // namespace coop
