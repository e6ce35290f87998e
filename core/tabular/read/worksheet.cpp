#include "core/tabular/read/worksheet.h"

namespace coop
{

CellValue Worksheet::mergedValue(int row, int column) const
{
    const auto* merge = merged.at(row, column);
    if (!merge || rows.isCorrected({row, column}))
        return value(row, column);
    const CellPlace first{merge->range.top, merge->range.left};
    return rows.isCorrected(first) ? value(first.row, first.column) : merge->first;
}

QString Worksheet::shown(const CellValue& value) const
{
    if (value.kind == CellValue::Kind::uncalculated)
        return QStringLiteral("#未计算的公式");
    return value.isNumber() ? formatOf(value).shown(value.number) : value.text;
}

QStringList Worksheet::texts(int row) const
{
    QStringList texts;
    const TableCells cells = rows.row(row);
    for (const PlacedCell& cell : cells) {
        texts.resize(cell.column);
        texts += shown(cell.value);
    }
    return texts;
}

const NumberFormat& Worksheet::formatOf(const CellValue& value) const
{
    static const NumberFormat general;
    return value.format >= 0 && value.format < formats.size() ? formats[value.format] : general;
}

QString Worksheet::letter(int column)
{
    QString letters;
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.prepend(QChar(char16_t(u'A' + (rest - 1) % 26)));
    return letters;
}

} // namespace coop
