#pragma once
#include <QHash>
#include <QStringList>
#include <functional>

class QPDF;

namespace coop
{

/// Letters by the plain name of the font that has them, in the order in which they are drawn first.
using LettersOfFonts = QHash<QString, QStringList>;
/// NotoSansCJKsc-Bold and Noto Sans CJK SC Bold are one font.
QString plainFontName(const QString& name);

/// Says what the glyphs of a PDF of Qt's mean, so that its text can be searched and copied: 大 (U+5927) where
/// Qt writes the radical ⼤ (U+2F24) that has the same glyph, and letters beyond U+FFFF (𠮷, 𬭎) and
/// variants of letters, of which it says nothing. `rare` names those; it is asked only when a glyph has no
/// meaning.
void nameGlyphs(QPDF& pdf, const std::function<LettersOfFonts()>& rare);

} // namespace coop
