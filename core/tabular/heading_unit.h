#pragma once
#include <QString>
#include <QStringList>
#include <optional>

namespace coop
{

struct FieldSpec;

/// A heading taken apart: 发放额（万元）, 发放额/万元 and 发放额万元 → 发放额, 万元.
struct HeadingParts {
    QString name;
    QString unit;
};
HeadingParts headingParts(const QString& heading);

/// A heading without （必填） and the like.
QString withoutFillingNote(const QString& heading);

/// The power of ten between a unit and the field's own: 万元 for a field in 元 is 4, 亩 in 亩 0. Nothing when
/// the unit is another quantity (公顷 for 亩).
std::optional<int> unitExponent(const FieldSpec& field, const QString& unit);

/// The unit with which a text begins, as a number's format writes it behind the digits: 亩 of "亩 (dd)".
/// Empty when it begins with none.
QString unitAtStart(const QString& text);
/// Whether a unit measures what the field does in another size, or a share of it: 公顷 or ‰ for 亩, not 户.
bool isOtherSize(const FieldSpec& field, const QString& unit);
/// Whether a text is nothing but a unit of what the field does not measure: 斤 or 元 for 亩. What is counted
/// (家, 户) is dress.
bool isOtherQuantity(const FieldSpec& field, const QString& unit);

/// Whether a text is nothing but a unit: 万元, （亩次）.
bool isUnit(const QString& text);

/// Whether a percentage may stand in the field: 95% is 95.
bool takesPercent(const FieldSpec& field);

/// What a line above the table or a note below it says of units: 金额单位：万元, （户、万元）, 以万元为单位.
struct StatedUnits {
    QStringList units;
    bool unclear = false; ///< it says something that is no whole unit: 单位：万
};
StatedUnits statedUnits(const QString& cell);

} // namespace coop
