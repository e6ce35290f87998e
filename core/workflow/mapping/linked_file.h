#pragma once
#include "core/base/result.h"

#include <QString>

namespace coop
{

// A layer may link to a file. A workspace may come from anybody, so a link leads only to what lies below the
// workspace's own folder: no ../, no other disk, no share, no address that GDAL would follow.

/// The link to `path` as the workspace keeps it. Errors: refused (not below its folder).
Result<QString> linkToFile(const QString& workspacePath, const QString& path);
/// The file that a kept link leads to, which need not be there. Errors: refused.
Result<QString> linkedFile(const QString& workspacePath, const QString& link);

} // namespace coop
