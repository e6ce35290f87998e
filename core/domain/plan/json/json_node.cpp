#include "core/domain/plan/json/json_node.h"

#include "core/base/decimal.h"
#include "core/domain/value_rules.h"

#include <QJsonArray>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace coop
{

namespace
{
QString quoted(const QString& text)
{
    return QStringLiteral("“%1”").arg(text);
}

QString numberText(double number)
{
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}
} // namespace

JsonNode::JsonNode(const QJsonValue& v, JsonFault& f, QString place)
    : value(v)
    , fault(&f)
    , where(std::move(place))
{
}

void JsonNode::refuse(const QString& reason) const
{
    if (!fault->isSet())
        *fault = {where, reason};
}

void JsonNode::expectKeys(
    std::initializer_list<QStringView> required, std::initializer_list<QStringView> optional) const
{
    if (!value.isObject())
        return refuse(QStringLiteral("这里应当是对象 { … }"));
    const QJsonObject object = value.toObject();
    for (const QStringView key : required)
        if (!object.contains(key))
            return refuse(QStringLiteral("缺少必填的键“%1”").arg(key));
    const auto among = [](std::initializer_list<QStringView> keys, const QString& key) {
        return std::find(keys.begin(), keys.end(), QStringView(key)) != keys.end();
    };
    for (const QString& key : object.keys())
        if (!among(required, key) && !among(optional, key))
            return (*this)[key].refuse(QStringLiteral("没有这个键，请删去或改正拼写"));
}

bool JsonNode::has(QStringView key) const
{
    return value.isObject() && value.toObject().contains(key);
}

JsonNode JsonNode::operator[](QStringView key) const
{
    return {value.toObject().value(key), *fault,
        where.isEmpty() ? key.toString() : where + u'.' + key.toString()};
}

QList<JsonNode> JsonNode::items() const
{
    QList<JsonNode> nodes;
    if (!value.isArray())
        refuse(QStringLiteral("这里应当是列表 [ … ]"));
    const QJsonArray list = value.toArray();
    for (qsizetype i = 0; i < list.size(); ++i)
        nodes += JsonNode(list[i], *fault, QStringLiteral("%1[%2]").arg(where).arg(i));
    return nodes;
}

QStringList JsonNode::keys() const
{
    if (!value.isObject())
        refuse(QStringLiteral("这里应当是对象 { … }"));
    return value.toObject().keys();
}

QString JsonNode::text() const
{
    QString text = value.toString();
    if (!value.isString())
        refuse(QStringLiteral("这里应当是文字，要加引号"));
    else if (text.trimmed().isEmpty())
        refuse(QStringLiteral("不能是空的文字"));
    else if (text != text.trimmed())
        refuse(QStringLiteral("文字“%1”前后不能有空格或换行").arg(text));
    return text;
}

QString JsonNode::textOr(QStringView key, const QString& otherwise) const
{
    return has(key) ? (*this)[key].text() : otherwise;
}

bool JsonNode::flagOr(QStringView key, bool otherwise) const
{
    if (!has(key))
        return otherwise;
    const JsonNode flag = (*this)[key];
    if (!flag.value.isBool())
        flag.refuse(QStringLiteral("这里应当是 true 或 false"));
    return flag.value.toBool();
}

QStringList JsonNode::texts() const
{
    QStringList texts;
    for (const JsonNode& item : items())
        texts += item.text();
    if (texts.isEmpty())
        refuse(QStringLiteral("列表不能是空的"));
    return texts;
}

int JsonNode::integer(int least, int most) const
{
    const double number = value.toDouble();
    if (!value.isDouble() || number != std::floor(number))
        refuse(QStringLiteral("这里应当是整数"));
    else if (number < least || number > most)
        refuse(QStringLiteral("%1 不在 %2 到 %3 之间").arg(numberText(number)).arg(least).arg(most));
    else
        return int(number);
    return least;
}

double JsonNode::degrees(double least, double most) const
{
    const double number = value.toDouble();
    if (!value.isDouble())
        refuse(QStringLiteral("这里应当是数字（度）"));
    else if (number < least || number > most)
        refuse(QStringLiteral("%1 度不在 %2 到 %3 之间").arg(numberText(number)).arg(least).arg(most));
    return number;
}

qint64 JsonNode::amount(int decimals) const
{
    if (!value.isDouble()) {
        refuse(QStringLiteral("这里应当是数字，不加引号"));
        return 0;
    }
    const auto amount = parseDecimal(numberText(value.toDouble()), decimals);
    if (!amount)
        refuse(amount.error().text);
    else if (*amount < 0)
        refuse(QStringLiteral("不能是负数"));
    else if (*amount > limits::figure / powerOfTen(8 - decimals)) // what a target in the ledger keeps
        refuse(QStringLiteral("%1 太大，最多 %2")
                   .arg(formatDecimal(*amount, decimals), formatDecimal(limits::figure, 8)));
    return amount.value_or(0);
}

QDate JsonNode::date() const
{
    const QString written = text();
    const QDate date = QDate::fromString(written, QStringLiteral("yyyy-MM-dd"));
    if (!date.isValid())
        refuse(QStringLiteral("没有“%1”这一天，请写成 2024-12-31 这样的日期").arg(written));
    return date;
}

int JsonNode::oneOf(const QStringList& names) const
{
    const QString name = text();
    const auto at = names.indexOf(name);
    if (at < 0) {
        QStringList choices;
        for (const QString& choice : names)
            choices += quoted(choice);
        refuse(QStringLiteral("不认识“%1”，只能是%2").arg(name, choices.join(u'、')));
    }
    return int(qMax<qsizetype>(at, 0));
}

QString JsonNode::digits(int count) const
{
    QString code = text();
    const bool allDigits
        = std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (code.size() != count || !allDigits)
        refuse(QStringLiteral("“%1”应当是 %2 位数字").arg(code).arg(count));
    return code;
}

} // namespace coop
