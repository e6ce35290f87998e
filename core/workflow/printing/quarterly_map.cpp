#include "core/workflow/printing/quarterly_map.h"

#include "core/domain/plan/percent_text.h"
#include "core/store/workspace.h"
#include "core/workflow/printing/progress_table.h"

namespace coop
{

namespace
{
/// What the parts do not explain of the whole: records that belong to no area, such as loans of the whole
/// district.
std::optional<qint64> outsideAreas(const QList<Reading>& areas, const Reading& whole)
{
    if (!whole.value)
        return std::nullopt;
    qint64 rest = *whole.value;
    for (const Reading& reading : areas)
        rest -= reading.value.value_or(0);
    return rest > 0 ? std::optional(rest) : std::nullopt;
}
} // namespace

QDate shownUntil(QDate data, const Period& period, QDate made)
{
    const QDate until = data.isValid() ? data : period.lastDay();
    const QDate from = data.isValid() ? QDate(data.year(), data.month(), 1) : period.firstMonth().firstDay();
    return made < until && made >= from ? made : until;
}

Result<Sheet> quarterlyMap(const Workspace& workspace, const QuarterlyMapRequest& request)
{
    const Plan& plan = workspace.plan();
    const MapTheme& theme = request.theme;
    const auto areas = readIndicator(workspace, theme.indicator, theme.period, theme.breakdown);
    const auto whole = readIndicator(workspace, theme.indicator, theme.period, Breakdown::district);
    COOP_TRY(areas);
    COOP_TRY(whole);
    const auto map = mapDocument(workspace, theme);
    COOP_TRY(map);
    const auto until = dataUntil(workspace, theme.indicator, theme.period);
    COOP_TRY(until);
    const Indicator& indicator = *plan.indicator(theme.indicator);

    Sheet sheet;
    SheetSettings& settings = sheet.settings;
    if (!setPage(settings, request.page))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("没有纸张“%1”，可用的有：A3-landscape、A3-portrait、A4-landscape、A4-portrait")
                .arg(request.page));
    settings.period = theme.period.title();
    settings.title = request.title.isEmpty()
        ? QStringLiteral("%1%2进度图").arg(plan.districtName, indicator.title)
        : request.title;
    settings.producer = request.producer.isEmpty() ? plan.issuer : request.producer;
    settings.made = request.made;
    settings.dataUntil = shownUntil(*until, theme.period, request.made);
    settings.reviewNumber = request.reviewNumber;
    settings.blackAndWhite = request.blackAndWhite;
    settings.notes = request.notes;
    settings.across = workspace.paperMark();
    if (const Reading& all = whole->first(); all.value)
        settings.subtitle
            = QStringLiteral("全区%1%2").arg(roundedFigure(indicator, *all.value), indicator.unit)
            + (all.target
                    ? QStringLiteral("，目标%1%2，完成率%3")
                          .arg(figure(indicator, *all.target), indicator.unit, percentText(all.completion))
                    : QString());
    for (const Reading& reading : *areas)
        if (!reading.value && reading.applicable)
            settings.unreported += reading.area.name;
    if (const auto rest = outsideAreas(*areas, whole->first()); rest && indicator.basis == Basis::yearFlow)
        settings.notes += QStringLiteral("全区数含未分到%1的%2%3")
                              .arg(theme.breakdown == Breakdown::byTownship ? QStringLiteral("镇街")
                                                                            : QStringLiteral("片区"),
                                  roundedFigure(indicator, *rest), indicator.unit);

    sheet.table = progressTable(plan.districtName, *areas, whole->first(), theme.breakdown);
    // The legend of a sheet explains what is on it and nothing else.
    QList<PointLayer> points;
    for (const PointLayer& layer : map->content().points)
        if (!layer.points.isEmpty() && (request.outlets || !layer.id.contains(QStringLiteral("outlets"))))
            points += layer;
    sheet.map = map->withPoints(points);
    return sheet;
}

} // namespace coop
