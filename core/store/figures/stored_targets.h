#pragma once
#include "core/base/result.h"
#include "core/base/row_id.h"
#include "core/domain/plan/indicator.h"

#include <QHash>
#include <QMap>
#include <optional>

namespace coop
{

class Workspace;

/// The targets as the office keeps them (registry targets): the plan's own until somebody edits them, and the
/// parts that were allocated to federations.
class StoredTargets
{
public:
    explicit StoredTargets(const Workspace& workspace); ///< throws what SQLite refuses

    /// In smallest units; `federation` 0 is the district.
    std::optional<qint64> value(const Indicator& indicator, int year, RowId federation) const;
    /// The indicator with the district's targets as they stand now; new years fall due at their end.
    Indicator withStoredTargets(const Indicator& indicator) const;

private:
    bool kept = false; ///< whether the workspace has the registry
    QHash<QString, QMap<int, QHash<RowId, qint64>>> stored; ///< indicator → year → federation
};

/// Read once as long as nothing changes.
Result<StoredTargets> storedTargets(const Workspace& workspace);

} // namespace coop
