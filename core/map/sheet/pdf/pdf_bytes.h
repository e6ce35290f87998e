#pragma once
#include <QByteArray>
#include <QDate>

namespace coop
{

/// A PDF of Qt's with the moment of its making set to the day that the paper carries, so that the same sheet
/// gives the same bytes. Nothing moves: the new text is as long as the old.
QByteArray withFixedDate(QByteArray pdf, QDate date);

/// A PDF of Qt's whose text says 大 (U+5927) where Qt writes the radical ⼤ (U+2F24) that has the same glyph,
/// so that it can be searched and copied. Nothing moves here either.
QByteArray withOrdinaryCharacters(QByteArray pdf);

} // namespace coop
