#pragma once
#include <QString>
#include <optional>

namespace coop
{

/// What happened to a row in one step.
enum class RowOp { add, change, remove };
/// add, change, remove: in the history, in packages and in JSON.
QString toText(RowOp op);
std::optional<RowOp> rowOpFrom(QStringView text);

} // namespace coop
