#pragma once
#include "core/domain/record.h"
#include "core/store/door.h"
#include "core/store/history/row_op.h"

#include <QJsonObject>
#include <functional>
#include <optional>

namespace coop
{

class Workspace;

// What stands in the history after one of its entries, and which history it is: what the exchange of packages
// asks. All throw what SQLite refuses.

/// One row in one entry, as the history keeps it.
struct LoggedChange {
    QString registry;
    RowId id = 0;
    QString code;
    RowOp op = RowOp::change;
    QJsonObject fields; ///< id of the field → [before, after]
    QString who, time;
    Door door = Door::form;
    qint64 entry = 0;
};
/// Every change after an entry, in their order.
void eachChangeSince(
    const Workspace& workspace, qint64 entry, const std::function<void(const LoggedChange&)>& change);

/// A row that entries after another one touched.
struct RowTouched {
    QString registry;
    RowId id = 0;
    bool wasThere = true; ///< before the first of them
    QByteArray fields; ///< of all of them, as they are kept
    bool hasField(const QString& field) const { return fields.contains('"' + field.toUtf8() + '"'); }
};
/// In the order in which they were touched first.
void eachRowTouchedSince(
    const Workspace& workspace, qint64 entry, const std::function<void(const RowTouched&)>& row);
/// Whether a row of the registry came, went or changed with this field after an entry.
bool fieldTouchedSince(
    const Workspace& workspace, qint64 entry, const QString& registry, const QString& field);

/// A row that was removed, as the history has it last; nothing when the history knows of none.
std::optional<Record> removedRow(const Workspace& workspace, const RegistrySpec& spec, RowId id);

/// Whether the entry of this number is the one of this hash.
bool historyHas(const Workspace& workspace, qint64 entry, const QString& hash);
/// The hashes (hexadecimal) of all entries, in their order.
void eachHash(
    const Workspace& workspace, const std::function<void(qint64 entry, const QByteArray& hash)>& hash);

} // namespace coop
