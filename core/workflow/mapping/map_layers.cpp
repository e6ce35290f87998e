#include "core/workflow/mapping/map_layers.h"

#include "core/base/text/text.h"
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

struct Seat {
    LonLat place;
    QString township;
};

/// Where the townships' offices stand, as far as the ledger knows.
QHash<RowId, Seat> seatsOf(const Workspace& workspace)
{
    QHash<RowId, Seat> seats;
    const auto rows = workspace.rows({.registry = QStringLiteral("townships")});
    for (const Record& row : rows.value_or(QList<Record>()))
        if (row[u"lon"].isReal() && row[u"lat"].isReal())
            seats.insert(row.id, {{row[u"lon"].real(), row[u"lat"].real()}, row.title()});
    return seats;
}

/// From a feature to the seat that is closest; the first one that is `near` will do.
double kilometresToSeats(const Bounds& box, const QHash<RowId, Seat>& seats, double near)
{
    double closest = std::numeric_limits<double>::infinity();
    for (const Seat& seat : seats)
        if ((closest = std::min(closest, kilometresTo(box, seat.place))) <= near)
            break;
    return closest;
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
    const Plan& plan = workspace.plan();
    return joinToPlaces(read.features, *places, DistrictName(plan.districtCode, plan.districtName));
}

QStringList awayFromSeats(const Workspace& workspace, const VectorLayer& read, const PlaceJoin& join)
{
    constexpr double near = 50; // no township is as wide
    constexpr int mostNamed = 5;
    const QHash<RowId, Seat> seats = seatsOf(workspace);
    QStringList named;
    QList<double> distances;
    int known = 0;
    for (qsizetype i = 0; i < read.features.size(); ++i) {
        const Bounds box = degreesAround(read.features[i].wkb);
        const auto seat = seats.constFind(join.placeOf[i]);
        if (seat == seats.constEnd() || box.isEmpty())
            continue;
        ++known;
        const double away = kilometresTo(box, seat->place);
        if (away <= near)
            continue;
        distances += away;
        named += QStringLiteral("“%1”（约 %2 公里）").arg(seat->township).arg(qRound64(away));
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
    const QHash<RowId, Seat> seats = seatsOf(workspace);
    if (seats.isEmpty())
        return {};
    double closest = std::numeric_limits<double>::infinity(), farthest = 0;
    QString farName;
    qsizetype far = 0, known = 0;
    for (const LayerFeature& feature : features) {
        const Bounds box = degreesAround(feature.wkb);
        if (box.isEmpty())
            continue;
        ++known;
        const double away = kilometresToSeats(box, seats, near);
        closest = std::min(closest, away);
        if (away <= near)
            continue;
        ++far;
        if (away > farthest)
            farName = feature.name;
        farthest = std::max(farthest, away);
    }
    if (far == 0)
        return {};
    if (far == known)
        return {QStringLiteral(
            "图层离本区约 %1 公里，地图上看不到它，多半是坐标系（中央经线、带号）不对，请核对。")
                    .arg(qRound64(closest))};
    if (far * 2 > known)
        return {};
    return {QStringLiteral("有 %1 个要素离本区 100 公里以上，最远的%2约 %3 公里，多半是坐标写错，请核对。")
                .arg(far)
                .arg(farName.isEmpty() ? QString() : QStringLiteral("“%1”").arg(inSentence(farName)))
                .arg(qRound64(farthest))};
}

Result<MapLayer> addBoundaries(Workspace& workspace, const Author& author, const LayerFile& file,
    const VectorLayer& read, const PlaceJoin& join)
{
    const auto places = townshipPlaces(workspace);
    COOP_TRY(places);
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
