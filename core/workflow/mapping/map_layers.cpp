#include "core/workflow/mapping/map_layers.h"

#include "core/geo/layers/drawing.h"
#include "core/geo/layers/place_join.h"
#include "core/geo/layers/vector_layer.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QFileInfo>
#include <QHash>
#include <algorithm>
#include <cmath>
#include <limits>

namespace coop
{

namespace
{
Result<QList<NamedPlace>> townshipPlaces(const Workspace& workspace)
{
    const auto rows = workspace.rows({.registry = QStringLiteral("townships")});
    COOP_TRY(rows);
    QList<NamedPlace> places;
    for (const Record& row : *rows)
        places += {row.id, row.code(), row.title()};
    return places;
}

/// Where the townships' offices stand, as far as the ledger knows.
QHash<RowId, LonLat> seatsOf(const Workspace& workspace)
{
    QHash<RowId, LonLat> seats;
    const auto rows = workspace.rows({.registry = QStringLiteral("townships")});
    for (const Record& row : rows.value_or(QList<Record>()))
        if (row[u"lon"].isReal() && row[u"lat"].isReal())
            seats.insert(row.id, {row[u"lon"].real(), row[u"lat"].real()});
    return seats;
}
} // namespace

QStringList unmatchedIn(const MapLayer& boundaries)
{
    QStringList lines;
    if (!boundaries.unmatchedFeatures.isEmpty())
        lines += QStringLiteral("没有对上镇街的面：%1").arg(boundaries.unmatchedFeatures.join(u'、'));
    if (!boundaries.unmatchedTownships.isEmpty())
        lines += QStringLiteral("没有边界的镇街：%1").arg(boundaries.unmatchedTownships.join(u'、'));
    return lines;
}

Result<VectorLayer> readBoundaries(const LayerFile& file, const ReadProgress& progress)
{
    return readVectorLayer(file.path, file.reading, progress);
}

Result<PlaceJoin> joinToTownships(const Workspace& workspace, const VectorLayer& read)
{
    const auto places = townshipPlaces(workspace);
    COOP_TRY(places);
    return joinToPlaces(read.features, *places);
}

QStringList awayFromSeats(const Workspace& workspace, const VectorLayer& read)
{
    constexpr double near = 50; // no township is as wide
    constexpr int mostNamed = 5;
    const auto places = townshipPlaces(workspace);
    if (!places)
        return {};
    const QHash<RowId, LonLat> seats = seatsOf(workspace);
    const PlaceJoin join = joinToPlaces(read.features, *places);
    QStringList named;
    QList<double> distances;
    int known = 0;
    for (qsizetype i = 0; i < read.features.size(); ++i) {
        const Bounds box = degreesAround(read.features[i].wkb);
        const auto seat = seats.constFind(join.placeOf[i]);
        if (seat == seats.constEnd() || box.isEmpty())
            continue;
        ++known;
        const double away = kilometresTo(box, *seat);
        if (away <= near)
            continue;
        distances += away;
        const auto place = std::find_if(
            places->begin(), places->end(), [&](const NamedPlace& one) { return one.id == join.placeOf[i]; });
        named += QStringLiteral("“%1”（约 %2 公里）").arg(place->name).arg(qRound64(away));
    }
    if (distances.isEmpty())
        return {};
    std::sort(distances.begin(), distances.end());
    if (distances.size() * 2 > known)
        return {
            QStringLiteral("边界离各镇街的驻地约 %1 公里，不在本区，多半是坐标系（中央经线、带号）不对，或者 "
                           "X、Y 颠倒了，请核对坐标系后重新加入。")
                .arg(qRound64(distances[distances.size() / 2]))};
    return {QStringLiteral("有 %1 个面离自己镇街的驻地太远：%2%3。多半是坐标写错或对错了镇街，请核对。")
                .arg(named.size())
                .arg(named.mid(0, mostNamed).join(u'、'),
                    named.size() > mostNamed ? QStringLiteral("等") : QString())};
}

QStringList awayFromSeats(const Workspace& workspace, const QList<LayerFeature>& features)
{
    constexpr double near = 100;
    const QHash<RowId, LonLat> seats = seatsOf(workspace);
    if (seats.isEmpty() || features.isEmpty())
        return {};
    double closest = std::numeric_limits<double>::infinity();
    for (const LayerFeature& feature : features)
        if (const Bounds box = degreesAround(feature.wkb); !box.isEmpty())
            for (const LonLat& seat : seats)
                if ((closest = std::min(closest, kilometresTo(box, seat))) <= near)
                    return {};
    if (!std::isfinite(closest))
        return {};
    return {
        QStringLiteral("图层离本区约 %1 公里，地图上看不到它，多半是坐标系（中央经线、带号）不对，请核对。")
            .arg(qRound64(closest))};
}

Result<MapLayer> addBoundaries(
    Workspace& workspace, const Author& author, const LayerFile& file, const VectorLayer& read)
{
    const auto places = townshipPlaces(workspace);
    COOP_TRY(places);
    const PlaceJoin join = joinToPlaces(read.features, *places);
    const QString name = QFileInfo(file.path).completeBaseName();
    if (join.joinedPlaces() == 0)
        return fail(ErrorKind::refused,
            QStringLiteral("图层“%1”里没有一个面能按代码或名称对上%2的镇街。请检查文件，或指明代码字段（--"
                           "code-field）和名称字段"
                           "（--name-field），现有字段：%3")
                .arg(name, workspace.plan().districtName, read.fields.join(u'、')));

    MapLayer layer{.name = name,
        .role = LayerRole::boundaries,
        .format = read.format,
        .source = QFileInfo(file.path).fileName(),
        .crs = read.crs,
        .schematic = file.schematic,
        .credits = file.credits,
        .features = int(read.features.size()),
        .joined = join.joinedPlaces()};
    QList<LayerFeature> features = read.features;
    for (qsizetype i = 0; i < features.size(); ++i) {
        features[i].township = join.placeOf[i];
        features[i].values.clear(); // of boundaries only the join is kept
    }
    for (const int position : join.unmatchedFeatures) {
        const LayerFeature& feature = read.features[position];
        layer.unmatchedFeatures += feature.name.isEmpty() ? feature.code : feature.name;
    }
    for (const NamedPlace& place : *places)
        if (join.unmatchedPlaces.contains(place.id))
            layer.unmatchedTownships += place.name;
    COOP_TRY(addMapLayer(workspace, author, layer, features));
    return layer;
}

} // namespace coop
