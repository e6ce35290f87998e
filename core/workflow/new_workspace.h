#pragma once
#include "core/base/period.h"
#include "core/base/result.h"
#include "core/workflow/mapping/map_layers.h"

#include <functional>
#include <optional>

namespace coop
{

struct NewWorkspaceRequest {
    QString path;
    QString plan; ///< id or file
    QString who;
    std::optional<LayerFile> boundaries{}; ///< nothing: the plan's own layer
    bool example = false; ///< takes in the example workbooks
    /// With which the office's filings begin; nothing: with the plan, as those of the example do.
    std::optional<Period> firstQuarter{};
    bool practice = false; ///< marked as a workspace for practice, with filings in every state
    std::function<void(const QString& step)> progress{};
};

/// What was made.
struct NewWorkspace {
    std::optional<MapLayer> boundaries{}; ///< nothing when neither the request nor the plan names any
    QStringList remarks{}; ///< on the boundaries' place: an old or unknown datum, far from the townships
};

/// Makes a workspace with plan, map layer and, when asked, the example ledgers. All or nothing: when a step
/// is refused no file is left.
Result<NewWorkspace> newWorkspace(const NewWorkspaceRequest& request);

} // namespace coop
