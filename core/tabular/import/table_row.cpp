#include "core/tabular/import/table_row.h"

#include "core/base/decimal.h"
#include "core/base/text/text.h"
#include "core/tabular/cell_text.h"
#include "core/tabular/heading_unit.h"

#include <QRegularExpression>
#include <algorithm>

namespace coop
{

namespace
{
/// 30亩 in a column of 亩, 1.5亿元 in one of 万元, 95% where no unit stands against it: a number that brings
/// its own unit. Nothing when it does not.
std::optional<std::pair<QString, int>> numberWithUnit(const FieldSpec& field, const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^([+-]?[\\d,.]+)\\s*(\\D{1,6})$"));
    const auto match = form.match(halfWidth(text).trimmed());
    if (!match.hasMatch() || !field.isNumeric())
        return {};
    const QString unit = match.captured(2).trimmed();
    if (unit == u"%" && takesPercent(field))
        return std::pair(match.captured(1), 0);
    const auto exponent = unitExponent(field, unit);
    return exponent ? std::optional(std::pair(match.captured(1), *exponent)) : std::nullopt;
}

/// ￥1,234.50 without its sign, where money stands.
QString withoutMoneySign(const FieldSpec& field, const QString& text)
{
    static const QRegularExpression sign(QStringLiteral("^\\s*(?:[￥¥]|人民币|RMB|CNY)\\s*(?=[\\d.])"),
        QRegularExpression::CaseInsensitiveOption);
    return field.isNumeric() && field.unit.endsWith(u'元') ? QString(text).remove(sign) : text;
}

/// A cell's value for its field; null for a word that means nothing.
Result<FieldValue> cellValue(const FieldSpec& field, const CellValue& cell, const Worksheet& sheet,
    const HeadingMap::Column& column, const ReferenceLookup& lookup)
{
    const auto said = textForField(field, cell, sheet, column.exponent);
    COOP_TRY(said);
    const QString text = withoutInvisible(*said);
    auto value = parseField(field, withoutMoneySign(field, text), lookup, column.exponent);
    if (!value)
        if (const auto number = numberWithUnit(field, withoutMoneySign(field, text)))
            value = parseField(field, number->first, lookup, number->second);
    if (!value && meansNothing(text))
        return FieldValue();
    // The clerk sees 万元; “whole numbers only” would make no sense.
    if (!value && column.exponent > 0 && parseDecimal(text, 18))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("填的是“%1”，换算成%2后小数位太多，请检查表头的单位和这个数")
                .arg(text, field.unit));
    return value;
}

QString degrees(double value)
{
    return QString::number(value, 'g', 12);
}

/// Into CGCS2000, the point as it came kept beside; gives a sentence when only half of a point was written.
QString convertPoint(TableRow& read, const RegistrySpec& spec, Datum datum)
{
    if (datum == Datum::cgcs2000 || datum == Datum::wgs84)
        return {};
    FieldValue* lon = nullptr;
    FieldValue* lat = nullptr;
    for (auto& [field, value] : read.values) {
        if (spec.fields[field].id == u"lon")
            lon = &value;
        if (spec.fields[field].id == u"lat")
            lat = &value;
    }
    if (!lon && !lat)
        return {};
    if (!lon || !lat)
        return QStringLiteral("“经度”和“纬度”只填了一个，不能换算坐标，请都填上");
    const int source = spec.indexOf(u"source_point");
    const bool given = std::any_of(
        read.values.begin(), read.values.end(), [&](const auto& each) { return each.first == source; });
    const QString came
        = QStringLiteral("%1 %2,%3").arg(datumTitle(datum), degrees(lon->real()), degrees(lat->real()));
    const LonLat point = toCgcs2000({lon->real(), lat->real()}, datum);
    *lon = FieldValue(point.lon);
    *lat = FieldValue(point.lat);
    if (source >= 0 && !given)
        read.values.append({source, FieldValue(came)});
    return {};
}

/// What a column of currencies says of a row with money in it, when it is not yuan.
QString otherMoney(const Worksheet& sheet, const HeadingMap& map, const RegistrySpec& spec, int row)
{
    static const QStringList yuan{QStringLiteral("人民币"), QStringLiteral("人民币元"), QStringLiteral("元"),
        QStringLiteral("rmb"), QStringLiteral("cny"), QStringLiteral("¥"), QStringLiteral("￥")};
    const auto isMoney = [&](const HeadingMap::Column& column) {
        const FieldSpec& field = spec.fields[column.field];
        return field.isNumeric() && field.unit.endsWith(u'元') && !sheet.value(row, column.column).isEmpty();
    };
    if (map.money < 0 || std::none_of(map.columns.begin(), map.columns.end(), isMoney))
        return {};
    const QString said = sheet.mergedCell(row, map.money).trimmed();
    return meansNothing(said) || yuan.contains(comparable(said)) ? QString() : said;
}

/// What stands to the right of the headings in a line of a text table: a comma that nobody quoted moved it
/// there.
QString beyondHeadings(const Worksheet& sheet, const HeadingMap& map, int row)
{
    for (const PlacedCell& cell : sheet.rows.row(row))
        if (cell.column >= map.width && !cell.value.text.trimmed().isEmpty())
            return cell.value.text;
    return {};
}

/// The first cells of a row that say something, without blanks.
QStringList firstTexts(const Worksheet& sheet, int row, int count)
{
    QStringList texts;
    for (const PlacedCell& cell : sheet.rows.row(row)) {
        if (const QString text = comparable(sheet.shown(cell.value)); !text.isEmpty())
            texts += text;
        if (texts.size() == count)
            break;
    }
    return texts;
}

/// Page two of a printed list begins with the headings again.
bool repeatsHeadings(const Worksheet& sheet, const HeadingMap& map, int row)
{
    int same = 0;
    for (const HeadingMap::Column& column : map.columns) {
        const QString text = comparable(sheet.mergedCell(row, column.column));
        if (text.isEmpty())
            continue;
        if (text != comparable(column.heading)
            && text != comparable(sheet.mergedCell(map.firstRow - 1, column.column)))
            return false;
        ++same;
    }
    return same > 1;
}

/// 甲 乙 1 2 3 below the headings of a statistical table.
bool numbersColumns(const QStringList& texts)
{
    return texts.size() == 2 && texts[0] == u"甲" && (texts[1] == u"乙" || texts[1] == u"1");
}
} // namespace

QString atRow(int row, const QString& text)
{
    const QString sentence = QStringLiteral("第 %1 行%2").arg(row).arg(text);
    return sentence.endsWith(u'。') ? sentence : sentence + u'。';
}

bool isSkippedRow(const Worksheet& sheet, const HeadingMap& map, int row)
{
    static const QRegularExpression total(QStringLiteral(
        "^(本页|本月|本季|本年|全年|累计|以上|全[区县市镇乡])?(合计|总计|小计|共计|累计|汇总)([(（:："
        "].*)?$|^.{1,12}(合计|小计|总计|汇总)$|^(?:sub|grand)?total:?$"));
    // Who filled it in and when, beside the name or in a cell of its own; remarks only with their colon.
    static const QRegularExpression note(QStringLiteral(
        "^(?:(?:(?:单位|部门|统计|分管|主要)?(?:负责人|领导)|(?:填|制|报)表人|(?:填报|编制|"
        "审核|复核|审批|经办|录入|核对)人员?|"
        "(?:填表|填报|制表|报出|报送|审核|统计)(?:日期|时间)|(?:填报|报送|编制|制表)(?:单位|"
        "部门))(?:[(][^)]*[)])?(?::|$)|"
        "(?:[*※]?注|[*※]?说明|备注|填表说明|联系人|联系电话|单位[(]?(?:公章|盖章)[)]?|公章|盖章|.{0,6}签(?:"
        "字|名|章)|主管|"
        "制表|填表|填报|审核|复核|审批|经办|核对|签发|(?:打印|导出|截止)?(?:日期|时间)|"
        "资料来源|数据来源)\\d*(?:[(][^)]*[)])?:|"
        "第\\d+页|共\\d+(?:页|条|行|笔|户|家)|(?:[(])?(?:以下空白|以下无正文|此页无正文)(?:[)])?$)"));
    bool mapped = false;
    for (const HeadingMap::Column& column : map.columns) {
        const QString text = sheet.cell(row, column.column).trimmed();
        mapped = mapped || !text.isEmpty();
        // 2024-07 | 小计: the month, or whatever else stands in front, is filled in below as well.
        const bool may = text.size() < 20 // asked of every cell of a million rows
            && (text.contains(u'计') || text.contains(u'总') || text.contains(u"total", Qt::CaseInsensitive));
        if (may && !column.prose && total.match(comparable(text)).hasMatch())
            return true;
    }
    if (!mapped)
        return true;
    // The number in front of a row is not yet what the row is about.
    static const QRegularExpression ordinal(QStringLiteral("^\\d+$"));
    QStringList texts = firstTexts(sheet, row, 2);
    if (numbersColumns(texts))
        return true;
    if (texts.size() > 1 && ordinal.match(texts.first()).hasMatch())
        texts.removeFirst();
    return total.match(texts.first()).hasMatch() || note.match(texts.first()).hasMatch()
        || repeatsHeadings(sheet, map, row);
}

TableRow readRow(const Worksheet& sheet, const HeadingMap& map, const RegistrySpec& spec, int row,
    Datum datum, const ReferenceLookup& lookup)
{
    TableRow read;
    read.row = row + 1;
    for (const HeadingMap::Column& column : map.columns) {
        const FieldSpec& field = spec.fields[column.field];
        // A place merged over several rows holds for each of them; an amount would count twice.
        const CellValue cell
            = field.isNumeric() ? sheet.value(row, column.column) : sheet.mergedValue(row, column.column);
        const QString text = withoutInvisible(sheet.shown(cell));
        if (text.trimmed().isEmpty() || (field.personal && isMasked(text)))
            continue;
        const auto value = cellValue(field, cell, sheet, column, lookup);
        if (value && value->isNull() && meansNothing(text))
            continue;
        if (value && cell.kind == CellValue::Kind::date && field.prose)
            read.doubts += QStringLiteral("“%1”显示为日期，写成了文字“%2”").arg(column.heading, cell.text);
        // Without its format a day may be what somebody wrote, or what Excel made of a number.
        if (value && field.type == FieldType::text && !field.prose && (sheet.untyped || sheet.placed)
            && looksLikeExcelsDay(text))
            read.doubts += QStringLiteral("“%1”像日期“%2”，多半是 Excel 改过的数")
                               .arg(column.heading, field.personal ? masked(text) : text);
        if (value)
            read.values.append({column.field, *value});
        else
            read.problems += ImportProblem{read.row, column.heading, text,
                atRow(read.row, QStringLiteral("“%1”%2").arg(column.heading, value.error().text)),
                value.error().suggestion};
    }
    if (const QString money = otherMoney(sheet, map, spec, row); !money.isEmpty())
        read.problems += ImportProblem{read.row, QStringLiteral("币种"), money,
            atRow(read.row,
                QStringLiteral("的币种是“%1”，不是人民币，请换算成人民币再导入").arg(inSentence(money)))};
    if (const QString beyond = sheet.untyped ? beyondHeadings(sheet, map, row) : QString(); !beyond.isEmpty())
        read.problems += ImportProblem{read.row, {}, beyond,
            atRow(read.row,
                QStringLiteral("比表头多出内容“%1”，多半是一格文字里有分隔符而没有加引号，请用 Excel 或 WPS "
                               "打开核对这一行")
                    .arg(inSentence(beyond)))};
    if (const QString half = convertPoint(read, spec, datum); !half.isEmpty())
        read.problems += ImportProblem{read.row, QStringLiteral("经度"), {}, atRow(read.row, half)};
    return read;
}

} // namespace coop
