#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/domain/registry_spec.h"

#include <QList>
#include <functional>

namespace coop
{

class Workspace;
struct RowQuery;

/// The fields of a registry through which a search looks: what people read as text. Personal fields only for
/// who may see them: what is masked must not be found digit by digit.
QList<int> searchedFields(const RegistrySpec& spec, bool maySeePersonal);

/// The rows of a RowQuery, one after the other in the order of their codes, until `row` says false. A search
/// goes through the rows without keeping them and reads whole only those that it found. With `personal`, for
/// who may see them, personal fields take part in its search and conditions; else a search passes over them,
/// and a condition on one is refused. Throws what SQLite refuses. Errors: locked.
Result<> eachOfQuery(const Workspace& workspace, const RowQuery& query,
    const std::function<bool(const Record&)>& row, bool personal = false);

} // namespace coop
