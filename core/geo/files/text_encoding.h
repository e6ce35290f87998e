#pragma once
#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

class GDALDataset;

namespace coop
{

/// Bytes as text in an encoding that Encoding knows; nothing when they are no such text. A last character
/// that was cut in the middle, as tables with narrow columns have it, is left out.
std::optional<QString> decodedFrom(const QByteArray& bytes, const QByteArray& encoding);

/// The encodings that a file's texts can all be in, likeliest first: UTF-8, GB18030, BIG5. `said`: what a
/// side file claims, believed as far as all texts agree. Empty: no text has letters beyond ASCII, or none
/// fits them all.
QStringList fittingEncodings(const QList<QByteArray>& texts, const QByteArray& said);

/// Why the first of `fits`, which are the fittingEncodings of `texts`, may be the wrong one, as half a
/// sentence; empty: nothing speaks for another.
QString encodingDoubt(const QList<QByteArray>& texts, const QStringList& fits, const QByteArray& said);

/// Names of fields and values of all features as they lie in the file, those with letters beyond ASCII.
QList<QByteArray> rawTexts(GDALDataset& data);

/// Whether a text is in UTF-8. Bytes that are UTF-8 of a few foreign letters by chance and Chinese characters
/// in GBK (小学, 山水) are not, unless all of those letters are Latin ones or signs (é, °) and `said`, what
/// the text itself says, is no other encoding.
bool isUtf8Text(const QByteArray& bytes, const QByteArray& said);

/// An XML in UTF-8, whatever it was written in: by its mark, its declaration, or GB18030.
QByteArray xmlAsUtf8(const QByteArray& bytes);

} // namespace coop
