#include "core/tabular/import/column_units.h"

#include "core/base/text/text.h"
#include "core/domain/registry_spec.h"
#include "core/tabular/heading_unit.h"
#include "core/tabular/import/column_claims.h"
#include "core/tabular/import/table_row.h"

#include <QSet>
#include <algorithm>

namespace coop
{

namespace
{
/// What the lines above the headings say of units, beside them in columns that hold no field, and in the
/// notes below the data.
StatedUnits unitsAround(const Worksheet& sheet, const HeadingMap& map, int top)
{
    constexpr int notesLookedAt = 10;
    StatedUnits stated;
    const auto add = [&](const QString& text) {
        const StatedUnits said = statedUnits(text);
        stated.units += said.units;
        stated.unclear = stated.unclear || said.unclear;
    };
    add(QStringLiteral("(%1)").arg(headingParts(sheet.name).unit));
    for (int row = 0; row < map.firstRow; ++row)
        for (const PlacedCell& cell : sheet.rows.row(row)) {
            const bool isHeading = row >= top
                && std::any_of(map.columns.begin(), map.columns.end(),
                    [&](const HeadingMap::Column& column) { return column.column == cell.column; });
            const QString text = sheet.shown(cell.value);
            if (row < top || (!isHeading && comparable(text).startsWith(QStringLiteral("单位"))))
                add(text);
        }
    const int last = sheet.rows.size();
    for (int row = std::max(map.firstRow, last - notesLookedAt); row < last; ++row)
        if (isSkippedRow(sheet, map, row))
            for (const QString& text : sheet.texts(row))
                add(text);
    return stated;
}

/// The unit of a column whose heading writes none.
Result<int> statedExponent(const FieldSpec& field, const StatedUnits& stated, const QString& heading)
{
    const bool measured = !field.unit.isEmpty() || isUnit(field.label);
    QStringList fitting;
    QSet<int> exponents;
    for (const QString& unit : stated.units)
        if (const auto exponent = unitExponent(field, unit)) {
            exponents += *exponent;
            if (!fitting.contains(unit))
                fitting += unit;
        }
    // Hectares or dollars above a column of 亩 or 元: figures of another size.
    const auto other = std::find_if(stated.units.begin(), stated.units.end(),
        [&](const QString& unit) { return isOtherSize(field, unit) && !unitExponent(field, unit); });
    if (exponents.isEmpty() && !field.unit.isEmpty() && other != stated.units.end())
        return fail(ErrorKind::invalidValue,
            QStringLiteral(
                "表里写的单位是“%1”，列“%2”要的是%3，请换算以后再导入，或把这一列自己的单位写进表头")
                .arg(*other, heading, field.unit));
    const bool unclear = exponents.size() > 1 || (exponents.isEmpty() && stated.unclear && measured)
        || (!measured && !exponents.isEmpty() && !exponents.contains(0));
    if (unclear)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("表里写的单位%1，看不出列“%2”是哪一种，请把单位写进表头，例如“%2（%3）”，再导入")
                .arg(fitting.isEmpty() ? QStringLiteral("不完整")
                                       : QStringLiteral("有“%1”").arg(fitting.join(QStringLiteral("”“"))),
                    heading, field.unit.isEmpty() ? field.label : field.unit));
    return exponents.isEmpty() ? 0 : *exponents.begin();
}
} // namespace

Result<> settleUnits(
    HeadingMap& map, int top, const ColumnClaims& claims, const Worksheet& sheet, const RegistrySpec& spec)
{
    const StatedUnits around = unitsAround(sheet, map, top);
    for (HeadingMap::Column& column : map.columns) {
        const FieldSpec& field = spec.fields[column.field];
        const QString& unit = claims.unitOf(column.column);
        if (!field.isNumeric())
            continue;
        if (unit.isEmpty()) {
            const auto exponent = statedExponent(field, around, column.heading);
            COOP_TRY(exponent);
            column.exponent = *exponent;
        } else if (const auto exponent = unitExponent(field, unit)) {
            column.exponent = *exponent;
        } else {
            return fail(ErrorKind::invalidValue,
                QStringLiteral("列“%1”的单位“%2”不能换算，请换算成“%3”再导入")
                    .arg(column.heading, unit, field.heading()));
        }
    }
    return {};
}

} // namespace coop
