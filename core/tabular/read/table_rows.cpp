#include "core/tabular/read/table_rows.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace coop
{

namespace
{
constexpr qsizetype blockBytes = 128 << 10;
constexpr int quickly = 1; // zlib: a table is packed to a fifth either way
constexpr quint8 formulaFlag = 0x80;

void putNumber(QByteArray& bytes, quint64 number)
{
    for (; number >= 0x80; number >>= 7)
        bytes += char(quint8(number) | 0x80);
    bytes += char(quint8(number));
}

quint64 takeNumber(const char*& at)
{
    quint64 number = 0;
    for (int shift = 0;; shift += 7) {
        const auto byte = quint8(*at++);
        number |= quint64(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
}

void putReal(QByteArray& bytes, double number)
{
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

double takeReal(const char*& at)
{
    double number = 0;
    std::memcpy(&number, at, sizeof number);
    at += sizeof number;
    return number;
}

bool isBlank(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
}

PlacedCell takeCell(const char*& at, int& column)
{
    PlacedCell cell;
    column += int(takeNumber(at));
    cell.column = column;
    const auto head = quint8(*at++);
    cell.value.kind = CellValue::Kind(head & ~formulaFlag);
    cell.value.formula = (head & formulaFlag) != 0;
    if (cell.value.kind == CellValue::Kind::number || cell.value.kind == CellValue::Kind::date)
        cell.value.number = takeReal(at);
    if (cell.value.kind == CellValue::Kind::number) {
        cell.value.format = int(takeNumber(at));
        cell.value.text = plainNumber(cell.value.number);
        return cell;
    }
    const auto size = qsizetype(takeNumber(at));
    cell.value.text = QString::fromUtf8(at, size);
    at += size;
    return cell;
}
} // namespace

QString plainNumber(double number)
{
    constexpr int shownDigits = 15;
    if (number == 0)
        return QStringLiteral("0");
    if (std::abs(number) < 1e15 && number == std::floor(number))
        return QString::number(qint64(number));
    // d.ddde+xx, its point moved by the exponent: nothing is rounded a second time.
    const QByteArray written = QByteArray::number(number, 'e', shownDigits - 1);
    const auto mark = written.indexOf('e');
    QByteArray digits = written.left(mark);
    const bool negative = digits.startsWith('-');
    digits.replace("-", "").replace(".", "");
    while (digits.size() > 1 && digits.endsWith('0'))
        digits.chop(1);
    const int point = written.mid(mark + 1).toInt() + 1;
    QByteArray text;
    if (point <= 0)
        text = "0." + QByteArray(-point, '0') + digits;
    else if (point >= digits.size())
        text = digits + QByteArray(point - digits.size(), '0');
    else
        text = digits.left(point) + '.' + digits.mid(point);
    return QString::fromLatin1(negative ? '-' + text : text);
}

void RowBuffer::put(int column, CellValue::Kind kind, bool formula, std::string_view text)
{
    const auto begin = bytes.size();
    bytes += char(quint8(kind) | (formula ? formulaFlag : 0));
    putNumber(bytes, text.size());
    bytes.append(text.data(), qsizetype(text.size()));
    cells.push_back({column, begin, bytes.size()});
}

void RowBuffer::text(int column, std::string_view utf8, bool formula)
{
    if (!isBlank(utf8))
        put(column, CellValue::Kind::text, formula, utf8);
}

void RowBuffer::number(int column, double value, int format, bool formula)
{
    const auto begin = bytes.size();
    bytes += char(quint8(CellValue::Kind::number) | (formula ? formulaFlag : 0));
    putReal(bytes, value);
    putNumber(bytes, quint64(format));
    cells.push_back({column, begin, bytes.size()});
}

void RowBuffer::date(int column, double value, const QString& shown, bool formula)
{
    const auto begin = bytes.size();
    bytes += char(quint8(CellValue::Kind::date) | (formula ? formulaFlag : 0));
    putReal(bytes, value);
    const QByteArray text = shown.toUtf8();
    putNumber(bytes, quint64(text.size()));
    bytes += text;
    cells.push_back({column, begin, bytes.size()});
}

void RowBuffer::boolean(int column, bool value, bool formula)
{
    put(column, CellValue::Kind::boolean, formula, value ? "TRUE" : "FALSE");
}

void RowBuffer::error(int column, std::string_view name, bool formula)
{
    put(column, CellValue::Kind::error, formula, name);
}

void RowBuffer::uncalculated(int column)
{
    put(column, CellValue::Kind::uncalculated, true, {});
}

void RowBuffer::clear()
{
    cells.clear();
    bytes.clear();
}

int RowBuffer::order()
{
    const auto byColumn = [](const Cell& a, const Cell& b) { return a.column < b.column; };
    if (!std::is_sorted(cells.begin(), cells.end(), byColumn))
        std::stable_sort(cells.begin(), cells.end(), byColumn);
    const auto twice = std::adjacent_find(
        cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.column == b.column; });
    return twice == cells.end() ? -1 : twice->column;
}

bool TableRows::append(int row, RowBuffer& cells)
{
    if (row <= lastRow)
        return cells.isEmpty();
    if (cells.isEmpty())
        return true;
    cells.order();
    const auto& list = cells.cells;
    if (open.isEmpty()) {
        openFirst = row;
        open.reserve(blockBytes + blockBytes / 4);
    }
    const auto before = open.size();
    putNumber(open, quint64(row - openFirst));
    QByteArray body;
    body.reserve(cells.bytes.size() + qsizetype(list.size()) * 2);
    int column = 0;
    for (const auto& cell : list) {
        putNumber(body, quint64(cell.column - column));
        column = cell.column;
        body.append(cells.bytes.constData() + cell.begin, cell.end - cell.begin);
    }
    putNumber(open, quint64(body.size()));
    open += body;
    forget();
    width = std::max(width, column + 1);
    written += open.size() - before;
    lastRow = row;
    count = std::max(count, row + 1);
    if (open.size() >= blockBytes)
        finish();
    return true;
}

TableRows& TableRows::operator+=(const QStringList& texts)
{
    RowBuffer cells;
    for (int column = 0; column < texts.size(); ++column)
        cells.text(column, texts[column].toUtf8().toStdString());
    const int row = count;
    append(row, cells);
    count = row + 1;
    width = std::max(width, int(texts.size()));
    return *this;
}

void TableRows::finish()
{
    if (open.isEmpty())
        return;
    QByteArray bytes = qCompress(open, quickly);
    bytes.squeeze();
    packed += bytes.size();
    blocks += Block{openFirst, std::move(bytes)};
    open = {};
}

void TableRows::unfold(OpenBlock& shown, qsizetype block) const
{
    if (block == shown.block && block < blocks.size())
        return;
    const bool stillOpen = block == blocks.size();
    shown.bytes = stillOpen ? open : qUncompress(blocks[block].bytes);
    shown.block = stillOpen ? -1 : block; // rows may still be added to the open one
    shown.rows.clear();
    const int first = stillOpen ? openFirst : blocks[block].firstRow;
    const char* const begin = shown.bytes.constData();
    for (const char* at = begin; at < begin + shown.bytes.size();) {
        const int row = first + int(takeNumber(at));
        const auto size = qsizetype(takeNumber(at));
        shown.rows += OpenRow{row, at - begin, at - begin + size};
        at += size;
    }
}

TableCells TableRows::readRow(int row) const
{
    qsizetype block = blocks.size();
    if (open.isEmpty() || row < openFirst) {
        const auto after = std::upper_bound(blocks.begin(), blocks.end(), row,
            [](int wanted, const Block& one) { return wanted < one.firstRow; });
        if (after == blocks.begin())
            return {};
        block = (after - blocks.begin()) - 1;
    }
    OpenBlock& shown = block == 0 ? firstBlock : lastBlock;
    unfold(shown, block);
    const auto found = std::lower_bound(shown.rows.begin(), shown.rows.end(), row,
        [](const OpenRow& one, int wanted) { return one.row < wanted; });
    if (found == shown.rows.end() || found->row != row)
        return {};
    TableCells cells;
    int column = 0;
    const char* const begin = shown.bytes.constData();
    for (const char* at = begin + found->begin; at < begin + found->end;)
        cells += takeCell(at, column);
    return cells;
}

const TableCells& TableRows::row(int row) const
{
    constexpr int headings = 32;
    ReadRow& shown = row < headings ? firstRow : lastShown;
    if (row == shown.row)
        return shown.cells;
    shown.cells = row >= 0 && row < count ? readRow(row) : TableCells();
    for (auto each = corrections.begin(); each != corrections.end(); ++each) {
        if (each.key().row != row)
            continue;
        const int column = each.key().column;
        auto at = std::lower_bound(shown.cells.begin(), shown.cells.end(), column,
            [](const PlacedCell& cell, int wanted) { return cell.column < wanted; });
        if (at == shown.cells.end() || at->column != column)
            at = shown.cells.insert(at, PlacedCell{column});
        at->value = CellValue{
            .kind = each->isEmpty() ? CellValue::Kind::empty : CellValue::Kind::text, .text = *each};
    }
    shown.row = row;
    return shown.cells;
}

void TableRows::forget()
{
    firstRow.row = lastShown.row = -1;
}

CellValue TableRows::at(int inRow, int column) const
{
    const TableCells& cells = row(inRow);
    const auto found = std::lower_bound(cells.begin(), cells.end(), column,
        [](const PlacedCell& cell, int wanted) { return cell.column < wanted; });
    return found != cells.end() && found->column == column ? found->value : CellValue();
}

void TableRows::correct(CellPlace place, const QString& text)
{
    corrections.insert(place, text);
    count = std::max(count, place.row + 1);
    width = std::max(width, place.column + 1);
    forget();
}

} // namespace coop
