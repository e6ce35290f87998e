#pragma once

namespace coop
{

inline constexpr char16_t firstPinyinHan = 0x4E00;
inline constexpr char16_t lastPinyinHan = 0x9FFF;

/// The syllable of a character from `firstPinyinHan` to `lastPinyinHan`, without tone, ü as v; empty: not
/// known. Out of tables/pinyin.txt, which cmake/pinyin_table.cpp makes.
const char* pinyinSyllable(char16_t han);

} // namespace coop
