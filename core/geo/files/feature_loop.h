#pragma once
#include "core/base/result.h"

#include <functional>

class OGRFeature;

namespace coop
{

struct SourceLayer;

/// Calls `each` with every feature of a layer from the first on, until it returns false. GDAL's readers end
/// in the same way where a file ends and where it breaks; this loop asks which it was, and is the only one
/// over them in the program. Errors: fileUnreadable where the file is broken, with the number of the feature;
/// what `each` says.
Result<> forEachFeature(
    const SourceLayer& layer, const QString& file, const std::function<Result<bool>(OGRFeature&)>& each);

} // namespace coop
