#include "core/workflow/mapping/map_layers.h"

#include "core/geo/layers/place_join.h"
#include "core/geo/layers/vector_layer.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QFileInfo>

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
} // namespace

Result<MapLayer> addBoundaries(Workspace& workspace, const Author& author, const LayerFile& file)
{
    const auto read = readBoundaries(file);
    return read ? addBoundaries(workspace, author, file, *read) : fail(read.error());
}

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
