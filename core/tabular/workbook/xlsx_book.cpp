#include "core/tabular/workbook/xlsx_book.h"

#include <QDateTime>
#include <QRegularExpression>

namespace coop
{

namespace
{
constexpr lxw_color_t headingColour = 0xE8F1ED;
constexpr lxw_color_t requiredColour = 0x9C2A10;

void place(lxw_format* format, lxw_format_alignments alignment)
{
    format_set_align(format, uint8_t(alignment));
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
}
} // namespace

XlsxBook::XlsxBook(const QString& path)
    : file(path)
{
    Formats& f = formatted;
    for (lxw_format** each : {&f.title, &f.lineLeft, &f.lineRight, &f.heading, &f.required, &f.note, &f.word,
             &f.text, &f.centred, &f.whole, &f.number, &f.decimals, &f.day, &f.textColumn, &f.wholeColumn,
             &f.numberColumn, &f.decimalsColumn, &f.dayColumn}) {
        *each = workbook_add_format(file.book());
        format_set_font_name(*each, "宋体"); // as offices print tables
    }
    format_set_bold(f.title);
    format_set_font_size(f.title, 16);
    place(f.title, LXW_ALIGN_CENTER);
    place(f.lineLeft, LXW_ALIGN_LEFT);
    place(f.lineRight, LXW_ALIGN_RIGHT);
    for (lxw_format* each : {f.heading, f.required}) {
        format_set_bold(each);
        place(each, LXW_ALIGN_CENTER);
        format_set_text_wrap(each);
        format_set_bg_color(each, headingColour);
    }
    format_set_font_color(f.required, requiredColour);
    place(f.word, LXW_ALIGN_CENTER);
    format_set_text_wrap(f.word);
    format_set_text_wrap(f.note);
    for (lxw_format* each :
        {f.heading, f.required, f.note, f.word, f.text, f.whole, f.number, f.decimals, f.day})
        format_set_border(each, LXW_BORDER_THIN);
    for (lxw_format* each : {f.text, f.centred, f.note}) {
        format_set_align(each, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(each);
    }
    for (lxw_format* each : {f.whole, f.number, f.decimals, f.day})
        format_set_align(each, LXW_ALIGN_VERTICAL_CENTER);
    for (lxw_format* each : {f.centred, f.day})
        format_set_align(each, LXW_ALIGN_CENTER);
    for (lxw_format* each : {f.text, f.centred, f.textColumn})
        format_set_num_format(each, "@"); // codes and formula-like text stay what they are
    for (lxw_format* each : {f.whole, f.wholeColumn})
        format_set_num_format(each, "#,##0");
    for (lxw_format* each : {f.decimals, f.decimalsColumn})
        format_set_num_format(each, "#,##0.00");
    for (lxw_format* each : {f.day, f.dayColumn})
        format_set_num_format(each, "yyyy-mm-dd");
}

void XlsxBook::setMade(const QString& title, const QString& author, QDate made) const
{
    QByteArray name = title.toUtf8(), who = author.toUtf8();
    lxw_doc_properties properties{};
    properties.title = name.data();
    properties.author = who.data();
    properties.created
        = time_t((made.isValid() ? made : QDate(2000, 1, 1)).startOfDay(Qt::UTC).toSecsSinceEpoch());
    workbook_set_properties(file.book(), &properties);
}

lxw_format* XlsxBook::formatOf(const FieldSpec& field, bool column) const
{
    const Formats& f = formatted;
    if (isDay(field))
        return column ? f.dayColumn : f.day;
    if (!isNumber(field))
        return column ? f.textColumn : textFormatOf(field);
    if (field.isNumeric() && field.scale == 2)
        return column ? f.decimalsColumn : f.decimals;
    // Years and ordinals have no thousands.
    if (field.type == FieldType::integer && !field.unit.isEmpty())
        return column ? f.wholeColumn : f.whole;
    return column ? f.numberColumn : f.number;
}

lxw_format* XlsxBook::textFormatOf(const FieldSpec& field) const
{
    const bool isShort = field.type == FieldType::yesNo || field.type == FieldType::month || isDay(field);
    return isShort ? formatted.centred : formatted.text;
}

bool XlsxBook::isNumber(const FieldSpec& field)
{
    return (field.isNumeric() || field.type == FieldType::coordinate) && field.child.isEmpty();
}

bool XlsxBook::isDay(const FieldSpec& field)
{
    return field.type == FieldType::date && field.child.isEmpty();
}

double shownWidth(const QString& text)
{
    double longest = 0;
    for (const QString& line : text.split(u'\n')) {
        double width = 0;
        for (const QChar c : line)
            width += c.unicode() < 0x2E80 ? 1 : 2;
        longest = qMax(longest, width);
    }
    return longest;
}

namespace
{
/// In a workbook _x0041_ stands for A: what is meant to be read as it is spells its first sign so.
QByteArray escaped(const QString& text)
{
    static const QRegularExpression sign(QStringLiteral("_(?=x[0-9A-Fa-f]{4}_)"));
    return text.contains(QStringLiteral("_x"))
        ? QString(text).replace(sign, QStringLiteral("_x005F_")).toUtf8()
        : text.toUtf8();
}
} // namespace

bool writeText(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const QString& text, lxw_format* format)
{
    if (text.isEmpty())
        return worksheet_write_blank(sheet, row, column, format) == LXW_NO_ERROR;
    return worksheet_write_string(sheet, row, column, escaped(text).constData(), format)
        != LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
}

void writeMerged(lxw_worksheet* sheet, const CellRange& over, const QString& text, lxw_format* format)
{
    if (over.top == over.bottom && over.left == over.right)
        writeText(sheet, over.top, over.left, text, format);
    else
        worksheet_merge_range(
            sheet, over.top, over.left, over.bottom, over.right, escaped(text).constData(), format);
}

} // namespace coop
