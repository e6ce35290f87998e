#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/store/door.h"

#include <QList>

namespace coop
{

class Session;

/// Adds the row (id 0) or writes what differs, as one step that can be undone. Gives the row as it is now.
/// `reason`: why it is saved in spite of warnings; stands in the history behind the name of the step. `door`:
/// form or grid. Errors are those of UnitOfWork::add and change.
Result<Record> saveRecord(
    Session& session, const Record& record, const QString& reason = {}, Door door = Door::form);

/// Writes down of two rows that they are not the same thing, as a step of its own.
Result<> saveNotDuplicate(Session& session, const Record& first, RowId second);

/// A new row like the one before it: rows come sheet by sheet, with the same month and the same places.
Record nextLike(const Record& record);

/// What a new row begins with: the township that the top bar chose.
Record newRowIn(const Session& session, const RegistrySpec& spec);

/// Removes rows as one step: all of them or none. Errors: inUse names what still refers to a row.
Result<> removeRecords(Session& session, const RegistrySpec& spec, const QList<Record>& rows);

} // namespace coop
