#include "core/workflow/mapping/theme_choice.h"

#include "core/base/text/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace coop
{

namespace
{
const QStringList outletIds{QStringLiteral("star"), QStringLiteral("one"), QStringLiteral("role")};
}

QStringList themeMethodTitles()
{
    return {QStringLiteral("自动"), QStringLiteral("等间距"), QStringLiteral("分位数"),
        QStringLiteral("自然断点"), QStringLiteral("自定界限"), QStringLiteral("进度状态")};
}

QStringList themeMethodIds()
{
    return {QStringLiteral("automatic"), QStringLiteral("equal"), QStringLiteral("quantile"),
        QStringLiteral("natural"), QStringLiteral("manual"), QStringLiteral("lights")};
}

QString ThemeChoice::toJson() const
{
    QJsonArray at;
    for (const double limit : limits)
        at.append(limit);
    const QJsonObject json{{QStringLiteral("method"), themeMethodIds()[int(method)]},
        {QStringLiteral("classes"), classes}, {QStringLiteral("limits"), at}, {QStringLiteral("ramp"), ramp},
        {QStringLiteral("symbols"), symbols}, {QStringLiteral("outlets"), outletIds[int(outlets)]},
        {QStringLiteral("clusters"), clusters}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<ThemeChoice> ThemeChoice::fromJson(const QString& text)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &problem);
    const QJsonObject json = document.object();
    const auto method
        = themeMethodIds().indexOf(json[QStringLiteral("method")].toString(QStringLiteral("automatic")));
    const auto outlets = outletIds.indexOf(json[QStringLiteral("outlets")].toString(QStringLiteral("star")));
    if (problem.error != QJsonParseError::NoError || method < 0 || outlets < 0)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("专题的内容不认识，可能是更新版本的程序保存的，请升级程序或重新设置专题。"));
    ThemeChoice choice;
    choice.method = Method(method);
    choice.outlets = Outlets(outlets);
    choice.classes = std::clamp(json[QStringLiteral("classes")].toInt(5), 2, 7);
    const QJsonArray limits = json[QStringLiteral("limits")].toArray();
    for (const QJsonValueConstRef limit : limits)
        if (choice.limits.isEmpty() || limit.toDouble() > choice.limits.last())
            choice.limits += limit.toDouble();
    choice.limits = choice.limits.mid(0, 6);
    choice.ramp = json[QStringLiteral("ramp")].toString();
    choice.symbols = json[QStringLiteral("symbols")].toBool();
    choice.clusters = json[QStringLiteral("clusters")].toBool();
    return choice;
}

Result<QList<double>> ThemeChoice::limitsOf(const QString& text)
{
    static const QRegularExpression marks(QStringLiteral("[\\s,，、;；]+"));
    QList<double> limits;
    const QStringList parts = halfWidth(text).split(marks, Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        bool number = false;
        const double limit = part.toDouble(&number);
        if (!number || !std::isfinite(limit))
            return fail(ErrorKind::invalidValue,
                QStringLiteral("界限“%1”不是数，请填从小到大的数，用逗号隔开，例如 1，2.5，5。").arg(part));
        if (!limits.isEmpty() && limit <= limits.last())
            return fail(ErrorKind::invalidValue,
                QStringLiteral("界限 %1 不比前面的 %2 大，请从小到大填写。").arg(part).arg(limits.last()));
        limits += limit;
    }
    if (limits.isEmpty() || limits.size() > 6)
        return fail(
            ErrorKind::invalidValue, QStringLiteral("请填 1 到 6 个界限，用逗号隔开，例如 1，2.5，5。"));
    return limits;
}

} // namespace coop
