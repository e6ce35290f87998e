#include "core/tabular/cell_text.h"

#include "core/base/text/text.h"
#include "core/domain/field_spec.h"
#include "core/tabular/heading_unit.h"
#include "core/tabular/read/serial_date.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>
#include <QStringList>
#include <cmath>

namespace coop
{

namespace
{
constexpr int shownDigits = 15;
constexpr double mostWhole = 1e15; // the first number with digits that Excel drops
// Serial numbers from 1954 to 2119: nothing else in a date column is a whole number of five digits.
constexpr int firstSerial = 20000;
constexpr int lastSerial = 80000;

const QRegularExpression& exponentForm()
{
    static const QRegularExpression form(QStringLiteral("^([+-]?)(\\d)(?:\\.(\\d+))?[eE]([+-]?\\d{1,3})$"));
    return form;
}

/// Moves the point of "d.ddd" by the exponent; nothing is rounded.
QString withoutExponent(const QRegularExpressionMatch& match)
{
    const int exponent = match.captured(4).toInt();
    QString digits = match.captured(2) + match.captured(3);
    qsizetype point = 1 + exponent;
    if (point <= 0) {
        digits.prepend(QString(1 - point, u'0'));
        point = 1;
    }
    digits = digits.leftJustified(point, u'0');
    QString text = digits.left(point);
    QString fraction = digits.mid(point);
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    if (!fraction.isEmpty())
        text += u'.' + fraction;
    return match.captured(1) == u"-" ? u'-' + text : text;
}

/// 8.140000000000001 → 8.14: the digits that Excel keeps but does not show.
QString roundedTo15(const QString& text)
{
    static const QRegularExpression decimal(QStringLiteral("^[+-]?\\d+\\.\\d+$"));
    if (text.size() <= shownDigits || !decimal.match(text).hasMatch())
        return text;
    const QString rounded = QString::number(text.toDouble(), 'g', shownDigits);
    const auto match = exponentForm().match(rounded);
    return match.hasMatch() ? withoutExponent(match) : rounded;
}
} // namespace

QString shownText(const QString& raw)
{
    // Most cells are words: decide on the first character.
    if (raw.isEmpty() || !(raw[0].isDigit() || raw[0] == u'-' || raw[0] == u'+'))
        return raw;
    if (const auto match = exponentForm().match(raw); match.hasMatch() && !lostDigits(raw))
        return roundedTo15(withoutExponent(match));
    return roundedTo15(raw);
}

namespace
{
tl::unexpected<Error> wrong(const QString& why)
{
    return fail(ErrorKind::invalidValue, why);
}

bool isDay(const FieldSpec& field)
{
    return field.type == FieldType::date || field.type == FieldType::month;
}

bool isFigure(const FieldSpec& field)
{
    return field.isNumeric() || field.type == FieldType::coordinate;
}

/// 20243: March 2024, or the day with that number in 1955. The second half of a sentence.
std::optional<QString> shortMonth(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^(20[0-4]\\d)([1-9])$"));
    const auto match = form.match(halfWidth(text).trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    return QStringLiteral("是“%1%2”，看不出是 %1 年 %2 月还是 Excel 的日期序号，请写成 %1-0%2 或完整的日期")
        .arg(match.captured(1), match.captured(2));
}

/// A serial number of a day where a day belongs.
std::optional<QString> daySerial(double number, bool date1904)
{
    const double serial = number + (date1904 ? daysTo1904 : 0);
    if (serial < firstSerial || serial > lastSerial)
        return std::nullopt;
    const auto day = serialDate(std::floor(number), date1904);
    return day ? std::optional(day->left(10)) : std::nullopt;
}

/// Digits for a field of numbers; what the format makes of them must not contradict the heading.
Result<QString> figure(const FieldSpec& field, const CellValue& cell, const Worksheet& sheet, int exponent)
{
    const NumberFormat& format = sheet.formatOf(cell);
    const int scale = format.scale(cell.number);
    const QString seen = format.shown(cell.number);
    if (const QString money = format.foreignMoney(cell.number); !money.isEmpty())
        return wrong(QStringLiteral("按单元格格式显示为“%1”，是%2，不是人民币，请换算成%3再导入")
                         .arg(seen, money, field.unit.isEmpty() ? QStringLiteral("台账的单位") : field.unit));
    if (format.isPercent(cell.number)) {
        if (exponent != 0 || !takesPercent(field))
            return wrong(QStringLiteral("显示为百分数“%1”，这一列的单位不是 %，请改成数字再导入").arg(seen));
        return plainNumber(cell.number * std::pow(10.0, -scale));
    }
    if (scale != 0 && exponent != 0)
        return wrong(QStringLiteral("按单元格格式显示为“%1”，实际的数是 "
                                    "%2，表头的单位又要再乘一次，请把单元格格式改成“常规”、核对数字再导入")
                         .arg(seen, cell.text));
    const QString suffix = format.suffix(cell.number);
    if (suffix.isEmpty())
        return cell.text;
    static const QHash<QString, int> multiples{{QStringLiteral("千"), 3}, {QStringLiteral("K"), 3},
        {QStringLiteral("万"), 4}, {QStringLiteral("百万"), 6}, {QStringLiteral("M"), 6},
        {QStringLiteral("千万"), 7}, {QStringLiteral("亿"), 8}};
    const auto multiple = multiples.constFind(suffix.toUpper());
    const QString word = unitAtStart(suffix);
    const auto unit = multiple != multiples.constEnd() ? std::optional(*multiple) : unitExponent(field, word);
    // What the screen says is the number times this power of ten.
    const int power = format.wordExponent(cell.number);
    if (!unit && (power != 0 || isOtherSize(field, word) || isOtherQuantity(field, suffix)))
        return wrong(QStringLiteral("按单元格格式显示为“%1”，这一列的单位是“%2”，请换算成数字再导入")
                         .arg(seen, field.unit.isEmpty() ? field.label : field.unit));
    if (unit && *unit - scale != exponent)
        return wrong(QStringLiteral(
            "按单元格格式显示为“%1”，实际的数是 %2，两者差了倍数，请把单元格格式改成“常规”、核对数字再导入")
                         .arg(seen, cell.text));
    return cell.text;
}

/// The day that a cell shows. A length of time is none, but one of fifty years is a day below a format of
/// hours; a number of the first year of its calendar is a small number in the wrong format.
Result<QString> dayShown(const CellValue& cell, const Worksheet& sheet)
{
    if (const auto hours = cell.text.indexOf(u':'); hours > 0 && hours < 10 && !cell.text.contains(u'-'))
        if (const auto day = daySerial(cell.text.left(hours).toDouble() / 24, sheet.date1904))
            return *day;
    if (cell.text.size() < 10 || cell.text[4] != u'-')
        return wrong(
            QStringLiteral("是时间或时长“%1”，没有年月日，请填日期，例如 2024-07-26").arg(cell.text));
    const QString day = cell.text.left(10);
    if (day.startsWith(u"1900") || (sheet.date1904 && day.startsWith(u"1904")))
        return wrong(QStringLiteral(
            "是 %1：单元格里是一个很小的数或时长，只是显示成了日期，请填真正的日期，例如 2024-07-26")
                         .arg(day));
    // 1900 to 2100 as serial numbers: a year was typed into a cell of days.
    if (day >= QStringLiteral("1905-03-14") && day <= QStringLiteral("1905-09-30"))
        return wrong(QStringLiteral(
            "是 %1，多半是在日期格式的单元格里填了年份（如 2024），请填完整的日期，例如 2024-07-26")
                         .arg(day));
    return day;
}

/// A day where none belongs: Excel makes one of 3-5, and of a number below a format of days. Only prose may
/// have meant it.
Result<QString> dayAmongWords(const FieldSpec& field, const CellValue& cell)
{
    if (field.prose)
        return cell.text;
    const bool time = cell.text.size() < 10 || cell.text[4] != u'-';
    return wrong(
        QStringLiteral(
            "显示为%1“%2”%3，这一列要填的不是日期，请在 Excel 或 WPS 里把这一格设为%4、重新填写，再导入")
            .arg(time ? QStringLiteral("时间") : QStringLiteral("日期"), cell.text,
                cell.number == 0 ? QString()
                                 : QStringLiteral("（格子里的数是 %1）").arg(plainNumber(cell.number)),
                isFigure(field) ? QStringLiteral("常规") : QStringLiteral("文本")));
}

/// Marks for “as above”. What stands above may have been sorted away.
bool meansAbove(const QString& text)
{
    static const QRegularExpression above(
        QStringLiteral("^(?:同上(?:行|一行|格)?|同前|ditto|[-－—]?[〃〞〟″\"“”＂]{1,2}[-－—]?)$"),
        QRegularExpression::CaseInsensitiveOption);
    constexpr int longest = 6;
    return text.size() <= longest && above.match(text).hasMatch();
}

/// Without what other programs leave on digits: the apostrophe that keeps them text, the .0 of a column that
/// once was a column of numbers.
QString withoutTraces(const FieldSpec& field, const QString& text)
{
    static const QRegularExpression atFigure(QStringLiteral("^['＇‘’](?=[+-]?\\d[\\d.,:/-]*$)"));
    static const QRegularExpression atCode(QStringLiteral("^['＇‘’](?=\\d{7,}[Xx]?$)")); // '24 may be a name
    static const QRegularExpression wasNumber(QStringLiteral("^(\\d{5,})\\.0$"));
    QString plain = text;
    if (!text.isEmpty() && !text.front().isLetterOrNumber())
        plain.remove(isFigure(field) || isDay(field) ? atFigure : atCode);
    if (!plain.endsWith(u".0"))
        return plain;
    if (const auto match = wasNumber.match(plain);
        match.hasMatch() && !isFigure(field) && !isDay(field) && !field.prose)
        return match.captured(1);
    return plain;
}

/// The day of a moment, here: 2024-03-04T16:00:00Z is the fifth. Nothing when the text is no moment.
std::optional<QString> dayOfMoment(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral(
            "^(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})(?:T|\\s+)(上午|下午)?\\s*(\\d{1,2})[:时点](?:(\\d{1,2})"
            "(?:[:分](?:(\\d{1,2})(?:[.,]\\d+)?秒?)?)?)?\\s*(?:(AM|PM)|(Z|UTC|GMT)?(?:([+-])(\\d{2}):?"
            "(\\d{2})?)?)?$"),
        QRegularExpression::CaseInsensitiveOption);
    constexpr int here = 8 * 3600, hour = 3600, minute = 60;
    const auto match = form.match(halfWidth(text));
    const auto part = [&](int number) { return match.captured(number).toInt(); };
    const QDate day(part(1), part(3), part(4));
    const QTime time(part(6), part(7), part(8));
    if (!match.hasMatch() || !day.isValid() || !time.isValid())
        return std::nullopt;
    if (match.captured(10).isEmpty() && match.captured(11).isEmpty())
        return day.toString(Qt::ISODate);
    const int east = (match.captured(11) == u"-" ? -1 : 1) * (part(12) * hour + part(13) * minute);
    return QDateTime(day, time, Qt::UTC).addSecs(here - east).date().toString(Qt::ISODate);
}

/// What a text of a text table or of a cell of text says.
Result<QString> written(const FieldSpec& field, const CellValue& cell, const Worksheet& sheet)
{
    if (isExcelError(cell.text))
        return wrong(QStringLiteral("是公式错误“%1”，请在 Excel 里改好后再导入").arg(cell.text.trimmed()));
    QString text = cell.text.trimmed();
    if (text.startsWith(u"=DISPIMG(")) // of WPS
        return wrong(QStringLiteral("是嵌在单元格里的图片，不是文字，请清空这一格，或改填文字，再导入"));
    if (meansAbove(text) && !field.prose)
        return wrong(
            QStringLiteral("是“%1”，不知道指的是哪一格，请写出实际的内容再导入").arg(inSentence(text)));
    const QString plain = withoutTraces(field, text);
    // What a narrow column showed when a workbook was saved as text.
    if (sheet.untyped && text.size() > 2 && text.count(u'#') == text.size())
        return wrong(QStringLiteral(
            "是“%1”：另存为文本时列太窄，数或日期没有写出来，请在 Excel 里拉宽这一列，再另存一次")
                         .arg(inSentence(text)));
    if (!sheet.untyped && !isFigure(field) && !isDay(field))
        return plain == text ? cell.text : plain;
    if (sheet.untyped && lostDigits(text) && !field.isNumeric())
        return wrong(
            QStringLiteral("是 Excel 改成数字的“%1”，末尾几位已经丢失，请在 Excel 里把这一列设为文本后重填")
                .arg(text));
    if (!isFigure(field) && !isDay(field))
        return plain == text ? cell.text : plain;
    text = plain;
    if (isFigure(field)) {
        const auto match = exponentForm().match(text);
        return match.hasMatch() ? withoutExponent(match) : sheet.untyped ? shownText(text) : text;
    }
    // In a workbook a text is as somebody typed it.
    if (const auto doubt = sheet.untyped || sheet.placed ? doubtfulDay(field, text) : shortMonth(text))
        return wrong(*doubt);
    if (const auto day = dayOfMoment(text))
        return *day;
    bool number = false;
    const int serial = halfWidth(text).toInt(&number);
    if (const auto day = number ? daySerial(serial, sheet.date1904) : std::nullopt)
        return *day;
    return text;
}
} // namespace

Result<QString> textForField(
    const FieldSpec& field, const CellValue& cell, const Worksheet& sheet, int exponent)
{
    switch (cell.kind) {
    case CellValue::Kind::empty:
        return QString();
    case CellValue::Kind::uncalculated:
        return wrong(QStringLiteral("是还没有算出结果的公式，请在 Excel 或 WPS 里打开、保存一次再导入"));
    case CellValue::Kind::error:
        return wrong(QStringLiteral("是公式错误“%1”，请在 Excel 里改好后再导入").arg(cell.text));
    case CellValue::Kind::text:
        return written(field, cell, sheet);
    case CellValue::Kind::boolean:
        return cell.text;
    case CellValue::Kind::date:
        return isDay(field) ? dayShown(cell, sheet) : dayAmongWords(field, cell);
    case CellValue::Kind::number:
        break;
    }
    if (isFigure(field))
        return figure(field, cell, sheet, exponent);
    if (isDay(field)) {
        if (const auto doubt = doubtfulDay(field, cell.text))
            return wrong(*doubt);
        return daySerial(cell.number, sheet.date1904).value_or(cell.text);
    }
    if (std::abs(cell.number) >= mostWhole)
        return wrong(
            QStringLiteral("是 Excel 改成数字的“%1”，末尾几位已经丢失，请在 Excel 里把这一列设为文本后重填")
                .arg(QString::number(cell.number, 'G', shownDigits)));
    if (sheet.formatOf(cell).writesNumerals(cell.number))
        return wrong(QStringLiteral("按单元格格式显示为中文数字，实际是“%1”，请把这一列设为文本后重填")
                         .arg(sheet.shown(cell)));
    return sheet.shown(cell);
}

std::optional<QString> doubtfulDay(const FieldSpec& field, const QString& text)
{
    static const QRegularExpression possibleOctober(QStringLiteral("^\\d{4}\\.1$"));
    static const QRegularExpression firstYear(
        QStringLiteral("^(?:1900/\\d{1,2}|1905/0?[3-9])/\\d{1,2}(?:\\s|$)"));
    const QString plain = halfWidth(text).trimmed();
    if (field.type == FieldType::month && possibleOctober.match(plain).hasMatch())
        return QStringLiteral("是数字“%1”，分不清是 1 月还是 10 月，请写成 %2-01 或 %2-10")
            .arg(plain, plain.left(4));
    if (isDay(field) && firstYear.match(plain).hasMatch())
        return QStringLiteral(
            "是“%1”，多半是一个很小的数、年份或时长被显示成了日期，请填真正的日期，例如 2024-07-26")
            .arg(plain);
    return isDay(field) ? shortMonth(plain) : std::nullopt;
}

bool looksLikeExcelsDay(const QString& text)
{
    static const QRegularExpression form(QStringLiteral(
        "^\\s*(?:(?:19|20)\\d{2}([-/"
        "])\\d{1,2}\\1\\d{1,2}(?:\\s+\\d{1,2}:\\d{2}(?::\\d{2})?)?|\\d{1,2}月\\d{1,2}日)\\s*$"));
    return form.match(text).hasMatch();
}

bool lostDigits(const QString& text)
{
    // As Excel writes it: a sign and at least two digits. 3E5 is a word.
    static const QRegularExpression excels(QStringLiteral("[eE]\\+\\d{2,3}$"));
    const QString plain = text.trimmed();
    const auto match = exponentForm().match(plain);
    if (!match.hasMatch() || !excels.match(plain).hasMatch())
        return false;
    const int exponent = match.captured(4).toInt();
    return exponent > 0 && (match.captured(3).size() < exponent || exponent >= shownDigits);
}

bool isExcelError(const QString& text)
{
    static const QStringList errors{QStringLiteral("#N/A"), QStringLiteral("#REF!"),
        QStringLiteral("#VALUE!"), QStringLiteral("#DIV/0!"), QStringLiteral("#NAME?"),
        QStringLiteral("#NUM!"), QStringLiteral("#NULL!"), QStringLiteral("#SPILL!"),
        QStringLiteral("#CALC!"), QStringLiteral("#FIELD!"), QStringLiteral("#BLOCKED!"),
        QStringLiteral("#CONNECT!"), QStringLiteral("#GETTING_DATA"), QStringLiteral("#UNKNOWN!"),
        QStringLiteral("#PYTHON!"), QStringLiteral("#BUSY!"), QStringLiteral("#EXTERNAL!")};
    static const QRegularExpression ofLibreOffice(QStringLiteral("^\\s*Err:\\d{3}\\s*$"));
    return (text.startsWith(u'#') && errors.contains(text.trimmed())) || ofLibreOffice.match(text).hasMatch();
}

bool meansNothing(const QString& text)
{
    static const QRegularExpression nothing(
        QStringLiteral("^(?:[-\\x{2010}-\\x{2015}\\x{2212}－—_＿~～/"
                       "／\\\\＼|｜.。…]{1,4}|无|暂无|没有|空|未填|不详|n/?a|null|none)$"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return nothing.match(text.trimmed()).hasMatch();
}

} // namespace coop
