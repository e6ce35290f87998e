#include "core/tabular/table_sheet.h"

namespace coop
{

QString TableSheet::cell(int row, int column) const
{
    if (row < 0 || row >= rows.size() || column < 0 || column >= rows[row].size())
        return {};
    return rows[row][column];
}

QString TableSheet::mergedCell(int row, int column) const
{
    const CellPlace place = merged.value({row, column}, {row, column});
    return cell(place.row, place.column);
}

int TableSheet::columns() const
{
    qsizetype most = 0;
    for (const QStringList& row : rows)
        most = qMax(most, row.size());
    return int(most);
}

void TableSheet::merge(int top, int left, int bottom, int right)
{
    const int lastRow = qMin(bottom, int(rows.size()) - 1);
    const int lastColumn = qMin(right, columns() - 1);
    for (int row = top; row <= lastRow; ++row)
        for (int column = left; column <= lastColumn; ++column)
            if (row != top || column != left)
                merged.insert({row, column}, {top, left});
}

void TableSheet::trim()
{
    while (!rows.isEmpty() && rows.last().join(QString()).trimmed().isEmpty())
        rows.removeLast();
}

QString TableSheet::letter(int column)
{
    QString letters;
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.prepend(QChar(char16_t(u'A' + (rest - 1) % 26)));
    return letters;
}

} // namespace coop
