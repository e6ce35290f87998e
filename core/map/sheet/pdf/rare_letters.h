#pragma once
#include "core/map/sheet/pdf/pdf_letters.h"

#include <QSizeF>

class QPainter;

namespace coop
{

/// The letters beyond U+FFFF and the variants of letters of a drawing, each glyph once. `draw` draws all
/// pages in their order; what it draws is not seen.
LettersOfFonts rareLetters(QSizeF paperMm, int dpi, const std::function<void(QPainter&)>& draw);

} // namespace coop
