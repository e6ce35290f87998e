#include "core/tabular/import/district_place.h"

#include "core/geo/layers/drawing.h"
#include "core/store/kept/layer_table.h"
#include "core/store/workspace.h"

#include <QMutex>
#include <cmath>

namespace coop
{

namespace
{
/// The box that was read last, and of what: as long as the boundaries are the same ones, nobody reads them
/// again. Every form, plan and import asks.
struct KnownDistrict {
    QString file;
    QList<RowId> layers;
    Bounds box;
};

Bounds districtOf(const Workspace& workspace)
{
    static QMutex guard; // imports ask from their own threads
    static KnownDistrict known;
    const QList<MapLayer> layers = mapLayers(workspace).value_or(QList<MapLayer>());
    KnownDistrict district{.file = workspace.path()};
    for (const MapLayer& layer : layers)
        if (layer.role == LayerRole::boundaries)
            district.layers += layer.id;
    {
        const QMutexLocker lock(&guard);
        if (known.file == district.file && known.layers == district.layers)
            return known.box;
    }
    for (const MapLayer& layer : layers) {
        if (layer.role != LayerRole::boundaries)
            continue;
        const auto features = mapLayerFeatures(workspace, layer.name);
        if (!features)
            return {};
        for (const LayerFeature& feature : *features)
            if (feature.township != 0) // else another district's, on the same sheet
                district.box.add(degreesAround(feature.wkb));
    }
    const QMutexLocker lock(&guard);
    known = district;
    return known.box;
}
} // namespace

double DistrictPlace::kilometresAway(LonLat point) const
{
    constexpr double near = 100; // shops and stores of a district stand in the city, too
    if (!box)
        box = districtOf(*source);
    const double away = box->isEmpty() ? 0 : kilometresTo(*box, point);
    return away > near ? away : 0;
}

QString DistrictPlace::farPoint(LonLat point) const
{
    const double away = kilometresAway(point);
    if (away <= 0)
        return {};
    return QStringLiteral("%1, %2（离本区约 %3 公里）")
        .arg(point.lon, 0, 'f', 2)
        .arg(point.lat, 0, 'f', 2)
        .arg(qRound64(away));
}

QString DistrictPlace::likelyCause()
{
    return QStringLiteral("多半是横、纵坐标（X、Y，经纬度）写反，带号、中央经线不对，度分秒没有换成度，或者不"
                          "是本区的点，请核对");
}

void DistrictPlace::addFarPoint(const Record& record, const Record* before, QList<Finding>& warnings) const
{
    const FieldValue &lon = record[u"lon"], &lat = record[u"lat"];
    const bool asItWas = before && (*before)[u"lon"] == lon && (*before)[u"lat"] == lat;
    if (!lon.isReal() || !lat.isReal() || asItWas)
        return;
    if (const QString far = farPoint({lon.real(), lat.real()}); !far.isEmpty())
        warnings
            += Finding{before && (*before)[u"lat"] == lat ? QStringLiteral("lon") : QStringLiteral("lat"),
                QStringLiteral("点在 %1，%2").arg(far, likelyCause()), Finding::Severity::warning};
}

} // namespace coop
