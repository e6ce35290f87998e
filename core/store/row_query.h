#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/domain/registry_spec.h"

#include <QList>

namespace coop
{

class Workspace;
struct RowQuery;

/// The fields of a registry through which a search looks: what people read as text. Personal fields only for
/// who may see them: what is masked must not be found digit by digit.
QList<int> searchedFields(const RegistrySpec& spec, bool maySeePersonal);

/// The rows of a RowQuery. With `personal`, for who may see them, personal fields take part in its search and
/// conditions; else a search passes over them, and a condition on one is refused. Throws what SQLite refuses.
/// Errors: locked.
Result<QList<Record>> readQuery(const Workspace& workspace, const RowQuery& query, bool personal = false);

} // namespace coop
