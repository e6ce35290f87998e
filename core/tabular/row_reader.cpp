#include "core/tabular/row_reader.h"

#include "core/base/text.h"

#include <QDate>
#include <QRegularExpression>

namespace coop
{

namespace
{
/// A day that Excel left as its serial number (45499 is 2024-07-26; the 1900 system).
QString serialDay(const QString& text)
{
    static const QRegularExpression serial(QStringLiteral("^([1-9][0-9]{4})(\\.0+)?$"));
    const auto match = serial.match(text.trimmed());
    if (!match.hasMatch())
        return text;
    return QDate(1899, 12, 30).addDays(match.captured(1).toInt()).toString(Qt::ISODate);
}

/// 5.00119001e+11 is a code that Excel made a number; beyond 15 digits its end is lost.
Result<QString> codeText(const QString& text)
{
    static const QRegularExpression scientific(QStringLiteral("^[0-9](\\.[0-9]+)?[eE]\\+?[0-9]+$"));
    if (!scientific.match(text.trimmed()).hasMatch())
        return text;
    const double number = text.toDouble();
    if (number >= 1e15)
        return fail(ErrorKind::invalidValue,
            QStringLiteral(
                "是 Excel 改成数字的代码“%1”，末尾几位已经丢失，请在 Excel 里把这一列设为文本后重填")
                .arg(text));
    return QString::number(number, 'f', 0);
}

Result<FieldValue> cellValue(
    const FieldSpec& field, const QString& text, const ReferenceLookup& lookup, int exponent)
{
    if (field.type == FieldType::date || field.type == FieldType::month)
        return parseField(field, serialDay(text), lookup, exponent);
    if (field.type != FieldType::text)
        return parseField(field, text, lookup, exponent);
    const auto code = codeText(text);
    return code ? parseField(field, *code, lookup, exponent) : Result<FieldValue>(fail(code.error()));
}

void convertPoint(TableRow& read, const RegistrySpec& spec, Datum datum)
{
    if (datum == Datum::cgcs2000 || datum == Datum::wgs84)
        return;
    FieldValue* lon = nullptr;
    FieldValue* lat = nullptr;
    for (auto& [field, value] : read.values) {
        if (spec.fields[field].id == u"lon")
            lon = &value;
        if (spec.fields[field].id == u"lat")
            lat = &value;
    }
    if (!lon || !lat)
        return;
    const LonLat point = toCgcs2000({lon->real(), lat->real()}, datum);
    *lon = FieldValue(point.lon);
    *lat = FieldValue(point.lat);
}
} // namespace

QString atRow(int row, const QString& text)
{
    const QString sentence = QStringLiteral("第 %1 行%2").arg(row).arg(text);
    return sentence.endsWith(u'。') ? sentence : sentence + u'。';
}

bool isSkippedRow(const TableSheet& sheet, const HeadingMap& map, int row)
{
    static const QRegularExpression total(QStringLiteral(
        "^(本页|全年|累计)?(合计|总计|小计|共计|累计)([(（:：].*)?$|^.{1,8}(合计|小计|总计)$"));
    static const QRegularExpression note(
        QStringLiteral("^(注|说明|备注|填表说明|填表人|审核人|单位负责人|负责人|填报单位|报出日期|制表人|"
                       "统计负责人)\\s*[:：]"));
    bool mapped = false;
    for (const HeadingMap::Column& column : map.columns)
        mapped = mapped || !sheet.cell(row, column.column).trimmed().isEmpty();
    if (!mapped)
        return true;
    QString first;
    for (int column = 0; column < sheet.columns() && first.isEmpty(); ++column)
        first = comparable(sheet.cell(row, column));
    return total.match(first).hasMatch() || note.match(first).hasMatch();
}

TableRow readRow(const TableSheet& sheet, const HeadingMap& map, const RegistrySpec& spec, int row,
    Datum datum, const ReferenceLookup& lookup)
{
    TableRow read;
    read.row = row + 1;
    for (const HeadingMap::Column& column : map.columns) {
        const FieldSpec& field = spec.fields[column.field];
        // A place merged over several rows holds for each of them; an amount would count twice.
        const QString text
            = field.isNumeric() ? sheet.cell(row, column.column) : sheet.mergedCell(row, column.column);
        if (text.trimmed().isEmpty() || (field.personal && isMasked(text)))
            continue;
        const auto value = cellValue(field, text, lookup, column.exponent);
        if (value)
            read.values.append({column.field, *value});
        else
            read.problems += ImportProblem{read.row, column.heading, text,
                atRow(read.row, QStringLiteral("“%1”%2").arg(column.heading, value.error().text))};
    }
    convertPoint(read, spec, datum);
    return read;
}

} // namespace coop
