#include "core/base/text/district_name.h"

#include "core/base/text/text.h"

#include <QHash>
#include <QRegularExpression>

namespace coop
{

namespace
{
/// By the first two digits of a division's code (GB/T 2260).
QString provinceOf(const QString& code)
{
    static const QHash<QString, QString> provinces{{QStringLiteral("11"), QStringLiteral("北京市")},
        {QStringLiteral("12"), QStringLiteral("天津市")}, {QStringLiteral("13"), QStringLiteral("河北省")},
        {QStringLiteral("14"), QStringLiteral("山西省")},
        {QStringLiteral("15"), QStringLiteral("内蒙古自治区")},
        {QStringLiteral("21"), QStringLiteral("辽宁省")}, {QStringLiteral("22"), QStringLiteral("吉林省")},
        {QStringLiteral("23"), QStringLiteral("黑龙江省")}, {QStringLiteral("31"), QStringLiteral("上海市")},
        {QStringLiteral("32"), QStringLiteral("江苏省")}, {QStringLiteral("33"), QStringLiteral("浙江省")},
        {QStringLiteral("34"), QStringLiteral("安徽省")}, {QStringLiteral("35"), QStringLiteral("福建省")},
        {QStringLiteral("36"), QStringLiteral("江西省")}, {QStringLiteral("37"), QStringLiteral("山东省")},
        {QStringLiteral("41"), QStringLiteral("河南省")}, {QStringLiteral("42"), QStringLiteral("湖北省")},
        {QStringLiteral("43"), QStringLiteral("湖南省")}, {QStringLiteral("44"), QStringLiteral("广东省")},
        {QStringLiteral("45"), QStringLiteral("广西壮族自治区")},
        {QStringLiteral("46"), QStringLiteral("海南省")}, {QStringLiteral("50"), QStringLiteral("重庆市")},
        {QStringLiteral("51"), QStringLiteral("四川省")}, {QStringLiteral("52"), QStringLiteral("贵州省")},
        {QStringLiteral("53"), QStringLiteral("云南省")},
        {QStringLiteral("54"), QStringLiteral("西藏自治区")},
        {QStringLiteral("61"), QStringLiteral("陕西省")}, {QStringLiteral("62"), QStringLiteral("甘肃省")},
        {QStringLiteral("63"), QStringLiteral("青海省")},
        {QStringLiteral("64"), QStringLiteral("宁夏回族自治区")},
        {QStringLiteral("65"), QStringLiteral("新疆维吾尔自治区")}};
    return provinces.value(code.left(2));
}

/// A name and, where enough is left, the same without its kind.
QStringList withAndWithoutKind(const QString& name)
{
    static const QRegularExpression kind(
        QStringLiteral("(?:壮族|回族|维吾尔)?自治区$|(?:[\\p{Han}]{1,3}族)*自治[县旗]$|[省市区县旗]$"));
    const QString whole = comparable(name);
    QStringList names;
    if (!whole.isEmpty())
        names += whole;
    QString plain = whole;
    plain.remove(kind);
    if (plain.size() >= 2 && plain != whole)
        names += plain;
    return names;
}

/// Signs that stand between the parts of an address.
QString withoutSigns(QString text)
{
    static const QRegularExpression signs(
        QStringLiteral("^[-—_/\\\\·•>,，、.。:：|]+|[-—_/\\\\·•>,，、.。:：|]+$"));
    return text.remove(signs);
}
} // namespace

DistrictName::DistrictName(const QString& code, const QString& name)
    : names(withAndWithoutKind(name))
    , wider(withAndWithoutKind(provinceOf(code)))
    , ofProvince(!provinceOf(code).endsWith(u'市'))
{
}

QString DistrictName::within(const QString& text) const
{
    static const QRegularExpression prefecture(QStringLiteral("^[\\p{Han}]{2,12}(?:市|地区|盟|自治州)$"));
    static const QRegularExpression ofCity(QStringLiteral("^(?:市辖区|县)?$"));
    const QString whole = comparable(text);
    for (const QString& name : names) {
        const qsizetype at = whole.indexOf(name);
        if (at < 0)
            continue;
        QString before = withoutSigns(whole.left(at));
        for (const QString& outer : wider)
            if (before.startsWith(outer)) {
                before = withoutSigns(before.mid(outer.size()));
                break;
            }
        const bool isWider
            = before.isEmpty() || (ofProvince ? prefecture.match(before) : ofCity.match(before)).hasMatch();
        QString rest = withoutSigns(whole.mid(at + name.size()));
        if (isWider && !rest.isEmpty())
            return rest;
    }
    return {};
}

} // namespace coop
