#pragma once
#include "core/base/row_id.h"

#include <QString>
#include <QStringList>
#include <variant>
#include <vector>

namespace coop
{

/// One field of one row: nothing, an integer (whole numbers, fixed-point decimals in units of 10^-scale,
/// 1/0 for yes and no, row ids of references), a real (degrees), a text (dates as yyyy-MM-dd, months as
/// yyyy-MM, choices), or a list (several choices; a child registry's column).
class FieldValue
{
public:
    using List = std::vector<FieldValue>;

    FieldValue() = default;
    FieldValue(qint64 number)
        : held(number)
    {
    }
    FieldValue(int number)
        : held(qint64(number))
    {
    }
    FieldValue(double real)
        : held(real)
    {
    }
    FieldValue(const QString& text)
        : held(text)
    {
    }
    FieldValue(List list)
        : held(std::move(list))
    {
    }

    bool isNull() const { return std::holds_alternative<std::monostate>(held); }
    bool isText() const { return std::holds_alternative<QString>(held); }
    bool isList() const { return std::holds_alternative<List>(held); }
    bool isReal() const { return std::holds_alternative<double>(held); }
    bool isNumber() const { return std::holds_alternative<qint64>(held); }

    /// Each gives the neutral value when something else is held.
    qint64 number() const { return isNumber() ? std::get<qint64>(held) : 0; }
    double real() const { return isReal() ? std::get<double>(held) : 0; }
    QString text() const { return isText() ? std::get<QString>(held) : QString(); }
    const List& list() const;

    bool operator==(const FieldValue& other) const;

private:
    std::variant<std::monostate, qint64, double, QString, List> held;
};

} // namespace coop
