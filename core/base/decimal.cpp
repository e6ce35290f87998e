#include "core/base/decimal.h"

#include "core/base/text/text.h"

#include <limits>

namespace coop
{

namespace
{
QString grouped3(QString digits)
{
    for (auto at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, u',');
    return digits;
}

/// Whether commas stand where thousands separators do: "1,234,567" yes, "1,23" no.
bool commasAreGroups(const QString& whole)
{
    const QStringList parts = whole.split(u',');
    if (parts.size() == 1)
        return true;
    if (parts.first().isEmpty() || parts.first().size() > 3)
        return false;
    for (auto i = 1; i < parts.size(); ++i)
        if (parts[i].size() != 3)
            return false;
    return true;
}
} // namespace

qint64 powerOfTen(int n)
{
    qint64 power = 1;
    for (int i = 0; i < n; ++i)
        power *= 10;
    return power;
}

Result<qint64> parseDecimal(const QString& text, int scale, int exponent)
{
    const auto notANumber = [&] {
        return fail(
            ErrorKind::invalidValue, QStringLiteral("填的是“%1”，请填数字，例如 30").arg(inSentence(text)));
    };
    QString digits = halfWidth(text).trimmed();
    bool negative = false;
    if (digits.startsWith(u'-') || digits.startsWith(u'+')) {
        negative = digits.startsWith(u'-');
        digits.remove(0, 1);
    }
    const auto point = digits.indexOf(u'.');
    QString whole = point < 0 ? digits : digits.left(point);
    QString fraction = point < 0 ? QString() : digits.mid(point + 1);
    if (!commasAreGroups(whole))
        return notANumber();
    whole.remove(u',');
    if (whole.isEmpty() && fraction.isEmpty())
        return notANumber();
    for (const QChar c : whole + fraction)
        if (c < u'0' || c > u'9')
            return notANumber();

    // Shift the point right by scale + exponent; what is left behind it must be zeros.
    const auto shift = scale + exponent;
    fraction = fraction.leftJustified(shift, u'0');
    const QString kept = whole + fraction.left(shift);
    const QString rest = fraction.mid(shift);
    if (rest.count(u'0') != rest.size())
        return fail(ErrorKind::invalidValue,
            shift == 0 ? QStringLiteral("填的是“%1”，只能填整数").arg(inSentence(text))
                       : QStringLiteral("填的是“%1”，最多保留 %2 位小数").arg(inSentence(text)).arg(shift));
    qint64 value = 0;
    for (const QChar c : kept) {
        const int digit = c.unicode() - u'0';
        if (value > (std::numeric_limits<qint64>::max() - digit) / 10)
            return fail(
                ErrorKind::invalidValue, QStringLiteral("填的是“%1”，数字太大").arg(inSentence(text)));
        value = value * 10 + digit;
    }
    return negative ? -value : value;
}

QString formatDecimal(qint64 value, int scale, bool grouped)
{
    const QString sign = value < 0 ? QStringLiteral("-") : QString();
    const quint64 magnitude = value < 0 ? quint64(0) - quint64(value) : quint64(value);
    const QString digits = QString::number(magnitude).rightJustified(scale + 1, u'0');
    const QString whole = digits.left(digits.size() - scale);
    QString fraction = digits.right(scale);
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    return sign + (grouped ? grouped3(whole) : whole) + (fraction.isEmpty() ? QString() : u'.' + fraction);
}

QString formatDecimalFixed(qint64 value, int scale, int decimals, bool grouped)
{
    qint64 rounded = value;
    if (decimals < scale) {
        const qint64 unit = powerOfTen(scale - decimals);
        const qint64 rest = value % unit;
        rounded = value / unit;
        if ((rest < 0 ? -rest : rest) >= unit - unit / 2)
            rounded += value < 0 ? -1 : 1;
    }
    const int shown = qMin(decimals, scale);
    QString text = formatDecimal(rounded, shown, grouped);
    if (decimals == 0)
        return text;
    const auto point = text.indexOf(u'.');
    const auto have = point < 0 ? 0 : text.size() - point - 1;
    if (point < 0)
        text += u'.';
    return text + QString(decimals - have, u'0');
}

} // namespace coop
