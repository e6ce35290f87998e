#include "core/tabular/import/step_rows.h"

#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"

namespace coop
{

Result<std::shared_ptr<StepRows>> StepRows::of(const Workspace& workspace, const QString& registry)
{
    const auto spec = workspace.registries().requireEditable(registry);
    COOP_TRY(spec);
    auto matcher = RowMatcher::of(workspace, **spec);
    COOP_TRY(matcher);
    return std::shared_ptr<StepRows>(new StepRows(**spec, std::move(*matcher)));
}

std::optional<StepRows::Place> StepRows::meantBefore(const RowKey& key) const
{
    for (const auto& [file, rows] : tables)
        if (const auto row = rows.constFind(key); row != rows.constEnd())
            return Place{file, *row};
    return {};
}

} // namespace coop
