#pragma once
#include <QtGlobal>

namespace coop
{

/// Whether row ids can be made at this moment (ms since 1970): from 2024 to 2089. A last id that no such
/// moment can have given counts as none.
bool rowIdsCover(qint64 ms);

} // namespace coop
