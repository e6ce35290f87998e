#include "core/tabular/import/heading_map.h"

#include "core/base/text/text.h"
#include "core/domain/registry_spec.h"
#include "core/tabular/heading_unit.h"
#include "core/tabular/import/column_claims.h"
#include "core/tabular/import/column_units.h"
#include "core/tabular/import/table_row.h"
#include "core/tabular/short_names.h"

#include <QRegularExpression>
#include <QSet>

namespace coop
{

namespace
{
constexpr int rowsLookedAt = 20;
constexpr int deepest = 2;
constexpr int fieldScore = 10; // a heading of two rows that only together name a field is worth a little more

/// Every way to write a field's heading → the field.
class FieldNames
{
public:
    /// `cut`: headings may be the first ten bytes of a name.
    FieldNames(const RegistrySpec& spec, bool cut)
        : longitude(spec.indexOf(u"lon"))
        , latitude(spec.indexOf(u"lat"))
        , cutShort(cut)
    {
        if (cut)
            for (const auto names = shortFieldNames(spec); const FieldSpec& field : spec.fields)
                put(names.value(field.id), spec.indexOf(field.id));
        // What the spec calls a field wins over what offices call another one.
        for (int i = 0; i < spec.fields.size(); ++i)
            for (const QString& name : {spec.fields[i].label, spec.fields[i].heading(), spec.fields[i].id})
                put(name, i);
        for (int i = 0; i < spec.fields.size(); ++i)
            for (const QString& alias : spec.fields[i].aliases)
                put(alias, i);
    }
    int find(const QString& heading) const
    {
        const QString wanted = key(heading);
        const int known = fields.value(wanted, -1);
        return known < 0 && cutShort ? beginningWith(wanted) : known;
    }

    /// Longitude or latitude with the name of a datum before or behind it: 百度纬度, lng_gcj02.
    int findCoordinate(const QString& heading) const
    {
        static const QRegularExpression datum(
            QStringLiteral(
                "(?:高德|百度|腾讯|火星|GPS|GCJ(?:[-_ ]?0?2)?|BD[-_ ]?(?:09)?(?:LL)?|WGS[-_ ]?84|CGCS[-_ "
                "]?2000|AMAP|BAIDU)[-_ ]*(?:地图)?(?:坐标)?系?[-_ ]*"),
            QRegularExpression::CaseInsensitiveOption);
        QString plain = heading;
        plain.remove(datum);
        if (plain == heading)
            return -1;
        while (plain.endsWith(u'_') || plain.endsWith(u'-') || plain.endsWith(u'）') || plain.endsWith(u')')
            || plain.endsWith(u'（') || plain.endsWith(u'('))
            plain.chop(1);
        const int field = find(plain);
        return field >= 0 && (field == longitude || field == latitude) ? field : -1;
    }

private:
    static QString key(const QString& text)
    {
        static const QString marks = QStringLiteral("*★\u2606※●");
        QString name = comparable(withoutFillingNote(text));
        while (!name.isEmpty() && marks.contains(name.front()))
            name.remove(0, 1);
        while (!name.isEmpty() && (name.endsWith(u':') || marks.contains(name.back())))
            name.chop(1);
        return name;
    }
    /// The only field of which a name was cut to this; UTF-8 leaves three characters of Chinese, GBK five.
    int beginningWith(const QString& cut) const
    {
        if (cut.size() < 3 || (cut.size() < 10 && cut.at(0).unicode() < 0x80))
            return -1;
        int found = -1;
        for (auto each = fields.begin(); each != fields.end(); ++each) {
            if (!each.key().startsWith(cut) || each.value() == found)
                continue;
            if (found >= 0)
                return -1;
            found = each.value();
        }
        return found;
    }
    void put(const QString& name, int field)
    {
        if (!fields.contains(key(name)))
            fields.insert(key(name), field);
    }
    QHash<QString, int> fields;
    int longitude, latitude;
    bool cutShort;
};

struct Match {
    int field = -1;
    QString unit;
    bool joined = false; ///< both heading rows together name it
};

Match matchText(const FieldNames& names, const QString& heading)
{
    if (heading.trimmed().isEmpty())
        return {};
    if (const int field = names.find(heading); field >= 0)
        return {field, headingParts(heading).unit};
    const HeadingParts parts = headingParts(heading);
    if (!parts.unit.isEmpty())
        if (const int field = names.find(parts.name); field >= 0)
            return {field, parts.unit};
    return {};
}

/// The rows in which headings may stand, unfolded once.
class Head
{
public:
    /// `all`: also columns in which nothing stands here.
    Head(const Worksheet& of, bool all)
        : sheet(of)
    {
        const int last = std::min(rowsLookedAt + deepest - 1, sheet.rows.size());
        for (int row = 0; row < last; ++row)
            for (int column = 0; column < sheet.columns(); ++column)
                if (const QString text = sheet.mergedCell(row, column).trimmed(); !text.isEmpty())
                    texts.insert({row, column}, text);
        for (int column = 0; column < sheet.columns(); ++column) {
            bool used = all;
            for (int row = 0; row < last && !used; ++row)
                used = texts.contains({row, column});
            if (used)
                inUse += column;
        }
    }
    QString text(int row, int column) const { return texts.value({row, column}); }
    const QList<int>& columns() const { return inUse; }
    /// Whether a cell only continues the one to its left.
    bool continuesLeft(int row, int column) const
    {
        const auto* merge = sheet.merged.at(row, column);
        return merge && merge->range.left != column && merge->range.top == row;
    }

private:
    const Worksheet& sheet;
    QHash<CellPlace, QString> texts;
    QList<int> inUse;
};

/// The texts of a column's headings from the top; a merge's text once.
QStringList headingTexts(const Head& head, int top, int depth, int column)
{
    QStringList texts;
    for (int row = top; row < top + depth; ++row) {
        const QString text = head.text(row, column);
        if (!text.isEmpty() && (texts.isEmpty() || texts.last() != text))
            texts += text;
    }
    return texts;
}

/// （万元） → 万元; empty when a text is no unit.
QString bareUnit(const QString& text)
{
    if (!isUnit(text))
        return {};
    QString unit = comparable(text);
    unit.removeIf([](QChar c) { return c == u'(' || c == u')'; });
    return unit;
}

/// Whether a group says that its columns are another measure than the ledger's: 发放额 below 本年累计.
bool isOtherMeasure(const QStringList& texts)
{
    static const QStringList words{QStringLiteral("累计"), QStringLiteral("同期"), QStringLiteral("上年"),
        QStringLiteral("去年"), QStringLiteral("上月"), QStringLiteral("上季"), QStringLiteral("上期"),
        QStringLiteral("计划"), QStringLiteral("预计"), QStringLiteral("预算"), QStringLiteral("增长"),
        QStringLiteral("增幅"), QStringLiteral("增减"), QStringLiteral("同比"), QStringLiteral("环比"),
        QStringLiteral("占比")};
    const QString group = comparable(texts.mid(0, texts.size() - 1).join(QString()));
    const QString own = comparable(texts.last());
    return std::any_of(words.begin(), words.end(),
        [&](const QString& word) { return group.contains(word) && !own.contains(word); });
}

Match matchColumn(const FieldNames& names, const QStringList& texts)
{
    if (texts.isEmpty())
        return {};
    if (texts.size() > 1) {
        // 星级社 over 日期 says more than 日期 alone.
        if (Match both = matchText(names, texts.join(QString())); both.field >= 0) {
            both.joined = true;
            return both;
        }
        // 发放额 over 万元 or （万元）.
        if (const QString unit = bareUnit(texts.last()); !unit.isEmpty())
            if (const Match above = matchText(names, texts.first()); above.field >= 0)
                return {above.field, unit, true};
        if (isOtherMeasure(texts))
            return {};
    }
    return matchText(names, texts.last());
}

QString unitOf(const QStringList& texts)
{
    if (texts.isEmpty())
        return {};
    const QString bare = texts.size() > 1 ? bareUnit(texts.last()) : QString();
    return bare.isEmpty() ? headingParts(texts.last()).unit : bare;
}

QString wholeHeading(const QStringList& texts)
{
    return texts.join(u'/');
}

struct Choices {
    QHash<QString, int> byHeading; ///< comparable heading or letter → field, -1 to leave it out
    QStringList written;
};

Result<Choices> readChoices(
    const RegistrySpec& spec, const FieldNames& names, const QHash<QString, QString>& given)
{
    Choices choices;
    for (auto each = given.begin(); each != given.end(); ++each) {
        const int field = each.value().isEmpty() ? -1 : names.find(each.value());
        if (field < 0 && !each.value().isEmpty()) {
            QStringList known;
            for (const FieldSpec& one : spec.fields)
                known += QStringLiteral("%1（%2）").arg(one.id, one.label);
            return fail(ErrorKind::notFound,
                QStringLiteral("“%1”对应的字段“%2”在%3里没有，可用的字段有：%4")
                    .arg(each.key(), each.value(), spec.label, known.join(u'、')));
        }
        choices.byHeading.insert(comparable(each.key()), field);
        choices.written += each.key();
    }
    return choices;
}

/// The columns of a heading that starts at `top`; `found` tells which choices named a heading in it.
struct Candidate {
    HeadingMap map;
    int top = 0;
    QSet<QString> found; ///< choices that named a column
    ColumnClaims claims;
    int score = 0;
};

Candidate tryRows(const Worksheet& sheet, const Head& head, const FieldNames& names, const Choices& choices,
    int top, int depth)
{
    Candidate candidate;
    candidate.top = top;
    candidate.map.firstRow = top + depth;
    const auto claim = [&](int column, int field, const QString& heading, const QString& unit, int score,
                           ColumnClaims::Why why) {
        candidate.claims.add({{column, field, 0, heading}, unit, score, why});
    };
    static const QStringList moneyHeadings{QStringLiteral("币种"), QStringLiteral("货币"),
        QStringLiteral("币别"), QStringLiteral("货币种类"), QStringLiteral("币制")};
    for (const int column : head.columns())
        if (const QStringList texts = headingTexts(head, top, depth, column); !texts.isEmpty()) {
            candidate.map.width = column + 1;
            if (moneyHeadings.contains(comparable(texts.last())))
                candidate.map.money = column;
        }
    QSet<int> taken;
    // What was chosen goes first, so that a guess does not take its field away.
    for (const int column : head.columns()) {
        const QStringList texts = headingTexts(head, top, depth, column);
        const QString letter = Worksheet::letter(column);
        const QStringList keys
            = QStringList{letter} + texts + QStringList{wholeHeading(texts), texts.join(QString())};
        for (const QString& key : keys) {
            const auto chosen = choices.byHeading.constFind(comparable(key));
            if (chosen == choices.byHeading.constEnd() || taken.contains(column))
                continue;
            taken.insert(column);
            candidate.found.insert(comparable(key));
            if (*chosen >= 0)
                claim(column, *chosen, texts.isEmpty() ? key : wholeHeading(texts), unitOf(texts),
                    texts.isEmpty() ? 0 : fieldScore,
                    key == letter ? ColumnClaims::Why::chosenLetter : ColumnClaims::Why::chosenHeading);
        }
    }
    for (const int column : head.columns()) {
        if (taken.contains(column))
            continue;
        const QStringList texts = headingTexts(head, top, depth, column);
        // A title over the whole table is no heading.
        if (depth == 1 && head.continuesLeft(top, column))
            continue;
        if (const Match match = matchColumn(names, texts); match.field >= 0) {
            claim(column, match.field, wholeHeading(texts), match.unit, fieldScore + (match.joined ? 1 : 0),
                ColumnClaims::Why::named);
            taken.insert(column);
        }
    }
    // 高德经度 is the longitude where no column is called so alone; what it is measured in is asked for.
    for (const int column : head.columns()) {
        const QStringList texts = headingTexts(head, top, depth, column);
        if (taken.contains(column) || texts.isEmpty() || (depth == 1 && head.continuesLeft(top, column)))
            continue;
        if (const int field = names.findCoordinate(texts.last()); field >= 0)
            claim(column, field, wholeHeading(texts), {}, fieldScore, ColumnClaims::Why::coordinate);
    }
    candidate.score = candidate.claims.settle(sheet, candidate.map);
    return candidate;
}

/// Of two that find the same, the one without the title row above.
bool better(const Candidate& a, const Candidate& b)
{
    if (a.score != b.score)
        return a.score > b.score;
    return a.map.firstRow == b.map.firstRow && a.top > b.top;
}

Result<> everyChoiceFound(
    const Choices& choices, const Candidate& candidate, const Worksheet& sheet, const Head& head)
{
    for (const QString& key : choices.written) {
        if (candidate.found.contains(comparable(key)))
            continue;
        QStringList headings;
        for (const int column : head.columns()) {
            const QStringList texts
                = headingTexts(head, candidate.top, candidate.map.firstRow - candidate.top, column);
            if (!texts.isEmpty())
                headings += wholeHeading(texts);
        }
        return fail(ErrorKind::notFound,
            QStringLiteral("%1没有“%2”这一列，表头有：%3")
                .arg(sheet.name.isEmpty() ? QStringLiteral("表里")
                                          : QStringLiteral("工作表“%1”里").arg(sheet.name),
                    key, headings.join(u'、')));
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
    const Worksheet& sheet, const RegistrySpec& spec, const QHash<QString, QString>& given)
{
    const FieldNames names(spec, sheet.cutHeadings);
    const auto choices = readChoices(spec, names, given);
    COOP_TRY(choices);
    const Head head(sheet, !choices->written.isEmpty());
    Candidate best;
    for (int top = 0; top < std::min(rowsLookedAt, sheet.rows.size()); ++top)
        for (int depth = 1; depth <= deepest && top + depth <= sheet.rows.size(); ++depth)
            if (Candidate candidate = tryRows(sheet, head, names, *choices, top, depth);
                better(candidate, best))
                best = std::move(candidate);
    if (best.score == 0)
        return HeadingMap{};
    COOP_TRY(everyChoiceFound(*choices, best, sheet, head));
    for (HeadingMap::Column& column : best.map.columns)
        column.prose = spec.fields[column.field].prose;
    COOP_TRY(settleUnits(best.map, best.top, best.claims, sheet, spec));
    best.claims.tellLost(sheet, spec, best.map);
    return best.map;
}

} // namespace coop
