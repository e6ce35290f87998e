#include "core/tabular/import/named_datum.h"

#include "core/tabular/import/table_row.h"

#include <QFileInfo>
#include <algorithm>

namespace coop
{

std::optional<MeantDatum> datumNamedIn(const ImportTable& table, const RegistrySpec& spec)
{
    const auto* lon = table.map.of(spec, u"lon");
    const auto* lat = table.map.of(spec, u"lat");
    if ((!lon && !lat) || table.sheet.placed)
        return std::nullopt;
    QStringList said{QFileInfo(table.file).completeBaseName(), table.sheet.name};
    for (const auto* column : {lon, lat})
        if (column)
            said += column->heading;
    const int data = table.map.firstRow;
    for (int row = 0; row < data - 1; ++row)
        said += table.sheet.texts(row);
    // Not 原始坐标, in which we write ourselves what a point was.
    const auto isMapped = [&](int column) {
        return std::any_of(table.map.columns.begin(), table.map.columns.end(),
            [&](const HeadingMap::Column& each) { return each.column == column; });
    };
    // 坐标系, 坐标来源: what each row says of its point, as far as a person would look.
    constexpr int rowsLookedAt = 500, notesLookedAt = 10;
    const int last = table.sheet.rows.size();
    for (int column = 0; column < table.sheet.columns() && data > 0; ++column)
        if (!isMapped(column) && table.sheet.mergedCell(data - 1, column).contains(QStringLiteral("坐标")))
            for (int row = data; row < std::min(last, data + rowsLookedAt); ++row)
                said += table.sheet.mergedCell(row, column);
    for (int row = std::max(data, last - notesLookedAt); row < last; ++row)
        if (isSkippedRow(table.sheet, table.map, row))
            said += table.sheet.texts(row);
    for (const QString& each : std::as_const(said))
        if (auto meant = datumMeantBy(each))
            return meant;
    return std::nullopt;
}

} // namespace coop
