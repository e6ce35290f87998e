#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QList>
#include <functional>

namespace coop
{

class Workspace;
struct RowQuery;

/// The rows of a RowQuery, one after the other in the order of their codes, until `row` says false. A search
/// goes through the rows without keeping them and reads whole only those that it found. Throws what SQLite
/// refuses.
Result<> eachOfQuery(
    const Workspace& workspace, const RowQuery& query, const std::function<bool(const Record&)>& row);

} // namespace coop
