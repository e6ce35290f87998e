#include "core/tabular/cell_text.h"

#include "core/base/text.h"
#include "core/domain/field_spec.h"
#include "core/tabular/xlsx_cells.h"

#include <QDate>
#include <QRegularExpression>
#include <QStringList>

namespace coop
{

namespace
{
constexpr int shownDigits = 15;
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
    static const QRegularExpression day(
        QStringLiteral("^(\\d{4})[/-](\\d{2})[/-](\\d{2})(?: 00:00:00(?:\\.0+)?)?$"));
    if (const auto match = day.match(raw); match.hasMatch())
        return QStringList{match.captured(1), match.captured(2), match.captured(3)}.join(u'-');
    if (const auto match = exponentForm().match(raw); match.hasMatch() && !lostDigits(raw))
        return roundedTo15(withoutExponent(match));
    return roundedTo15(raw);
}

QString textForField(const FieldSpec& field, const QString& shown, bool date1904)
{
    QString text = shown.trimmed();
    if (field.isNumeric() || field.type == FieldType::coordinate) {
        const auto match = exponentForm().match(text);
        return match.hasMatch() ? withoutExponent(match) : text;
    }
    if (field.type != FieldType::date && field.type != FieldType::month)
        return text;
    static const QRegularExpression timeOfDay(QStringLiteral("^(\\d{4}[-/]\\d{1,2}[-/]\\d{1,2})[ T]\\d.*$"));
    if (const auto match = timeOfDay.match(text); match.hasMatch())
        return match.captured(1);
    bool number = false;
    const int serial = halfWidth(text).toInt(&number);
    if (number && serial >= firstSerial && serial <= lastSerial)
        return QDate(1899, 12, 30).addDays(serial + (date1904 ? daysTo1904 : 0)).toString(Qt::ISODate);
    return text;
}

bool lostDigits(const QString& text)
{
    const auto match = exponentForm().match(text.trimmed());
    if (!match.hasMatch())
        return false;
    const int exponent = match.captured(4).toInt();
    return exponent > 0 && (match.captured(3).size() < exponent || exponent >= shownDigits);
}

bool isExcelError(const QString& text)
{
    static const QStringList errors{QStringLiteral("#N/A"), QStringLiteral("#REF!"),
        QStringLiteral("#VALUE!"), QStringLiteral("#DIV/0!"), QStringLiteral("#NAME?"),
        QStringLiteral("#NUM!"), QStringLiteral("#NULL!")};
    return text.startsWith(u'#') && errors.contains(text.trimmed());
}

} // namespace coop
