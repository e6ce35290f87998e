#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QList>

namespace coop
{

class Workspace;
struct RowQuery;

/// The rows of a RowQuery. Throws what SQLite refuses.
Result<QList<Record>> readQuery(const Workspace& workspace, const RowQuery& query);

} // namespace coop
