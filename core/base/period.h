#pragma once
#include "core/base/result.h"

#include <QDate>
#include <compare>

namespace coop
{

/// A calendar month, the grain that records carry. Written 2024-07.
struct Month {
    int year = 0;
    int month = 0; ///< 1 … 12

    auto operator<=>(const Month&) const = default; // NOLINT(modernize-use-nullptr): not of a default
    bool isValid() const { return year >= 1900 && year <= 2999 && month >= 1 && month <= 12; }
    QDate firstDay() const { return QDate(year, month, 1); }
    QDate lastDay() const { return firstDay().addMonths(1).addDays(-1); }
    QString toString() const; ///< "2024-07"
    static Month of(QDate date) { return {date.year(), date.month()}; }
    /// Reads 2024-07, 2024-7, 2024.7, 2024/07, 2024年7月, 202407; refuses 2024-13 with
    /// ErrorKind::invalidValue.
    static Result<Month> parse(const QString& text);
};

/// What a figure is read for: a month, a quarter or a year. Written 2024-07, 2024Q3, 2024.
/// The reading is always taken at its end; flows run from the first month of its year (year to date).
class Period
{
public:
    static Period ofMonth(Month month) { return {Kind::month, month.year, month.month}; }
    static Period ofQuarter(int year, int quarter) { return {Kind::quarter, year, quarter}; }
    static Period ofYear(int year) { return {Kind::year, year, 1}; }
    static Period quarterOf(QDate date) { return ofQuarter(date.year(), (date.month() + 2) / 3); }
    /// Reads 2024, 2024Q4, 2024q4, 2024-07, 2024年第四季度; refuses the rest with ErrorKind::invalidValue.
    static Result<Period> parse(const QString& text);

    bool operator==(const Period&) const = default;
    bool isQuarter() const { return kind == Kind::quarter; }
    int year() const { return theYear; }
    int quarter() const { return isQuarter() ? number : (lastMonth().month + 2) / 3; }
    Month firstMonth() const;
    Month lastMonth() const;
    QDate lastDay() const { return lastMonth().lastDay(); }
    Period addQuarters(int count) const; ///< of a quarter only

    QString toString() const; ///< "2024Q4": command line, JSON, file names
    QString title() const; ///< "2024年第四季度": screen and paper
    QString shortTitle() const; ///< "24Q4": chart axes

private:
    enum class Kind { month, quarter, year };
    Period(Kind k, int y, int n)
        : kind(k)
        , theYear(y)
        , number(n)
    {
    }
    Kind kind;
    int theYear;
    int number;
};

/// "2024年7月26日", for running text.
QString dateInWords(QDate date);

/// A day as clerks write it: 2024-07-26, 2024.7.26, 2024/7/26, 20240726, 2024年7月26日. Refuses the rest,
/// also days that do not exist, with ErrorKind::invalidValue.
Result<QDate> parseDate(const QString& text);

} // namespace coop
