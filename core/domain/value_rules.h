#pragma once
#include "core/domain/field_spec.h"
#include "core/domain/field_value.h"

namespace coop
{

/// The most that one row can say, in stored units. Ten million rows of the largest amounts are below 2^63 by
/// a factor of nine or more; what is beyond is a slip of the finger in any county.
namespace limits
{
inline constexpr qint64 money = 100'000'000'000; ///< 元: 一千亿元
inline constexpr qint64 area = 1'000'000'000; ///< 0.01 亩: 一千万亩
inline constexpr qint64 muTimes = 100'000'000'000; ///< 0.01 亩次: 十亿亩次
inline constexpr qint64 times = 10'000;
inline constexpr qint64 count = 1'000'000'000;
/// Targets and figures entered by hand, 10^-8 of their unit: one a federation and year, never added over
/// rows.
inline constexpr qint64 figure = 100'000'000'000'000'000;
inline constexpr double west = 73, east = 136, south = 3, north = 54; ///< degrees: the land of China
}

/// Characters that a text may have.
int longestText(const FieldSpec& field);

/// What is wrong with one value by itself, as a whole sentence that names the field; empty when it may be
/// kept. Every door asks it, since every door writes rows: form, grid, import, package, command line.
/// `identifies`: rows are told apart by this text.
QString valueProblem(const FieldSpec& field, const FieldValue& value, bool identifies);

/// The same of a longitude or latitude, as the second half of a sentence; empty when it is one in China.
QString degreesProblem(const FieldSpec& field, double degrees);

} // namespace coop
