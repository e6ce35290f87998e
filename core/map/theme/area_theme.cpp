#include "core/map/theme/area_theme.h"

#include <algorithm>

namespace coop
{

bool AreaTheme::uses(int classIndex) const
{
    return std::any_of(
        marks.begin(), marks.end(), [&](const AreaMark& m) { return m.classIndex == classIndex; });
}

} // namespace coop
