#pragma once
#include <QString>

namespace coop
{

/// How Chinese text is typed: 云岭镇 → yunlingzhen. Without tones, ü as v, one reading a character (that of
/// place names); other characters stay, half-width and in lower case, blanks fall away.
QString pinyin(const QString& text);

/// First letters of the syllables: 云岭镇 → ylz. Other characters stay as in `pinyin`.
QString pinyinInitials(const QString& text);

/// Whether a row's text is what a search means: every blank-separated word of `query` is found in the text,
/// in its pinyin from the start of a syllable on, or in its initials. Case and width do not matter; an empty
/// query finds everything.
bool matchesSearch(const QString& text, const QString& query);

} // namespace coop
