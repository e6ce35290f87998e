#include "core/tabular/heading_map.h"

#include "core/base/text.h"

#include <QRegularExpression>
#include <QSet>

namespace coop
{

namespace
{
constexpr int searchedRows = 20;

/// 村（社区） → 村 and 社区; a heading without brackets has an empty second part.
std::pair<QString, QString> splitHeading(const QString& heading)
{
    static const QRegularExpression bracketed(QStringLiteral("^(.*?)[(（\\[【](.*)[)）\\]】]$"));
    QString plain = heading.simplified();
    plain.remove(u'*').remove(u'＊').remove(QChar(0x2605));
    const auto match = bracketed.match(plain.trimmed());
    return match.hasMatch() ? std::pair(match.captured(1), match.captured(2))
                            : std::pair(plain.trimmed(), QString());
}

bool labelled(const FieldSpec& field, const QString& text)
{
    const QString wanted = comparable(text);
    return !wanted.isEmpty()
        && (wanted == comparable(field.label) || wanted == comparable(field.heading())
            || wanted == comparable(field.id));
}

/// The field that a text names: its own label comes before what offices also call another one.
int fieldNamed(const RegistrySpec& spec, const QString& text)
{
    for (int i = 0; i < spec.fields.size(); ++i)
        if (labelled(spec.fields[i], text))
            return i;
    const QString wanted = comparable(text);
    for (int i = 0; i < spec.fields.size() && !wanted.isEmpty(); ++i)
        for (const QString& alias : spec.fields[i].aliases)
            if (wanted == comparable(alias))
                return i;
    return -1;
}

/// The power of ten of a written unit over the field's own: 万元 over 元 is 4. Nothing when it is another
/// unit.
std::optional<int> exponentOf(const FieldSpec& field, const QString& unit)
{
    static const QList<std::pair<QString, int>> prefixes{{QStringLiteral("百万"), 6},
        {QStringLiteral("千万"), 7}, {QStringLiteral("亿"), 8}, {QStringLiteral("万"), 4},
        {QStringLiteral("千"), 3}, {QStringLiteral("百"), 2}, {QString(), 0}};
    const QString written = comparable(unit);
    const QString own = field.unit.isEmpty() && field.label.endsWith(QStringLiteral("亩次"))
        ? QStringLiteral("亩次")
        : field.unit;
    for (const auto& [prefix, exponent] : prefixes)
        if (written == comparable(prefix + own) && !(own.isEmpty() && prefix.isEmpty()))
            return exponent;
    static const QStringList counters{QStringLiteral("个"), QStringLiteral("户"), QStringLiteral("人"),
        QStringLiteral("次"), QStringLiteral("笔"), QStringLiteral("台"), QStringLiteral("台套"),
        QStringLiteral("家"), QStringLiteral("人次"), QStringLiteral("颗")};
    if (own.isEmpty() && counters.contains(written))
        return 0;
    return std::nullopt;
}

struct Match {
    int field = -1;
    int exponent = 0;
    bool unitKnown = true;
    bool unitWritten = false;
};

/// The field that a heading names; its unit may stand in brackets.
Match matchHeading(const RegistrySpec& spec, const QString& heading)
{
    if (const int whole = fieldNamed(spec, heading); whole >= 0)
        return {
            whole, 0, true, !spec.fields[whole].unit.isEmpty() && heading.contains(spec.fields[whole].unit)};
    const auto [name, unit] = splitHeading(heading);
    const int index = fieldNamed(spec, name);
    if (index < 0 || unit.isEmpty() || !spec.fields[index].isNumeric())
        return {index};
    const auto exponent = exponentOf(spec.fields[index], unit);
    return {index, exponent.value_or(0), exponent.has_value(), true};
}

/// Candidates for a column's heading when it may stand in two rows: the lower cell, the upper one, both
/// together.
QStringList headingsOf(const TableSheet& sheet, int row, int height, int column)
{
    const QString lower = sheet.mergedCell(row + height - 1, column).trimmed();
    if (height == 1)
        return {lower};
    const QString upper = sheet.mergedCell(row, column).trimmed();
    if (lower.isEmpty() || lower == upper)
        return {upper};
    return {lower, upper + lower};
}

/// 单位：万元 somewhere above the heading counts for headings that write no unit.
QString unitLine(const TableSheet& sheet, int headingRow)
{
    static const QRegularExpression line(QStringLiteral("单位\\s*[:：]\\s*([百千万亿]*[^\\s,，、;；)）]+)"));
    for (int row = 0; row < headingRow; ++row)
        for (const QString& cell : sheet.rows[row])
            if (const auto match = line.match(cell);
                match.hasMatch() && !cell.contains(QStringLiteral("填报单位")))
                return match.captured(1);
    return {};
}

/// The map that rows `row` … `row + height - 1` give; a bad unit is told in `error`.
HeadingMap mapAt(const TableSheet& sheet, const RegistrySpec& spec, int row, int height, QString& error)
{
    HeadingMap map;
    map.firstRow = row + height;
    QSet<int> taken;
    const QString above = unitLine(sheet, row);
    for (int column = 0; column < sheet.columns(); ++column)
        for (const QString& heading : headingsOf(sheet, row, height, column)) {
            Match match = matchHeading(spec, heading);
            if (match.field < 0 || taken.contains(match.field))
                continue;
            const FieldSpec& field = spec.fields[match.field];
            if (!match.unitKnown)
                error
                    = QStringLiteral("列“%1”的单位不认识，请换算成“%2”再导入").arg(heading, field.heading());
            if (!match.unitWritten && field.isNumeric() && !field.unit.isEmpty() && !above.isEmpty())
                match.exponent = exponentOf(field, above).value_or(0);
            taken.insert(match.field);
            map.columns += {column, match.field, match.exponent, heading};
            break;
        }
    return map;
}

/// The position of a column that a user named by its heading or its letter; -1 when there is none.
int namedColumn(const TableSheet& sheet, const HeadingMap& map, const QString& name)
{
    for (int column = 0; column < sheet.columns(); ++column)
        for (int row = 0; row < qMin<int>(qMax(map.firstRow, 1), int(sheet.rows.size())); ++row)
            if (comparable(sheet.mergedCell(row, column).trimmed()) == comparable(name))
                return column;
    for (int column = 0; column < sheet.columns(); ++column)
        if (TableSheet::letter(column) == name.trimmed().toUpper())
            return column;
    return -1;
}

Result<> applyGiven(
    HeadingMap& map, const TableSheet& sheet, const RegistrySpec& spec, const QHash<QString, QString>& given)
{
    for (auto it = given.begin(); it != given.end(); ++it) {
        const int column = namedColumn(sheet, map, it.key());
        if (column < 0)
            return fail(
                ErrorKind::notFound, QStringLiteral("工作表“%1”里没有“%2”这一列").arg(sheet.name, it.key()));
        const int field = fieldNamed(spec, it.value());
        if (field < 0)
            return fail(
                ErrorKind::notFound, QStringLiteral("台账“%1”没有字段“%2”").arg(spec.label, it.value()));
        map.columns.removeIf(
            [&](const HeadingMap::Column& each) { return each.column == column || each.field == field; });
        const QString unit = splitHeading(it.key()).second;
        const int exponent = unit.isEmpty() ? 0 : exponentOf(spec.fields[field], unit).value_or(0);
        map.columns += {column, field, exponent, it.key()};
    }
    return {};
}
} // namespace

const HeadingMap::Column* HeadingMap::of(const RegistrySpec& spec, QStringView field) const
{
    const int wanted = spec.indexOf(field);
    for (const Column& column : columns)
        if (column.field == wanted)
            return &column;
    return nullptr;
}

Result<HeadingMap> findHeadings(
    const TableSheet& sheet, const RegistrySpec& spec, const QHash<QString, QString>& given)
{
    HeadingMap best;
    QString bestError;
    const int last = qMin<int>(searchedRows, int(sheet.rows.size()));
    for (int row = 0; row < last; ++row)
        for (int height = 1; height <= 2 && row + height <= sheet.rows.size(); ++height) {
            QString error;
            const HeadingMap map = mapAt(sheet, spec, row, height, error);
            if (map.columns.size() <= best.columns.size())
                continue;
            best = map;
            bestError = error;
        }
    if (!bestError.isEmpty())
        return fail(ErrorKind::invalidValue, bestError);
    if (const auto applied = applyGiven(best, sheet, spec, given); !applied)
        return fail(applied.error());
    return best;
}

} // namespace coop
