#pragma once
#include "core/base/result.h"
#include "core/domain/registry_spec.h"
#include "core/geo/shapes/geometry.h"

#include <QString>
#include <optional>

namespace coop
{

class Workspace;

/// Where the district lies, by the boundaries in the workspace: points far away from it are named, since they
/// are most often x and y changed over or another zone. The boundaries are read when the first point comes.
class DistrictPlace
{
public:
    explicit DistrictPlace(const Workspace& workspace)
        : source(&workspace)
    {
    }

    /// Kilometres between a point and the box around the district; 0 inside, near it and where there are no
    /// boundaries.
    double kilometresAway(LonLat point) const;
    /// 131.83, 3.41（离本区约 2900 公里）; empty when it is not far.
    QString farPoint(LonLat point) const;
    /// What such a point may be, and what to do.
    static QString likelyCause();
    /// The same as a warning about a row whose point is new or another than `before` (null: a new row).
    void addFarPoint(const Record& record, const Record* before, QList<Finding>& warnings) const;

private:
    const Workspace* source;
    mutable std::optional<Bounds> box; ///< in degrees; empty: there are no boundaries
};

} // namespace coop
