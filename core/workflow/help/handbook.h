#pragma once
#include "core/base/result.h"

namespace coop
{

/// Prints all chapters of the help as one handbook: cover, contents with links, page numbers, bookmarks. The
/// same program gives the same bytes. Errors: invalidValue (another ending than .pdf), fileUnwritable; no
/// half file stays. Gives the number of its pages.
Result<int> exportHandbook(const QString& path, const QString& version);

} // namespace coop
