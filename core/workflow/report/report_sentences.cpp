#include "core/domain/plan/percent_text.h"
#include "core/workflow/report/report.h"

#include <algorithm>
#include <cmath>

namespace coop
{

namespace
{
/// 社会化服务规模 is 完成社会化服务 in a sentence.
QString spoken(const Indicator& indicator)
{
    QString title = indicator.title;
    if (title.size() > 2 && title.endsWith(QStringLiteral("规模")))
        title.chop(2);
    return title;
}

QString paceWords(const Reading& reading)
{
    if (!reading.completion || !reading.pace)
        return {};
    const double points = std::round((*reading.completion - *reading.pace) * 1000) / 10;
    if (points == 0)
        return QStringLiteral("，与序时进度持平");
    return QStringLiteral("，%1序时进度%2个百分点")
        .arg(points > 0 ? QStringLiteral("领先") : QStringLiteral("落后"))
        .arg(std::abs(points), 0, 'f', 1);
}

QString countWords(const QList<Reading>& parts)
{
    QStringList words;
    for (const TargetStatus status :
        {TargetStatus::met, TargetStatus::ahead, TargetStatus::watch, TargetStatus::behind}) {
        const auto count = std::count_if(parts.begin(), parts.end(),
            [status](const Reading& part) { return part.value && part.status == status; });
        if (count > 0)
            words += QStringLiteral("%1%2个").arg(statusWord(status)).arg(count);
    }
    return words.join(QStringLiteral("、"));
}
} // namespace

QString figureSentence(const Reading& reading, const QString& who)
{
    const Indicator& indicator = *reading.indicator;
    const QString period = reading.period.title();
    if (!reading.applicable)
        return QStringLiteral("%1不统计%2。").arg(who, indicator.title);
    if (!reading.value)
        return QStringLiteral("截至%1，%2未报%3。").arg(period, who, indicator.title);
    const QString value = figureInSentence(indicator, *reading.value, reading.target) + indicator.unit;
    QString sentence = indicator.basis == Basis::stock
        ? QStringLiteral("截至%1，%2%3为%4").arg(period, who, indicator.title, value)
        : QStringLiteral("截至%1，%2完成%3%4").arg(period, who, spoken(indicator), value);
    if (!reading.target)
        return sentence + QStringLiteral("，本年度没有目标。");
    const QString share = percentText(reading.completion);
    sentence += indicator.basis == Basis::stock
        ? QStringLiteral("，年度目标%1%2，完成率%3")
              .arg(figure(indicator, *reading.target), indicator.unit, share)
        : QStringLiteral("，占年度目标的%1").arg(share);
    return sentence + paceWords(reading) + u'。';
}

QString spreadSentence(const ReportFigure& figure)
{
    const Indicator& indicator = *figure.whole.indicator;
    QStringList missing;
    const Reading *best = nullptr, *worst = nullptr;
    for (const Reading& part : figure.federations) {
        if (!part.value) {
            if (part.applicable)
                missing += part.area.name;
            continue;
        }
        const auto below = [](const Reading& a, const Reading& b) {
            return a.completion && b.completion ? *a.completion < *b.completion : *a.value < *b.value;
        };
        if (best == nullptr || below(*best, part))
            best = &part;
        if (worst == nullptr || below(part, *worst))
            worst = &part;
    }
    const auto amount = [&](const Reading& part) {
        return part.completion ? percentText(part.completion)
                               : figureInSentence(indicator, *part.value) + indicator.unit;
    };
    QStringList parts;
    if (const QString counts = countWords(figure.federations); !counts.isEmpty())
        parts += QStringLiteral("%1个农合联中%2").arg(figure.federations.size()).arg(counts);
    if (best != nullptr && best != worst)
        parts += QStringLiteral("最高的是%1（%2），最低的是%3（%4）")
                     .arg(best->area.name, amount(*best), worst->area.name, amount(*worst));
    if (!missing.isEmpty())
        parts += QStringLiteral("未报的有%1").arg(missing.join(QStringLiteral("、")));
    return parts.isEmpty()
        ? QString()
        : QStringLiteral("%1：%2。").arg(indicator.title, parts.join(QStringLiteral("；")));
}

QString tasksSentence(const QList<TaskStatus>& tasks)
{
    QMap<TaskLight, int> lights;
    int closed = 0;
    for (const TaskStatus& task : tasks) {
        const bool done = task.state == QStringLiteral("已销号");
        closed += done;
        lights[task.light] += !done;
    }
    QStringList words{QStringLiteral("已销号%1项").arg(closed)};
    for (const TaskLight light :
        {TaskLight::red, TaskLight::yellow, TaskLight::blue, TaskLight::green, TaskLight::grey})
        if (lights.value(light) > 0)
            words += QStringLiteral("%1%2项").arg(lightWord(light)).arg(lights.value(light));
    return QStringLiteral("%1项重点任务中，%2。").arg(tasks.size()).arg(words.join(QStringLiteral("，")));
}

} // namespace coop
