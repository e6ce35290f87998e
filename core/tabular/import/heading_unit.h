#pragma once
#include <QString>
#include <optional>

namespace coop
{

struct FieldSpec;

/// A heading taken apart: 发放额（万元） → 发放额, 万元. Without brackets at its end there is no unit.
struct HeadingParts {
    QString name;
    QString unit;
};
HeadingParts headingParts(const QString& heading);

/// The power of ten between a unit and the field's own: 万元 for a field in 元 is 4, 亩 in 亩 0. Nothing when
/// the unit is another quantity (公顷 for 亩).
std::optional<int> unitExponent(const FieldSpec& field, const QString& unit);

/// The unit in a line above the table, 金额单位：万元; empty when there is none.
QString unitInLine(const QString& text);

} // namespace coop
