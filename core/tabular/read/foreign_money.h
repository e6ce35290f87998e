#pragma once
#include <QString>

namespace coop
{

/// What a sign or word of money means when it is not yuan; empty for yuan and for what is no money.
/// `locale` as formats write it behind the sign: 411, ja-JP.
QString moneyOf(const QString& sign, QStringView locale);

/// The first foreign money in letters that a format writes: "US$"0, 0" EUR".
QString moneyIn(const QString& letters);

} // namespace coop
