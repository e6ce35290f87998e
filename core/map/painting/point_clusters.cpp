#include "core/map/painting/point_clusters.h"

#include <cmath>
#include <map>

namespace coop
{

namespace
{
constexpr double cellMm = 7;
}

double PointCluster::sizeMm() const
{
    return 4.2 + 1.3 * std::log10(double(points.size()));
}

std::vector<PointCluster> clustersOf(const MapDocument& document, const MapView& view, int number)
{
    const PointLayer& layer = document.content().points[number];
    const double metresPerMm = view.metresPerUnit() * view.unitsPerMm();
    const double cell = std::exp2(std::ceil(std::log2(cellMm * metresPerMm)));
    // Whole cells: a cluster at the edge must have all of its points.
    Bounds reach = view.visible().grown(10 * metresPerMm);
    reach = {std::floor(reach.left / cell) * cell, std::floor(reach.bottom / cell) * cell,
        std::ceil(reach.right / cell) * cell, std::ceil(reach.top / cell) * cell};
    std::map<std::pair<qint64, qint64>, PointCluster> cells;
    for (const int k : document.pointIndex(number).find(reach)) {
        const MapPoint at = layer.points[k].at;
        PointCluster& into = cells[{qint64(std::floor(at.x / cell)), qint64(std::floor(at.y / cell))}];
        into.at.x += at.x;
        into.at.y += at.y;
        into.bounds.add(at);
        into.points.push_back(k);
    }
    std::vector<PointCluster> clusters;
    clusters.reserve(cells.size());
    for (auto& [place, cluster] : cells) {
        cluster.at.x /= double(cluster.points.size());
        cluster.at.y /= double(cluster.points.size());
        clusters.push_back(std::move(cluster));
    }
    return clusters;
}

} // namespace coop
