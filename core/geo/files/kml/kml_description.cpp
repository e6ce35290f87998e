#include "core/geo/files/kml/kml_description.h"

#include "core/base/text/text.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>
#include <vector>

namespace coop
{

namespace
{
constexpr int deepest = 16; ///< tables in tables; ArcGIS writes two
constexpr int longestName = 60;
constexpr int longestLabel = 20; ///< of a line “镇街：某镇”

struct Cell {
    QString text;
    bool isHeading = false; ///< <th>, or all of it bold
    bool isNested = false; ///< holds a table
};
using Row = std::vector<Cell>;
using Fields = QList<std::pair<QString, QString>>;

QString oneLine(const QString& text)
{
    return text.simplified();
}

QString fieldName(const Cell& cell)
{
    QString name = oneLine(cell.text);
    while (name.endsWith(u':') || name.endsWith(u'：'))
        name = name.chopped(1).trimmed();
    return name.size() <= longestName ? name : QString();
}

QString fieldValue(const Cell& cell)
{
    QStringList lines;
    for (const QString& line : cell.text.split(u'\n'))
        if (const QString tidy = oneLine(line); !tidy.isEmpty())
            lines.append(tidy);
    const QString value = lines.join(u'\n');
    return value.compare(QStringLiteral("<Null>"), Qt::CaseInsensitive) == 0 ? QString() : value;
}

bool allHeadings(const Row& row)
{
    return std::all_of(row.begin(), row.end(), [](const Cell& cell) { return cell.isHeading; });
}

bool noHeadings(const Row& row)
{
    return std::none_of(row.begin(), row.end(), [](const Cell& cell) { return cell.isHeading; });
}

/// 镇街 | 某镇 | 备注 | 好: names and values side by side.
bool alternates(const Row& row)
{
    for (size_t i = 0; i < row.size(); ++i)
        if (row[i].isHeading != (i % 2 == 0))
            return false;
    return row.size() % 2 == 0;
}

/// The line “字段 | 值” above a table of fields.
bool isCaption(const Row& row)
{
    static const QStringList names{QStringLiteral("字段"), QStringLiteral("字段名"),
        QStringLiteral("字段名称"), QStringLiteral("属性"), QStringLiteral("属性名"),
        QStringLiteral("属性名称"), QStringLiteral("项目"), QStringLiteral("名称"), QStringLiteral("field"),
        QStringLiteral("fieldname"), QStringLiteral("attribute"), QStringLiteral("name"),
        QStringLiteral("key"), QStringLiteral("property")};
    static const QStringList values{QStringLiteral("值"), QStringLiteral("字段值"), QStringLiteral("属性值"),
        QStringLiteral("内容"), QStringLiteral("数值"), QStringLiteral("value"),
        QStringLiteral("fieldvalue")};
    return row.size() == 2 && names.contains(comparable(row[0].text))
        && values.contains(comparable(row[1].text));
}

void addPair(Fields& fields, const Cell& name, const Cell& value)
{
    if (const QString title = fieldName(name); !title.isEmpty() && !value.isNested)
        fields.append({title, fieldValue(value)});
}

/// The fields of one table; none where its shape does not say which cell is a name.
Fields fieldsOf(const std::vector<Row>& table)
{
    std::vector<Row> rows;
    for (const Row& row : table)
        if (row.size() >= 2) // a single cell is a title, or holds a table of its own
            rows.push_back(row);
    if (!rows.empty() && isCaption(rows.front()))
        rows.erase(rows.begin());
    if (rows.empty())
        return {};

    Fields fields;
    const size_t columns = rows.front().size();
    const bool even
        = std::all_of(rows.begin(), rows.end(), [&](const Row& row) { return row.size() == columns; });
    const bool oneBelow = rows.size() == 2 && even && noHeadings(rows[1]);
    if (oneBelow && (allHeadings(rows[0]) || (columns % 2 == 1 && noHeadings(rows[0])))) {
        for (size_t i = 0; i < columns; ++i)
            addPair(fields, rows[0][i], rows[1][i]);
        return fields;
    }
    if (rows.size() > 1 && allHeadings(rows[0])) // a list of several things
        return {};
    const bool sideBySide = std::all_of(rows.begin(), rows.end(), [&](const Row& row) {
        return row.size() == 2 || alternates(row) || (row.size() % 2 == 0 && (rows.size() == 1 || !even));
    });
    if (!sideBySide)
        return {};
    for (const Row& row : rows)
        for (size_t i = 0; i + 1 < row.size(); i += 2)
            addPair(fields, row[i], row[i + 1]);
    return fields;
}

/// Takes HTML apart as leniently as a browser: cells and rows end where the next one begins.
class Markup
{
public:
    explicit Markup(const QString& text)
        : html(text)
    {
        while (at < html.size()) {
            if (html[at] == u'<' && isTag())
                tag();
            else
                words();
        }
        while (!tables.empty())
            closeTable();
    }

    Fields fields;
    QString rest; ///< what stands in no table that gave fields
    bool marked = false; ///< whether there were tags at all

private:
    struct Table {
        std::vector<Row> rows;
        bool inCell = false;
        bool plain = false; ///< letters outside of bold came into the cell
    };

    bool isTag() const
    {
        if (at + 1 >= html.size())
            return false;
        const QChar next = html[at + 1];
        return next == u'/' || next == u'!' || next == u'?' || (next.unicode() < 128 && next.isLetter());
    }

    void tag()
    {
        marked = true;
        if (QStringView(html).mid(at).startsWith(u"<!--")) {
            const qsizetype end = html.indexOf(QStringLiteral("-->"), at);
            at = end < 0 ? html.size() : end + 3;
            return;
        }
        qsizetype end = html.indexOf(u'>', at);
        if (end < 0)
            end = html.size();
        QString name;
        qsizetype i = at + 1;
        const bool closes = i < end && html[i] == u'/';
        for (i += closes ? 1 : 0; i < end && html[i].isLetterOrNumber(); ++i)
            name += html[i].toLower();
        at = std::min(end + 1, html.size());
        if (!closes && (name == u"script" || name == u"style" || name == u"title")) {
            const qsizetype close = html.indexOf(QStringLiteral("</") + name, at, Qt::CaseInsensitive);
            at = close < 0 ? html.size() : close;
        } else if (name == u"b" || name == u"strong") {
            bold = !closes;
        } else if (name == u"table") {
            closes ? closeTable() : openTable();
        } else if (name == u"tr" || name == u"td" || name == u"th") {
            part(name, closes);
        } else if (name == u"br" || name == u"p" || name == u"div" || name == u"li" || name == u"ul"
            || name == u"hr" || (name.size() == 2 && name[0] == u'h' && name[1].isDigit())) {
            add(QStringLiteral("\n"));
        }
    }

    void openTable()
    {
        if (tables.size() >= deepest)
            return;
        if (!tables.empty() && tables.back().inCell)
            tables.back().rows.back().back().isNested = true;
        tables.push_back({});
    }

    void closeTable()
    {
        if (tables.empty())
            return;
        closeCell();
        const std::vector<Row> rows = std::move(tables.back().rows);
        tables.pop_back();
        const Fields found = fieldsOf(rows);
        fields += found;
        if (!found.isEmpty())
            return;
        for (const Row& row : rows)
            for (const Cell& cell : row)
                rest += cell.text + u'\n';
    }

    void part(const QString& name, bool closes)
    {
        if (tables.empty())
            return;
        closeCell();
        bold = false;
        if (closes)
            return;
        Table& table = tables.back();
        if (name == u"tr") {
            table.rows.emplace_back();
            return;
        }
        if (table.rows.empty())
            table.rows.emplace_back();
        table.rows.back().push_back({{}, name == u"th", false});
        table.inCell = true;
        table.plain = false;
    }

    void closeCell()
    {
        Table& table = tables.back();
        if (table.inCell) {
            Cell& cell = table.rows.back().back();
            cell.isHeading = cell.isHeading || (!table.plain && !cell.text.trimmed().isEmpty());
        }
        table.inCell = false;
    }

    void words()
    {
        qsizetype end = html.indexOf(u'<', at + 1);
        if (end < 0)
            end = html.size();
        add(shownLetters(html.mid(at, end - at)));
        at = end;
    }

    void add(const QString& text)
    {
        if (tables.empty()) {
            rest += text;
        } else if (Table& table = tables.back(); table.inCell) {
            table.rows.back().back().text += text;
            table.plain = table.plain || (!bold && !text.trimmed().isEmpty());
        }
    }

    static QString shownLetters(const QString& text)
    {
        if (!text.contains(u'&'))
            return text;
        static const QRegularExpression entity(
            QStringLiteral("&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});"));
        static const QHash<QString, QString> named{{QStringLiteral("amp"), QStringLiteral("&")},
            {QStringLiteral("lt"), QStringLiteral("<")}, {QStringLiteral("gt"), QStringLiteral(">")},
            {QStringLiteral("quot"), QStringLiteral("\"")}, {QStringLiteral("apos"), QStringLiteral("'")},
            {QStringLiteral("nbsp"), QStringLiteral(" ")}, {QStringLiteral("ensp"), QStringLiteral(" ")},
            {QStringLiteral("emsp"), QStringLiteral(" ")}, {QStringLiteral("middot"), QStringLiteral("·")}};
        QString shown;
        qsizetype from = 0;
        for (auto found = entity.globalMatch(text); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            const QString name = match.captured(1);
            shown += text.mid(from, match.capturedStart() - from);
            if (name.startsWith(u'#')) {
                const bool hex = name.size() > 1 && name[1].toLower() == u'x';
                const auto letter = char32_t(name.mid(hex ? 2 : 1).toUInt(nullptr, hex ? 16 : 10));
                const bool known = letter > 0 && letter <= 0x10FFFF && (letter < 0xD800 || letter > 0xDFFF);
                shown += known ? QString::fromUcs4(&letter, 1) : match.captured();
            } else {
                shown += named.value(name, match.captured());
            }
            from = match.capturedEnd();
        }
        return shown + text.mid(from);
    }

    const QString& html;
    qsizetype at = 0;
    bool bold = false;
    std::vector<Table> tables;
};

/// 镇街：某镇 in every line; none where a line is anything else.
Fields listedFields(const QString& text, int fewest)
{
    Fields fields;
    for (const QString& line : text.split(u'\n')) {
        const QString tidy = oneLine(line);
        if (tidy.isEmpty())
            continue;
        static const QRegularExpression colon(QStringLiteral("[:：]"));
        const qsizetype at = tidy.indexOf(colon);
        const QString label = at < 0 ? QString() : tidy.left(at).trimmed();
        if (label.isEmpty() || label.size() > longestLabel
            || tidy.mid(at + 1).startsWith(QStringLiteral("//"))
            || std::none_of(label.begin(), label.end(), [](QChar letter) { return letter.isLetter(); }))
            return {};
        fields.append({label, tidy.mid(at + 1).trimmed()});
    }
    return fields.size() >= fewest ? fields : Fields();
}
} // namespace

KmlDescription readKmlDescription(const QString& html)
{
    const Markup markup(html);
    if (!markup.fields.isEmpty())
        return {markup.fields, oneLine(markup.rest)};
    // Without markup one line “经营者：张三” may as well be a remark.
    return {listedFields(markup.rest, markup.marked ? 1 : 2), html};
}

QString withoutMarkup(const QString& html)
{
    const Markup markup(html);
    return oneLine(markup.rest);
}

} // namespace coop
