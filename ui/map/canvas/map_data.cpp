#include "ui/map/canvas/map_data.h"

#include "core/base/decimal.h"
#include "core/domain/plan/percent_text.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{

Result<> addFigures(const Workspace& workspace, const MapTheme& theme, Breakdown breakdown, MapData& into)
{
    for (const Indicator& indicator : workspace.plan().indicators) {
        if (!indicator.headline && indicator.id != theme.indicator)
            continue;
        const auto readings = readIndicator(workspace, indicator.id, theme.period, breakdown);
        COOP_TRY(readings);
        for (const Reading& reading : *readings) {
            const auto shortened = [&indicator](qint64 value) {
                return formatDecimalFixed(value, indicator.exponent, indicator.decimals);
            };
            const AreaFigure figure{.indicator = indicator.id,
                .title = indicator.title,
                .value = roundedValueText(reading),
                .unit = indicator.unit,
                .target = reading.target ? shortened(*reading.target) : figureOrDash(indicator, {}),
                .completion = percentText(reading.completion),
                .status = reading.status};
            QList<AreaFigure>& list = into.figures[reading.area.id];
            if (indicator.id == theme.indicator)
                list.prepend(figure);
            else
                list.append(figure);
        }
    }
    return {};
}

} // namespace

Result<MapData> readMap(const Workspace& workspace, const MapTheme& theme, const MapDocument& geometry)
{
    MapData result{geometry, {}};
    const auto layers = mapLayers(workspace);
    COOP_TRY(layers);
    result.layers = *layers;
    if (geometry.isEmpty()) {
        const auto fresh = mapGeometry(workspace);
        COOP_TRY(fresh);
        result.document = *fresh;
    }
    const auto whole = withReferenceLayers(workspace, result.document);
    COOP_TRY(whole);
    result.document = *whole;
    const auto colours = areaTheme(workspace, theme);
    COOP_TRY(colours);
    auto points = pointLayers(workspace, theme.period.lastDay(), theme.choice.outlets);
    COOP_TRY(points);
    const auto circles = valueCircles(workspace, theme, result.document);
    COOP_TRY(circles);
    *points = *circles + *points;
    for (PointLayer& layer : *points)
        layer.clustered = theme.choice.clusters && layer.id.contains(QStringLiteral("outlets"));
    const auto themes = savedThemes(workspace);
    COOP_TRY(themes);
    result.themes = *themes;
    const auto places = placeReport(workspace);
    COOP_TRY(places);
    result.places = *places;
    result.document = result.document.withTheme(*colours).withPoints(*points);
    for (const Breakdown breakdown : {Breakdown::byFederation, Breakdown::byTownship})
        COOP_TRY(addFigures(workspace, theme, breakdown, result));
    return result;
}

} // namespace coop
