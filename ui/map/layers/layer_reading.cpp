#include "ui/map/layers/layer_reading.h"

#include "core/store/workspace.h"

#include <algorithm>

namespace coop
{

namespace
{
constexpr int mostPreviewed = 20'000; ///< features
} // namespace

Result<LayerReading> readForPreview(Workspace& workspace, const LayerFile& file, bool asBoundaries,
    const Projection& projection, const ReadProgress& progress)
{
    LayerReading result;
    if (!asBoundaries) {
        auto prepared = prepareReference(file, progress);
        COOP_TRY(prepared);
        result.reference = std::move(*prepared);
        for (const LayerFeature& feature : std::as_const(result.reference.features)) {
            if (int(result.drawings.size()) >= mostPreviewed)
                break;
            result.drawings.push_back(drawingOf(feature.wkb, projection));
        }
        const AddedReference& found = result.reference.described;
        if (result.reference.raster) {
            if (const auto source = RasterSource::open(file.path, file.reading.crs)) {
                const Bounds box = (*source)->bounds(projection);
                result.drawings.push_back(Drawing{Shape{{Polygon{{{box.left, box.bottom},
                    {box.right, box.bottom}, {box.right, box.top}, {box.left, box.top}}}}}});
            }
            result.text = QStringLiteral("影像，绿框是它的范围。");
            return result;
        }
        result.text
            = QStringLiteral("读出 %1 个要素（%2）。").arg(found.layer.features).arg(found.layer.kind);
        if (found.repaired > 0)
            result.text += QStringLiteral("修复了 %1 个自相交的面。").arg(found.repaired);
        if (found.skipped > 0)
            result.text += QStringLiteral("跳过 %1 个没有图形的要素。").arg(found.skipped);
        result.remarks = found.remarks + awayFromSeats(workspace, result.reference.features);
        return result;
    }
    auto polygons = readBoundaries(file, progress);
    COOP_TRY(polygons);
    result.boundaries = std::move(*polygons);
    for (const LayerFeature& feature : std::as_const(result.boundaries.features))
        result.drawings.push_back(drawingOf(feature.wkb, projection));
    const auto join = joinToTownships(workspace, result.boundaries);
    COOP_TRY(join);
    result.remarks = result.boundaries.remarks + awayFromSeats(workspace, result.boundaries, *join);
    result.text = QStringLiteral("%1 个镇街中对上 %2 个。").arg(join->total).arg(join->joinedPlaces());
    QStringList strangers;
    for (const int i : join->unmatchedFeatures)
        strangers += result.boundaries.features[i].name.isEmpty() ? result.boundaries.features[i].code
                                                                  : result.boundaries.features[i].name;
    if (!strangers.isEmpty())
        result.text += QStringLiteral("没有对上镇街的面：%1。").arg(strangers.mid(0, 8).join(u'、'));
    QStringList missing;
    for (const qint64 id : join->unmatchedPlaces)
        if (const auto row = workspace.row(QStringLiteral("townships"), id))
            missing += row->title();
    if (!missing.isEmpty())
        result.text += QStringLiteral("没有边界的镇街：%1。").arg(missing.mid(0, 8).join(u'、'))
            + (missing.size() > 8 ? QStringLiteral("等 %1 个。").arg(missing.size()) : QString());
    if (result.boundaries.repaired > 0)
        result.text += QStringLiteral("修复了 %1 个自相交的面。").arg(result.boundaries.repaired);
    return result;
}

QStringList farAway(const std::vector<Drawing>& drawings, const Bounds& map)
{
    if (map.isEmpty() || drawings.empty())
        return {};
    const double near = std::max(map.width(), map.height());
    for (const Drawing& drawing : drawings)
        if (drawing.bounds().intersects(map.grown(near)))
            return {};
    return {QStringLiteral("图层落在本区范围以外，地图上看不到它。请换一个“坐标系”再看；都不对时，"
                           "请核对是不是选错了文件。")};
}

} // namespace coop
