#pragma once

namespace coop
{

// The table that cmake/pinyin_table.cpp writes at build time.
inline constexpr char16_t firstPinyinHan = 0x4E00;
inline constexpr char16_t lastPinyinHan = 0x9FFF;

/// Syllables without tone, ü as v; the first is empty, for characters without a known reading.
extern const char* const pinyinSyllables[];
/// For each character from `firstPinyinHan` on: index into `pinyinSyllables`.
extern const unsigned short pinyinOfHan[lastPinyinHan - firstPinyinHan + 1];

} // namespace coop
