#pragma once
#include <QDate>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <optional>

namespace coop
{

/// How an indicator's figure and target are to be read.
enum class Basis {
    yearFlow, ///< 年度发生额: what happened from January to the period's end
    cumulative, ///< 累计: what happened from the plan's first day to the period's end
    stock, ///< 期末存量: what there is on the period's last day
};
QString basisName(Basis basis);

/// Where an indicator's figure comes from, as data: which registry, which rows, what is added up.
struct Measure {
    enum class Aggregate {
        count, ///< rows
        sum, ///< of `field`
        entered, ///< the last figure entered by hand (registry measurements)
    };
    struct Condition {
        QString field;
        QStringList anyOf; ///< stored values: choices as text, yes and no as 是 / 否
    };
    QString registry;
    Aggregate aggregate = Aggregate::count;
    QString field{}; ///< summed
    QString distinct{}; ///< count: different values of this field instead of rows (a child registry's parent)
    QList<Condition> where{};
    QString when{}; ///< flow: the month or date field that places a row in time
    QString from{}; ///< stock: counts from this date on; an empty date counts unless `fromRequired`
    bool fromRequired = true;
    QString until{}; ///< stock: and until the day before this date
    QString split{}; ///< choice field by which the figure can be broken down

    bool isEntered() const { return aggregate == Aggregate::entered; }
    /// Whether figures of months, areas and choices add up to that of all of them. Where they do not, each is
    /// made over its own rows.
    bool addsUp() const;
};

struct IndicatorTarget {
    int year = 0;
    qint64 value = 0; ///< smallest unit
    QDate due;
    QString clause;
    QMap<QString, qint64> split{}; ///< value of Measure::split → part of the target
};

/// One figure that the plan sets targets for.
struct Indicator {
    QString id, title;
    QString unit; ///< 万亩次; of target and value as people read them
    int exponent = 0; ///< one unit = 10^exponent smallest units: 亿元 over 元 = 8, 万亩次 over 0.01 亩次 = 6
    int decimals = 0; ///< shown by default
    Basis basis = Basis::stock;
    bool strict = false; ///< operator > instead of ≥
    bool headline = false;
    QString clause;
    Measure measure;
    QList<IndicatorTarget> targets; ///< by year
    QList<int> weights{}; ///< of the four quarters in per cent, for flows; empty: linear
    QDate paceFrom{}; ///< flows: the pace of this day's year begins with this day; invalid: with January

    const IndicatorTarget* target(int year) const;
};

} // namespace coop
