#include "core/tabular/heading_unit.h"

#include "core/base/text/text.h"
#include "core/domain/field_spec.h"

#include <QHash>
#include <QRegularExpression>
#include <algorithm>

namespace coop
{

namespace
{
struct Multiple {
    QString word;
    int exponent;
};

const QList<Multiple>& multiples()
{
    static const QList<Multiple> known{{QStringLiteral("百万"), 6}, {QStringLiteral("千万"), 7},
        {QStringLiteral("万"), 4}, {QStringLiteral("亿"), 8}, {QStringLiteral("千"), 3},
        {QStringLiteral("百"), 2}};
    return known;
}

/// One word for each quantity.
QString sameUnit(const QString& unit)
{
    QString word = comparable(unit);
    for (const QString& money : {QStringLiteral("人民币"), QStringLiteral("rmb")})
        if (word.startsWith(money) && word.size() > money.size())
            word.remove(0, money.size());
    static const QHash<QString, QString> sizes{{QStringLiteral("km2"), QStringLiteral("平方公里")},
        {QStringLiteral("km²"), QStringLiteral("平方公里")},
        {QStringLiteral("㎢"), QStringLiteral("平方公里")},
        {QStringLiteral("平方千米"), QStringLiteral("平方公里")},
        {QStringLiteral("m2"), QStringLiteral("平方米")}, {QStringLiteral("m²"), QStringLiteral("平方米")},
        {QStringLiteral("㎡"), QStringLiteral("平方米")}, {QStringLiteral("hm2"), QStringLiteral("公顷")},
        {QStringLiteral("hm²"), QStringLiteral("公顷")}, {QStringLiteral("ha"), QStringLiteral("公顷")},
        {QStringLiteral("市斤"), QStringLiteral("斤")}};
    if (const auto same = sizes.constFind(word); same != sizes.constEnd())
        return *same;
    static const QStringList yuan{QStringLiteral("元整"), QStringLiteral("圆"), QStringLiteral("rmb"),
        QStringLiteral("cny"), QStringLiteral("人民币"), QStringLiteral("¥"), QStringLiteral("￥")};
    if (yuan.contains(word))
        return QStringLiteral("元");
    return word;
}

/// Units of one quantity in its sizes.
const QList<QStringList>& quantities()
{
    static const QList<QStringList> all{
        {QStringLiteral("亩"), QStringLiteral("公顷"), QStringLiteral("平方公里"), QStringLiteral("平方米"),
            QStringLiteral("公亩"), QStringLiteral("顷")},
        {QStringLiteral("元"), QStringLiteral("美元"), QStringLiteral("美金"), QStringLiteral("港元"),
            QStringLiteral("港币"), QStringLiteral("日元"), QStringLiteral("欧元"), QStringLiteral("英镑"),
            QStringLiteral("台币"), QStringLiteral("澳门元"), QStringLiteral("usd"), QStringLiteral("us$"),
            QStringLiteral("hkd"), QStringLiteral("eur"), QStringLiteral("jpy"), QStringLiteral("gbp")},
        {QStringLiteral("吨"), QStringLiteral("公斤"), QStringLiteral("千克"), QStringLiteral("斤")}};
    return all;
}

/// A unit and its multiple as they are written; blanks may stand between their letters.
QString unitPattern(bool multipleOnly)
{
    const QString multiple = QStringLiteral("(?:[百千]\\s*万|[百千万亿])");
    const QString base
        = QStringLiteral("(?:美元|美金|港元|港币|日元|欧元|英镑|新?台币|澳门元|USD|US\\$|HKD|EUR|JPY|GBP|元|"
                         "圆|亩\\s*次|亩|人\\s*次|人|户|笔|个|次|台\\s*套|台|家|件|公\\s*顷|平方公里|"
                         "平方千米|平方米|公亩|顷|hm2|hm²|ha(?![A-Za-z])|㎡|m2|m²|㎢|吨|公斤|千克|市?斤|"
                         "km2|km²|%|‰)");
    return QStringLiteral("(?:人民币\\s*)?%1%2\\s*%3")
        .arg(multiple, multipleOnly ? QString() : QStringLiteral("?"), base);
}

QString withoutBlanks(QString text)
{
    text.removeIf([](QChar c) { return c.isSpace(); });
    return text;
}

/// The units at the beginning of a text: 户、万元. Nothing when another word begins there: 万元村.
std::optional<QStringList> unitsAtStart(const QString& text)
{
    static const QRegularExpression one(
        QStringLiteral("^[\\s、,;/和与及或]*(%1)(?=[\\s、,;。/和与及或()]|$)").arg(unitPattern(false)));
    QStringList units;
    QString rest = text;
    for (auto match = one.match(rest); match.hasMatch(); match = one.match(rest)) {
        units += withoutBlanks(match.captured(1));
        rest = rest.mid(match.capturedLength());
    }
    return units.isEmpty() ? std::nullopt : std::optional(units);
}
} // namespace

QString withoutFillingNote(const QString& heading)
{
    static const QRegularExpression note(
        QStringLiteral("[（(\\[【〔](?:必填项?|选填项?|必须填写?|可选|可不填|可空|非必填)[）)\\]】〕]"));
    return QString(heading).remove(note);
}

HeadingParts headingParts(const QString& heading)
{
    static const QRegularExpression bracket(QStringLiteral(
        "^(.+)[（(\\[【〔〈﹙](?:单位[:：]?)?([^（(\\[【〔〈﹙）)\\]】〕〉﹚]+)[）)\\]】〕〉﹚]\\**$"));
    // 发放额/万元, 发放额：万元, 发放额万元; a unit without a multiple needs a sign before it.
    static const QRegularExpression behind(
        QStringLiteral("^(.+?)(?:[\\s/,、:—_|-]+(?:单位:?)?(%1)|(%2))\\**$")
            .arg(unitPattern(false), unitPattern(true)));
    const QString text = tidyName(withoutFillingNote(heading));
    if (const auto match = bracket.match(text); match.hasMatch())
        return {match.captured(1).trimmed(), match.captured(2).trimmed()};
    if (const auto match = behind.match(text); match.hasMatch())
        return {match.captured(1).trimmed(), withoutBlanks(match.captured(2) + match.captured(3))};
    return {text, {}};
}

bool isUnit(const QString& text)
{
    static const QRegularExpression whole(QStringLiteral("^[(（]?(%1)[)）]?$").arg(unitPattern(false)));
    return whole.match(halfWidth(text).trimmed()).hasMatch();
}

bool takesPercent(const FieldSpec& field)
{
    return field.unit == u"%"
        || (field.unit.isEmpty() && field.type == FieldType::decimal && !isUnit(field.label));
}

std::optional<int> unitExponent(const FieldSpec& field, const QString& unit)
{
    const QString wanted = sameUnit(field.unit);
    const auto isOwn = [&](const QString& word) {
        if (!wanted.isEmpty())
            return word == wanted;
        // Counts carry their measure in the label (亩次, 受益户数) or none at all.
        static const QStringList counts{QStringLiteral("个"), QStringLiteral("户"), QStringLiteral("人"),
            QStringLiteral("笔"), QStringLiteral("次"), QStringLiteral("台"), QStringLiteral("家"),
            QStringLiteral("人次"), QStringLiteral("台套")};
        return word == comparable(field.label) || (field.type == FieldType::integer && counts.contains(word));
    };
    const QString word = sameUnit(unit);
    if (isOwn(word))
        return 0;
    for (const Multiple& multiple : multiples())
        if (word.startsWith(multiple.word) && isOwn(sameUnit(word.mid(multiple.word.size()))))
            return multiple.exponent;
    return std::nullopt;
}

QString unitAtStart(const QString& text)
{
    static const QRegularExpression first(QStringLiteral("^\\s*(%1)").arg(unitPattern(false)));
    return withoutBlanks(first.match(halfWidth(text)).captured(1));
}

bool isOtherSize(const FieldSpec& field, const QString& unit)
{
    const QString word = sameUnit(unit);
    if (word == u"%" || word == u"‰")
        return field.unit != word;
    const QString own = sameUnit(field.unit);
    return std::any_of(quantities().begin(), quantities().end(), [&](const QStringList& sizes) {
        return sizes.contains(own) && std::any_of(sizes.begin(), sizes.end(), [&](const QString& size) {
            return !own.endsWith(size) && word.endsWith(size); // 美元 ends in 元
        });
    });
}

bool isOtherQuantity(const FieldSpec& field, const QString& unit)
{
    const QString word = sameUnit(unit), own = field.unit + field.label;
    return !field.unit.isEmpty() && isUnit(unit)
        && std::any_of(quantities().begin(), quantities().end(), [&](const QStringList& sizes) {
               return std::any_of(sizes.begin(), sizes.end(),
                   [&](const QString& size) { return word.endsWith(size) && !own.contains(size); });
           });
}

StatedUnits statedUnits(const QString& cell)
{
    static const QRegularExpression said(
        QStringLiteral("(?:(?:^|[\\s,;。、:()]|金额|面积|计量|货币|数量|统计|计价|记账|本表)单\\s*位\\s*(?:[:"
                       "为是(]|均为)|(?:金额|面积|币种|货币)\\s*[:(])[\\s(]*"));
    static const QRegularExpression asUnit(
        QStringLiteral("以\\s*(%1)\\s*为\\s*单\\s*位").arg(unitPattern(false)));
    static const QRegularExpression inBrackets(QStringLiteral("\\(([^()]+)\\)"));
    static const QRegularExpression halfSaid(
        QStringLiteral("^(?:[百千]?[万亿]|[\\d.]+\\s*[百千]?[万亿]?\\s*(?:元|亩))(?=[\\s、,;。/()]|$)"));
    QString text = halfWidth(cell);
    text.replace(u'（', u'(')
        .replace(u'）', u')')
        .replace(u'【', u'(')
        .replace(u'】', u')')
        .replace(u'〔', u'(')
        .replace(u'〕', u')');
    StatedUnits stated;
    for (auto each = said.globalMatch(text); each.hasNext();) {
        const auto match = each.next();
        const QString rest = text.mid(match.capturedEnd());
        if (const auto units = unitsAtStart(rest))
            stated.units += *units;
        else
            stated.unclear = stated.unclear || halfSaid.match(rest).hasMatch();
    }
    for (auto each = asUnit.globalMatch(text); each.hasNext();)
        stated.units += withoutBlanks(each.next().captured(1));
    for (auto each = inBrackets.globalMatch(text); each.hasNext();) {
        const QString inside = each.next().captured(1);
        const auto units = unitsAtStart(inside);
        // （万元、户） and nothing else
        if (units && withoutBlanks(inside).size() <= units->join(u'、').size())
            stated.units += *units;
    }
    return stated;
}

} // namespace coop
