#include "core/base/period.h"

#include "core/base/text/text.h"

#include <QRegularExpression>

namespace coop
{

namespace
{
const QString quarterNumerals = QStringLiteral("一二三四");
}

QString Month::toString() const
{
    return QStringLiteral("%1-%2").arg(year, 4, 10, QLatin1Char('0')).arg(month, 2, 10, QLatin1Char('0'));
}

Result<Month> Month::parse(const QString& text)
{
    static const QRegularExpression separated(
        QStringLiteral("^([0-9]{4})\\s*[-./年]\\s*([0-9]{1,2})\\s*月?(?:份)?$"));
    static const QRegularExpression packed(QStringLiteral("^([0-9]{4})([0-9]{2})$"));
    const QString plain = halfWidth(text).trimmed();
    auto match = separated.match(plain);
    if (!match.hasMatch())
        match = packed.match(plain);
    const Month month{match.captured(1).toInt(), match.captured(2).toInt()};
    if (!match.hasMatch() || !month.isValid())
        return fail(ErrorKind::invalidValue,
            QStringLiteral("填的是“%1”，请填年月，例如 2024-07").arg(inSentence(text)));
    return month;
}

Month Period::firstMonth() const
{
    if (kind == Kind::month)
        return {theYear, number};
    return {theYear, kind == Kind::quarter ? number * 3 - 2 : 1};
}

Month Period::lastMonth() const
{
    if (kind == Kind::month)
        return {theYear, number};
    return {theYear, kind == Kind::quarter ? number * 3 : 12};
}

Period Period::addQuarters(int count) const
{
    const int index = theYear * 4 + (number - 1) + count;
    return ofQuarter(index / 4, index % 4 + 1);
}

Result<Period> Period::parse(const QString& text)
{
    static const QRegularExpression year(QStringLiteral("^([0-9]{4})年?$"));
    static const QRegularExpression quarter(
        QStringLiteral("^([0-9]{4})(?:\\s*[-]?\\s*[Qq]([1-4])|年第?([一二三四1-4])季度)$"));
    const QString plain = halfWidth(text).trimmed();
    const auto inRange = [](int y) { return y >= 1900 && y <= 2999; };
    if (const auto match = year.match(plain); match.hasMatch() && inRange(match.captured(1).toInt()))
        return ofYear(match.captured(1).toInt());
    if (const auto match = quarter.match(plain); match.hasMatch() && inRange(match.captured(1).toInt())) {
        const QString number = match.captured(2) + match.captured(3);
        const auto numeral = quarterNumerals.indexOf(number);
        return ofQuarter(match.captured(1).toInt(), numeral >= 0 ? int(numeral) + 1 : number.toInt());
    }
    if (const auto month = Month::parse(plain))
        return ofMonth(*month);
    return fail(ErrorKind::invalidValue,
        QStringLiteral("期间“%1”不对，请写成 2024Q4（季度）、2024（全年）或 2024-07（月份）")
            .arg(inSentence(text)));
}

QString Period::toString() const
{
    switch (kind) {
    case Kind::month:
        return firstMonth().toString();
    case Kind::quarter:
        return QStringLiteral("%1Q%2").arg(theYear).arg(number);
    case Kind::year:
        break;
    }
    return QString::number(theYear);
}

QString Period::title() const
{
    switch (kind) {
    case Kind::month:
        return QStringLiteral("%1年%2月").arg(theYear).arg(number);
    case Kind::quarter:
        return QStringLiteral("%1年第%2季度").arg(theYear).arg(quarterNumerals[number - 1]);
    case Kind::year:
        break;
    }
    return QStringLiteral("%1年").arg(theYear);
}

QString Period::shortTitle() const
{
    return toString().mid(2);
}

QString dateInWords(QDate date)
{
    return QStringLiteral("%1年%2月%3日").arg(date.year()).arg(date.month()).arg(date.day());
}

Result<QDate> parseDate(const QString& text)
{
    static const QRegularExpression separated(
        // One sign between the parts: 2024.1-3 is January to March.
        QStringLiteral(
            "^([0-9]{4})\\s*(?|([-./"
            "])\\s*([0-9]{1,2})\\s*\\2|(年)\\s*([0-9]{1,2})\\s*月)\\s*([0-9]{1,2})\\s*[日号]?[.。]?"
            "\\s*(?:[(（]?\\s*(?:星期|周|礼拜)([一二三四五六日天])\\s*[)）]?)?"
            "(?:[ T]0{1,2}:00(?::00(?:\\.0+)?)?)?$")); // Excel's midnight
    static const QRegularExpression packed(QStringLiteral("^([0-9]{4})()([0-9]{2})([0-9]{2})$"));
    const QString plain = halfWidth(text).trimmed();
    auto match = separated.match(plain);
    if (!match.hasMatch())
        match = packed.match(plain);
    const QDate date(match.captured(1).toInt(), match.captured(3).toInt(), match.captured(4).toInt());
    if (!match.hasMatch() || !date.isValid() || date.year() < 1900 || date.year() > 2999)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("填的是“%1”，请填日期，例如 2024-07-26").arg(inSentence(text)));
    static const QString days = QStringLiteral("一二三四五六日");
    const QString day = match.captured(5) == u"天" ? QStringLiteral("日") : match.captured(5);
    if (!day.isEmpty() && days.indexOf(day) != date.dayOfWeek() - 1)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("填的是“%1”，但那天是星期%2，请核对日期")
                .arg(inSentence(text), days[date.dayOfWeek() - 1]));
    return date;
}

} // namespace coop
