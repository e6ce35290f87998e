#include "core/map/painting/map_renderer.h"
#include "core/map/painting/point_clusters.h"

#include <algorithm>
#include <cmath>

namespace coop
{

MapHit hitTest(const MapDocument& document, const MapView& view, QPointF at, double toleranceMm)
{
    MapHit hit;
    const MapContent& content = document.content();
    const MapPoint place = view.toMetres(at);
    for (const int i : document.areaIndex().find({place.x, place.y, place.x, place.y}))
        if (content.areas[i].shape.contains(place)) {
            hit.area = content.areas[i].id;
            hit.group = content.areas[i].group;
            break;
        }

    const double metresPerMm = view.metresPerUnit() * view.unitsPerMm();
    QList<std::pair<double, MapHit::Point>> near;
    for (int i = 0; i < content.points.size(); ++i) {
        const PointLayer& layer = content.points[i];
        if (!layer.visible)
            continue;
        if (layer.clustered) {
            for (const PointCluster& cluster : clustersOf(document, view, i)) {
                const double away = std::hypot(cluster.at.x - place.x, cluster.at.y - place.y) / metresPerMm;
                const double size = cluster.points.size() > 1 ? cluster.sizeMm() : layer.sizeMm;
                if (away > size / 2 + toleranceMm)
                    continue;
                for (const int k : cluster.points)
                    near.append({away, {layer.id, layer.points[k].id}});
                if (cluster.points.size() > 1)
                    hit.cluster = cluster.bounds;
            }
            continue;
        }
        constexpr double largestSymbolMm = 30;
        const double reach = (largestSymbolMm / 2 + toleranceMm) * metresPerMm;
        for (const int k :
            document.pointIndex(i).find(Bounds{place.x, place.y, place.x, place.y}.grown(reach))) {
            const PointFeature& point = layer.points[k];
            const double away = std::hypot(point.at.x - place.x, point.at.y - place.y) / metresPerMm;
            const double radius = (point.sizeMm > 0 ? point.sizeMm : layer.sizeMm) / 2;
            if (away <= radius + toleranceMm)
                near.append({away, {layer.id, point.id}});
        }
    }
    std::stable_sort(
        near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [distance, point] : std::as_const(near))
        hit.points.append(point);
    return hit;
}

} // namespace coop
