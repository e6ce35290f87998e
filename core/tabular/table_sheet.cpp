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
    for (const QRect& range : merged)
        if (range.contains(column, row))
            return cell(range.top(), range.left());
    return cell(row, column);
}

int TableSheet::columns() const
{
    qsizetype most = 0;
    for (const QStringList& row : rows)
        most = qMax(most, row.size());
    return int(most);
}

QString TableSheet::letter(int column)
{
    QString letters;
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.prepend(QChar(char16_t(u'A' + (rest - 1) % 26)));
    return letters;
}

} // namespace coop
