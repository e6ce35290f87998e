#pragma once
#include <QByteArray>
#include <QSizeF>
#include <functional>

class QPainter;

namespace coop
{

/// A PDF of Qt's in which letters beyond U+FFFF (𠮷, 𬭎) and variants of letters can be found and copied,
/// too: Qt draws them, but writes down what its glyphs mean up to U+FFFF only. `draw` draws all pages again,
/// in the same order; it is asked only when a font of the PDF has glyphs without a meaning, and what it draws
/// is not seen.
QByteArray withRareLetters(
    const QByteArray& pdf, QSizeF paperMm, int dpi, const std::function<void(QPainter&)>& draw);

} // namespace coop
