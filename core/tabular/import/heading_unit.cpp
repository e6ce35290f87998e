#include "core/tabular/import/heading_unit.h"

#include "core/base/text/text.h"
#include "core/domain/field_spec.h"

#include <QRegularExpression>

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
    if (word == u"km2" || word == u"km²" || word == u"平方千米")
        return QStringLiteral("平方公里");
    if (word == u"人民币元" || word == u"rmb")
        return QStringLiteral("元");
    return word;
}
} // namespace

HeadingParts headingParts(const QString& heading)
{
    static const QRegularExpression bracket(
        QStringLiteral("^(.+)[（(\\[【](?:单位[:：]?)?([^（(\\[【）)\\]】]+)[）)\\]】]$"));
    const QString text = tidyName(heading);
    if (const auto match = bracket.match(text); match.hasMatch())
        return {match.captured(1).trimmed(), match.captured(2).trimmed()};
    return {text, {}};
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

QString unitInLine(const QString& text)
{
    static const QRegularExpression line(
        QStringLiteral("(?:^|[\\s　，,；;（(]|金额|面积|计量)单位[:：]\\s*([百千]?[万亿]?(?:元|亩次|亩))"));
    return line.match(text).captured(1);
}

} // namespace coop
