#include "core/tabular/read/foreign_money.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

namespace coop
{

QString moneyOf(const QString& sign, QStringView locale)
{
    static const QHash<QString, QString> known{{QStringLiteral("$"), QStringLiteral("美元")},
        {QStringLiteral("US$"), QStringLiteral("美元")}, {QStringLiteral("USD"), QStringLiteral("美元")},
        {QStringLiteral("U.S.$"), QStringLiteral("美元")}, {QStringLiteral("美元"), QStringLiteral("美元")},
        {QStringLiteral("美金"), QStringLiteral("美元")}, {QStringLiteral("HK$"), QStringLiteral("港元")},
        {QStringLiteral("HKD"), QStringLiteral("港元")}, {QStringLiteral("港元"), QStringLiteral("港元")},
        {QStringLiteral("港币"), QStringLiteral("港元")}, {QStringLiteral("NT$"), QStringLiteral("新台币")},
        {QStringLiteral("TWD"), QStringLiteral("新台币")}, {QStringLiteral("NTD"), QStringLiteral("新台币")},
        {QStringLiteral("台币"), QStringLiteral("新台币")},
        {QStringLiteral("MOP$"), QStringLiteral("澳门元")}, {QStringLiteral("MOP"), QStringLiteral("澳门元")},
        {QStringLiteral("€"), QStringLiteral("欧元")}, {QStringLiteral("EUR"), QStringLiteral("欧元")},
        {QStringLiteral("欧元"), QStringLiteral("欧元")}, {QStringLiteral("£"), QStringLiteral("英镑")},
        {QStringLiteral("GBP"), QStringLiteral("英镑")}, {QStringLiteral("英镑"), QStringLiteral("英镑")},
        {QStringLiteral("JP¥"), QStringLiteral("日元")}, {QStringLiteral("JPY"), QStringLiteral("日元")},
        {QStringLiteral("日元"), QStringLiteral("日元")}, {QStringLiteral("円"), QStringLiteral("日元")},
        {QStringLiteral("₩"), QStringLiteral("韩元")}, {QStringLiteral("KRW"), QStringLiteral("韩元")},
        {QStringLiteral("韩元"), QStringLiteral("韩元")}, {QStringLiteral("₽"), QStringLiteral("卢布")},
        {QStringLiteral("RUB"), QStringLiteral("卢布")}, {QStringLiteral("S$"), QStringLiteral("新加坡元")},
        {QStringLiteral("SGD"), QStringLiteral("新加坡元")}, {QStringLiteral("A$"), QStringLiteral("澳元")},
        {QStringLiteral("AUD"), QStringLiteral("澳元")}, {QStringLiteral("C$"), QStringLiteral("加元")},
        {QStringLiteral("CAD"), QStringLiteral("加元")}, {QStringLiteral("฿"), QStringLiteral("泰铢")},
        {QStringLiteral("THB"), QStringLiteral("泰铢")}, {QStringLiteral("₫"), QStringLiteral("越南盾")},
        {QStringLiteral("VND"), QStringLiteral("越南盾")}, {QStringLiteral("₹"), QStringLiteral("卢比")},
        {QStringLiteral("INR"), QStringLiteral("卢比")}, {QStringLiteral("CHF"), QStringLiteral("瑞士法郎")}};
    static const QStringList yuan{QStringLiteral("¥"), QStringLiteral("CN¥"), QStringLiteral("RMB"),
        QStringLiteral("RMB¥"), QStringLiteral("CNY"), QStringLiteral("CNH"), QStringLiteral("元"),
        QStringLiteral("圆"), QStringLiteral("人民币"), QStringLiteral("人民币元")};
    QString word = sign.toUpper().trimmed();
    word.replace(u'￥', u'¥').replace(u'＄', u'$').replace(u'﹩', u'$').replace(u'￡', u'£');
    if (word == u"¥") {
        bool number = false;
        constexpr int language = 0x3FF, japanese = 0x11;
        const int id = locale.toInt(&number, 16);
        return (number && (id & language) == japanese) || locale.startsWith(u"ja", Qt::CaseInsensitive)
            ? QStringLiteral("日元")
            : QString();
    }
    if (word.isEmpty() || yuan.contains(word))
        return {};
    // A sign of another country is money, whatever it is; a word beside a Chinese one may be anything.
    bool number = false;
    constexpr int language = 0x3FF, chinese = 0x04;
    const bool here = locale.isEmpty() || locale.startsWith(u"zh", Qt::CaseInsensitive)
        || (locale.toInt(&number, 16) & language) == chinese;
    return known.value(word, here ? QString() : sign.trimmed());
}

QString moneyIn(const QString& letters)
{
    static const QRegularExpression form(
        QStringLiteral(
            "(?:US|U[.]S[.]|HK|NT|MOP|S|A|C)?[$＄﹩]|[€£￡₩₽฿₫₹円]|JP[¥￥]|美元|美金|"
            "港元|"
            "港币|"
            "台币|欧元|英镑|"
            "日元|韩元|(?<![A-Z])(?:USD|HKD|TWD|NTD|MOP|EUR|GBP|JPY|KRW|RUB|SGD|AUD|CAD|THB|VND|"
            "INR|CHF)(?![A-Z])"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(letters);
    return match.hasMatch() ? moneyOf(match.captured(), {}) : QString();
}

} // namespace coop
