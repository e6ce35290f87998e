#include "core/tabular/read/workbooks/ods_styles.h"

#include "core/tabular/read/table_limits.h"

namespace coop
{

namespace
{
constexpr int mostDigits = 20;
constexpr int deepestParent = 8;
constexpr int mostMaps = 8;

bool isDataStyle(const XmlName& name)
{
    return name.local == "number-style" || name.local == "percentage-style" || name.local == "currency-style"
        || name.local == "text-style";
}
} // namespace

bool OdsStyles::isBounded() const
{
    return cells.size() + codes.size() + hidden.size() <= table_limits::formats
        && code.size() + letters.size() <= qsizetype(4) * table_limits::formatLetters;
}

QString OdsStyles::quoted(const QString& letters)
{
    QString text;
    for (const QChar c : letters)
        text += c == u'"' ? QStringLiteral("\\\"") : u'"' + QString(c) + u'"';
    return text;
}

/// The code that Excel would write for a <number:number>.
QString OdsStyles::writtenNumber() const
{
    QString digits = QString(std::max(number.whole, 1), u'0');
    if (number.whole == 0)
        digits = QStringLiteral("#");
    QString text;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const auto right = int(digits.size() - i); // digits from here on
        for (const auto& [at, word] : number.inserted)
            if (at == right && i > 0)
                text += quoted(word);
        text += digits[i];
    }
    if (number.grouped)
        text.prepend(QStringLiteral("#,#"));
    if (number.decimals > 0)
        text += u'.' + QString(number.decimals, u'0');
    return text + QString(number.thousands, u',');
}

void OdsStyles::startElement(const XmlName& name, const XmlAttributes& attributes)
{
    const auto text = [&](const char* local) { return qtText(attributes.anyValue(local)); };
    const auto count
        = [&](const char* local) { return countOf(attributes.anyValue(local), mostDigits).value_or(0); };
    if (name.local == "style") {
        current = text("name");
        if (text("family") == u"table-cell")
            cells.insert(current, CellStyle{text("data-style-name"), text("parent-style-name")});
    } else if (name.local == "table-properties") {
        if (attributes.anyValue("display") == "false")
            hidden.insert(current, true);
    } else if (isDataStyle(name)) {
        data = text("name");
        percentage = name.local == "percentage-style";
        code.clear();
    } else if (data.isEmpty()) {
        return;
    } else if (name.local == "number") {
        number = Number{count("min-integer-digits"), count("decimal-places"), 0,
            attributes.anyValue("grouping") == "true", {}};
        for (double factor = text("display-factor").toDouble(); factor >= 1000 && number.thousands < 4;
             factor /= 1000)
            ++number.thousands;
    } else if (name.local == "map") {
        QString condition = text("condition").remove(u' ');
        if (condition.startsWith(QStringLiteral("value()")) && maps[data].size() < mostMaps)
            maps[data] += {condition.mid(7).replace(QStringLiteral("!="), QStringLiteral("<>")),
                text("apply-style-name")};
    } else if (name.local == "text" || name.local == "currency-symbol" || name.local == "embedded-text") {
        hears = true;
        letters.clear();
        insertedAt = name.local == "embedded-text" ? count("position") : -1;
        place = name.local == "currency-symbol" ? text("language") + u'-' + text("country") : QString();
    }
}

void OdsStyles::characters(std::string_view text)
{
    if (hears && letters.size() < table_limits::formatLetters)
        letters += qtText(text);
}

void OdsStyles::endElement(const XmlName& name)
{
    if (data.isEmpty())
        return;
    if (hears) {
        hears = false;
        if (insertedAt >= 0)
            number.inserted += {insertedAt, letters};
        else if (percentage && letters.contains(u'%'))
            code += u'%';
        else
            code += place.size() > 1 && !letters.contains(u']') && !letters.contains(u'-')
                ? QStringLiteral("[$%1-%2]").arg(letters, place)
                : quoted(letters);
    } else if (name.local == "number") {
        code += writtenNumber();
    } else if (name.local == "text-content") {
        code += u'@';
    } else if (isDataStyle(name)) {
        codes.insert(data, code);
        data.clear();
    }
}

int OdsStyles::formatOfCode(const QString& wanted)
{
    auto at = known.constFind(wanted);
    if (at == known.constEnd()) {
        formats += NumberFormat(wanted);
        at = known.insert(wanted, int(formats.size()) - 1);
    }
    return *at;
}

/// The code that Excel would write, with a section for each condition.
QString OdsStyles::codeOf(const QString& dataStyle) const
{
    QString sections;
    for (const auto& [condition, name] : maps.value(dataStyle))
        if (codes.contains(name))
            sections += u'[' + condition + u']' + codes.value(name) + u';';
    return sections + codes.value(dataStyle);
}

int OdsStyles::formatOf(const QString& style)
{
    if (const auto at = formatOfStyle.constFind(style); at != formatOfStyle.constEnd())
        return *at;
    QString name = style;
    int format = 0;
    for (int i = 0; i < deepestParent && !name.isEmpty(); ++i) {
        const CellStyle cell = cells.value(name);
        if (codes.contains(cell.data)) {
            format = formatOfCode(codeOf(cell.data));
            break;
        }
        name = cell.parent;
    }
    formatOfStyle.insert(style, format);
    return format;
}

int OdsStyles::foreignMoney(const QString& money)
{
    const QString wanted = QStringLiteral("[$%1-0]General").arg(QString(money).remove(u']').remove(u'-'));
    if (money.isEmpty() || NumberFormat(wanted).foreignMoney(1).isEmpty())
        return 0;
    return formatOfCode(wanted);
}

int OdsStyles::percent()
{
    return formatOfCode(QStringLiteral("0%"));
}

} // namespace coop
