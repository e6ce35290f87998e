#pragma once
#include <QColor>

namespace coop
{

// Behind cells of rows that are not written yet.
inline const QColor wrongCell{0xFB, 0xE9, 0xE5}; ///< it stands against its row
inline const QColor noticedCell{0xFF, 0xF6, 0xDD}; ///< worth a look: changed, or unusual

} // namespace coop
