#include "core/tabular/read/serial_date.h"

#include <QDate>
#include <QDateTime>
#include <QRegularExpression>
#include <QTime>
#include <cmath>

namespace coop
{

std::optional<QString> serialDate(double serial, bool date1904)
{
    constexpr double lastSerial = 2958466; // 10000-01-01
    constexpr int secondsOfDay = 86400;
    constexpr int leapDayThatWasNot = 60; // 1900-02-29, which Excel keeps for the sake of Lotus
    if (date1904)
        serial += daysTo1904;
    if (!(serial >= 0) || !(serial < lastSerial))
        return std::nullopt;
    double day = std::floor(serial);
    auto seconds = int(std::round((serial - day) * secondsOfDay));
    if (seconds == secondsOfDay) {
        seconds = 0;
        ++day;
    }
    QString text;
    if (day == leapDayThatWasNot && !date1904)
        text = QStringLiteral("1900-02-29");
    else if (day >= 1 || date1904)
        text = QDate(1899, 12, day < leapDayThatWasNot && !date1904 ? 31 : 30)
                   .addDays(qint64(day))
                   .toString(Qt::ISODate);
    if (seconds == 0 && !text.isEmpty())
        return text;
    const QString time = QTime(0, 0).addSecs(seconds).toString(QStringLiteral("HH:mm:ss"));
    return text.isEmpty() ? time : text + u' ' + time;
}

std::optional<QString> isoDate(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{4}-\\d{2}-\\d{2})?(?:T?(\\d{2}:\\d{2})(:\\d{2}"
                                                        ")?(?:\\.\\d+)?(?:(Z)|([+-]\\d{2}):?(\\d{2}))?)?$"));
    const auto match = form.match(text);
    if (text.isEmpty() || !match.hasMatch())
        return std::nullopt;
    QString day = match.captured(1);
    QString time
        = match.captured(2) + (match.captured(3).isEmpty() ? QStringLiteral(":00") : match.captured(3));
    if (match.captured(2).isEmpty() || (!day.isEmpty() && time == u"00:00:00"))
        time.clear();
    if (!day.isEmpty() && !QDate::fromString(day, Qt::ISODate).isValid())
        return std::nullopt;
    // A moment with its zone is the day that it is here.
    const bool zoned = !match.captured(4).isEmpty() || !match.captured(5).isEmpty();
    if (zoned && !day.isEmpty() && !match.captured(2).isEmpty()) {
        constexpr int here = 8 * 3600, hour = 3600, minute = 60;
        const int east = match.captured(5).toInt() * hour
            + (match.captured(5).startsWith(u'-') ? -minute : minute) * match.captured(6).toInt();
        const QDateTime moment = QDateTime(QDate::fromString(day, Qt::ISODate),
            QTime::fromString(
                match.captured(2) + (match.captured(3).isEmpty() ? QStringLiteral(":00") : match.captured(3)),
                QStringLiteral("HH:mm:ss")),
            Qt::UTC)
                                     .addSecs(here - east);
        day = moment.date().toString(Qt::ISODate);
        time = moment.time().toString(QStringLiteral("HH:mm:ss"));
        if (time == u"00:00:00")
            time.clear();
    }
    return time.isEmpty() ? day : day.isEmpty() ? time : day + u' ' + time;
}

} // namespace coop
