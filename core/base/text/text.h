#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <optional>

namespace coop
{

/// Full-width digits, letters and ASCII punctuation to half-width (Ａ１，．％ → A1,.%); an ideographic space
/// becomes a space. Chinese brackets and 、。 stay.
QString halfWidth(const QString& text);

/// The letter that begins at `at`, which moves behind it; U+D800 for half of a pair.
char32_t nextLetter(const QString& text, qsizetype& at);

/// What cannot be seen and makes two names differ: zero-width blanks, marks and isolates of direction,
/// fillers, tags. Not the selectors of a variant of a character (U+E0100…), which rare names need.
bool isInvisible(char32_t letter);
QString withoutInvisible(const QString& text);

/// A value as a sentence quotes it: on one line, without what cannot be seen, at most 40 letters of it.
QString inSentence(const QString& text);

/// What a clerk meant by a name: half-width, trimmed, and without blanks between Chinese characters.
QString tidyName(const QString& text);

/// For comparing headings and names: tidied, lower case, brackets of both widths made equal, no blanks.
QString comparable(const QString& text);

/// A township's or federation's name without its kind, so that 云岭 finds 云岭镇 and 云岭镇农合联.
QString shortPlaceName(const QString& name);

/// Bytes of a text file as text: UTF-8 with or without BOM, UTF-16 with BOM, else GB18030. Empty when none
/// fits.
std::optional<QString> decodeText(const QByteArray& bytes);

/// Text in GB18030; characters cannot be lost, GB18030 has all of Unicode.
QByteArray toGb18030(const QString& text);

/// 138****0000 for personal data: first three and last four characters stay; shorter text loses its middle.
QString masked(const QString& text);

/// Whether a text is one that `masked` made.
bool isMasked(const QString& text);

} // namespace coop
