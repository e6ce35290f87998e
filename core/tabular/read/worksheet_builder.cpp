#include "core/tabular/read/worksheet_builder.h"

#include "core/tabular/read/table_limits.h"

#include <algorithm>

namespace coop
{

namespace
{
void setBit(QBitArray& bits, int at)
{
    if (at >= bits.size())
        bits.resize(at + 1);
    bits.setBit(at);
}

QString tooMuch(int row)
{
    return QStringLiteral("读到第 %1 行时内容已超过 600 MB，远大于一份台账，没有读，请分成几个文件再导入")
        .arg(row + 1);
}
} // namespace

bool TableBudget::isSpent() const
{
    return bytes > table_limits::cellBytes || packed > table_limits::packedBytes;
}

WorksheetBuilder::WorksheetBuilder(const QString& name, TableBudget& spent)
    : budget(&spent)
{
    sheet.name = name;
}

void WorksheetBuilder::text(CellPlace at, std::string_view utf8, const NumberFormat& format, bool formula)
{
    if (!format.addsToText() && !format.hidesText())
        return cells.text(at.column, utf8, formula);
    const QString plain = QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
    if (plain.trimmed().isEmpty())
        return;
    if (format.hidesText())
        return noteUnseen(at);
    const QByteArray shown = format.shownText(plain).toUtf8();
    cells.text(at.column, {shown.constData(), size_t(shown.size())}, formula);
}

void WorksheetBuilder::number(CellPlace at, double value, int format, bool formula)
{
    if (format > 0 && format < sheet.formats.size() && sheet.formats.at(format).hides(value))
        return noteUnseen(at);
    cells.number(at.column, value, format, formula);
}

void WorksheetBuilder::noteUnseen(CellPlace at)
{
    constexpr int told = 5;
    if (unseen.size() < told)
        unseen += Worksheet::letter(at.column) + QString::number(at.row + 1);
    else
        moreUnseen = true;
}

WorksheetBuilder::Refusal WorksheetBuilder::endRow(int row, int times)
{
    if (qint64(row) + times > table_limits::rows)
        return beyondRows();
    const RowBuffer once = times > 1 ? cells : RowBuffer();
    const qint64 before = sheet.rows.bytes();
    if (auto why = addRow(row))
        return why;
    const qint64 each = sheet.rows.bytes() - before;
    if (budget->bytes + each * (times - 1) > table_limits::cellBytes) // before it is done a million times
        return tooMuch(row);
    for (int i = 1; i < times; ++i) {
        cells = once;
        if (auto why = addRow(row + i))
            return why;
    }
    return {};
}

WorksheetBuilder::Refusal WorksheetBuilder::addRow(int row)
{
    if (const int twice = cells.order(); twice >= 0)
        return QStringLiteral(
            "第 %1 行的单元格 %2%1 出现了两次，文件不完好，请用 Excel 或 WPS 打开核对，另存为 .xlsx 再导入")
            .arg(QString::number(row + 1), Worksheet::letter(twice));
    if (!sheet.rows.append(row, cells))
        return QStringLiteral(
            "第 %1 行出现了两次或排在后面的行之后，文件不完好，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入")
            .arg(row + 1);
    cells.clear();
    budget->bytes += sheet.rows.bytes() - std::exchange(countedBytes, sheet.rows.bytes());
    budget->packed += sheet.rows.packedBytes() - std::exchange(countedPacked, sheet.rows.packedBytes());
    if (budget->isSpent())
        return tooMuch(row);
    return {};
}

WorksheetBuilder::Refusal WorksheetBuilder::merge(const MergedRange& range)
{
    if (merges.size() >= table_limits::merges)
        return QStringLiteral("里的合并单元格超过 %1 处，不像一份台账，请取消合并后再导入")
            .arg(table_limits::merges);
    merges += range;
    return {};
}

void WorksheetBuilder::hideRow(int row)
{
    if (row >= 0 && row < table_limits::rows)
        setBit(sheet.hiddenRows, row);
}

void WorksheetBuilder::hideColumns(int first, int last)
{
    for (int column = std::max(0, first); column <= last && column < table_limits::columns; ++column)
        setBit(sheet.hiddenColumns, column);
}

WorksheetBuilder::Refusal WorksheetBuilder::finish()
{
    sheet.rows.finish();
    if (!unseen.isEmpty())
        sheet.remarks
            += QStringLiteral("单元格 %1%2的格式（如 "
                              ";;;）让里面的内容不显示，按屏幕上的样子当作空格；要导入，请在 Excel 或 WPS "
                              "里把这些单元格设为“常规”再导入")
                   .arg(unseen.join(u'、'), moreUnseen ? QStringLiteral(" 等") : QStringLiteral(" "));
    if (!sheet.merged.add(merges, sheet.rows))
        return QStringLiteral("里的合并单元格太多，不像一份台账，请取消合并后再导入");
    return {};
}

qint64 WorksheetBuilder::unitsOf(std::string_view utf8)
{
    qint64 units = 0;
    for (const char c : utf8)
        units += (quint8(c) & 0xC0) == 0x80 ? 0 : quint8(c) >= 0xF0 ? 2 : 1;
    return units;
}

WorksheetBuilder::Refusal WorksheetBuilder::textTooLong(int row)
{
    return QStringLiteral("第 %1 行有一个单元格超过 %2 个字，Excel 的单元格放不下，请检查这一行")
        .arg(row + 1)
        .arg(table_limits::textUnits);
}

WorksheetBuilder::Refusal WorksheetBuilder::beyondRows()
{
    return QStringLiteral("超过 %1 行，一张工作表放不下，请分成几个文件再导入").arg(table_limits::rows);
}

QString WorksheetBuilder::nearRow(int row)
{
    return row < 0 ? QString() : QStringLiteral("第 %1 行附近").arg(row + 1);
}

WorksheetBuilder::Refusal WorksheetBuilder::beyondColumns(int row)
{
    return QStringLiteral(
        "第 %1 行有单元格在第 %2 列（XFD）之外，工作表没有这样的列，文件不完好，请用 Excel 或 WPS "
        "打开后另存为 .xlsx 再导入")
        .arg(row + 1)
        .arg(table_limits::columns);
}

} // namespace coop
