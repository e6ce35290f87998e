#pragma once
#include <QtGlobal>

/// What a table may ask of the computer. A sheet's own bounds are Excel's; the others are far beyond any
/// table that an office has, and keep a file of some kilobytes from unfolding into all memory.
namespace coop::table_limits
{

inline constexpr int rows = 1048576;
inline constexpr int columns = 16384;
inline constexpr int textUnits = 32767; ///< UTF-16 units in one cell
inline constexpr int textBytes = 8 * textUnits; ///< of a cell's text as the file spells it, escapes and all
inline constexpr int sheets = 1024;
inline constexpr int formats = 70000;
inline constexpr int formatLetters = 1024; ///< of one number format
inline constexpr int merges = 200000;
inline constexpr qint64 mergedColumns = 2000000; ///< columns of all merged ranges together
inline constexpr qint64 sharedBytes = qint64(160) << 20; ///< texts that cells of a workbook share
inline constexpr qint64 cellBytes = qint64(640) << 20; ///< cells of a file, as TableRows writes them
inline constexpr qint64 packedBytes = qint64(160) << 20; ///< the same, as it keeps them
inline constexpr qint64 partBytes = qint64(1) << 30; ///< unpacked, of one part of a package
inline constexpr qint64 packageBytes = qint64(3) << 29; ///< unpacked, of all parts that are read
inline constexpr int packageParts = 50000;
inline constexpr qint64 oldWorkbookBytes = qint64(160) << 20; ///< the stream of an .xls
inline constexpr int xmlDepth = 256;
inline constexpr qint64 xmlPiece = qint64(1)
    << 20; ///< of XML without an event: an element's own tag, a comment

} // namespace coop::table_limits
