#include "core/workflow/mapping/reference_layers.h"

#include "core/base/files/disk.h"
#include "core/geo/layers/layer_inspector.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/mapping/linked_file.h"
#include "core/workflow/mapping/map_layers.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace coop
{

namespace
{
const QString picture = QStringLiteral("影像");

QString readingJson(const LayerReadOptions& said)
{
    return QString::fromUtf8(QJsonDocument(
        QJsonObject{{QStringLiteral("layer"), said.layer}, {QStringLiteral("crs"), said.crs},
            {QStringLiteral("encoding"), said.encoding}, {QStringLiteral("datum"), datumTitle(said.datum)},
            {QStringLiteral("swapAxes"),
                said.swapAxes}}).toJson(QJsonDocument::Compact));
}

LayerReadOptions readingOf(const MapLayer& layer)
{
    const QJsonObject json = QJsonDocument::fromJson(layer.reading.toUtf8()).object();
    LayerReadOptions options;
    options.layer = json[QStringLiteral("layer")].toString();
    options.crs = json[QStringLiteral("crs")].toString();
    options.encoding = json[QStringLiteral("encoding")].toString();
    options.datum = parseDatum(json[QStringLiteral("datum")].toString()).value_or(Datum::cgcs2000);
    options.swapAxes = json[QStringLiteral("swapAxes")].toBool();
    options.settled = true;
    return options;
}

/// Copies a picture with its world file into the workspace's own folder. Nothing else comes along: side files
/// of other programs (.aux.xml, .ovr) can name other files and servers, and are not read.
Result<QString> copyPicture(const Workspace& workspace, const QString& path)
{
    const QFileInfo file(path), own(workspace.path());
    const QDir folder(own.absolutePath() + u'/' + own.completeBaseName() + QStringLiteral(".图层"));
    const auto refused = [&] {
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("影像复制不到“%1”，请检查磁盘空间和权限，或者改用链接。")
                .arg(QDir::toNativeSeparators(folder.path())));
    };
    if (!folder.mkpath(QStringLiteral(".")))
        return refused();
    QString stem = file.completeBaseName();
    for (int i = 2; !folder.entryList({stem + QStringLiteral(".*")}, QDir::Files).isEmpty(); ++i)
        stem = QStringLiteral("%1 %2").arg(file.completeBaseName()).arg(i);
    QStringList copies;
    const auto beside = file.dir().entryInfoList(QDir::Files);
    for (const QFileInfo& each : beside) {
        const bool sameStem = each.completeBaseName() == file.completeBaseName();
        static const QStringList endings{QStringLiteral("pgw"), QStringLiteral("pngw"), QStringLiteral("jgw"),
            QStringLiteral("jpgw"), QStringLiteral("wld"), QStringLiteral("tfw"), QStringLiteral("tifw")};
        if (!sameStem || (each.fileName() != file.fileName() && !endings.contains(each.suffix().toLower())))
            continue;
        const QString rest = each.fileName().mid(file.completeBaseName().size());
        const QString copy = folder.filePath(stem + rest);
        copies += copy;
        if (!QFile::copy(each.filePath(), copy) || syncFile(copy) != 0) {
            for (const QString& one : copies)
                QFile::remove(one);
            return refused();
        }
    }
    return folder.filePath(stem + u'.' + file.suffix());
}

int topPlace(const QList<MapLayer>& layers)
{
    int top = -1;
    for (const MapLayer& layer : layers)
        if (layer.role == LayerRole::reference)
            top = std::max(top, layer.place);
    return top + 1;
}

Result<MapLayer> describedPicture(const LayerFile& file)
{
    const auto source = RasterSource::open(file.path, file.reading.crs);
    COOP_TRY(source);
    COOP_TRY(checkRaster(file.path));
    const RasterInfo& info = (*source)->about();
    MapLayer layer;
    layer.format = info.format;
    layer.crs = file.reading.crs.isEmpty() ? info.crs : file.reading.crs;
    layer.kind = picture;
    layer.place = -1; // aerial pictures and scanned maps are ground
    return layer;
}

MapLayer describedFeatures(const VectorLayer& read, const LayerFile& file)
{
    MapLayer layer;
    layer.format = read.format;
    layer.crs = read.crs;
    layer.kind = geometryKindTitle(read.kind);
    layer.fields = read.fields;
    layer.features = int(read.features.size());
    layer.labelField = file.labelField;
    return layer;
}

std::shared_ptr<const ReferenceGeometry> geometryOf(
    const QList<LayerFeature>& features, const MapLayer& layer, const Projection& projection)
{
    const auto label = layer.labelField.isEmpty() ? -1 : layer.fields.indexOf(layer.labelField);
    std::vector<ReferenceFeature> list;
    list.reserve(size_t(features.size()));
    for (const LayerFeature& each : features) {
        ReferenceFeature feature{drawingOf(each.wkb, projection), each.values.value(label), {}};
        if (!feature.drawing.isEmpty())
            list.push_back(std::move(feature));
    }
    return std::make_shared<const ReferenceGeometry>(std::move(list));
}

/// Reads what is drawn of a layer: from the workspace or from the file that it links to.
Result<> fill(
    ReferenceLayer& drawn, const MapLayer& layer, const Workspace& workspace, const Projection& projection)
{
    QString path;
    if (!layer.link.isEmpty()) {
        const auto file = linkedFile(workspace.path(), layer.link);
        COOP_TRY(file);
        path = *file;
    }
    if (layer.kind == picture) {
        auto source = RasterSource::open(path, readingOf(layer).crs);
        COOP_TRY(source);
        drawn.raster = std::move(*source);
        return {};
    }
    QList<LayerFeature> features;
    MapLayer described = layer;
    if (layer.link.isEmpty()) {
        auto kept = mapLayerFeatures(workspace, layer.name);
        COOP_TRY(kept);
        features = std::move(*kept);
    } else {
        auto read = readFeatureLayer(path, readingOf(layer));
        COOP_TRY(read);
        described.fields = read->fields;
        drawn.problem = read->remarks.join(QString());
        features = std::move(read->features);
    }
    drawn.geometry = geometryOf(features, described, projection);
    return {};
}

QString stampOf(const MapLayer& layer, const Workspace& workspace, const Projection& projection)
{
    QStringList parts{projection.title(), layer.labelField, layer.name, layer.reading, layer.link};
    if (!layer.link.isEmpty()) {
        const QFileInfo file(linkedFile(workspace.path(), layer.link).value_or(QString()));
        parts += {QString::number(file.size()), file.lastModified().toString(Qt::ISODateWithMs)};
    }
    return parts.join(u'\n');
}
} // namespace

Result<PreparedReference> prepareReference(const LayerFile& file, const ReadProgress& progress)
{
    PreparedReference prepared;
    prepared.raster = isRasterFile(file.path);
    if (prepared.raster) {
        auto described = describedPicture(file);
        COOP_TRY(described);
        prepared.described.layer = *described;
        return prepared;
    }
    const auto read = readFeatureLayer(file.path, file.reading, progress);
    COOP_TRY(read);
    prepared.described = {describedFeatures(*read, file), read->repaired, read->skipped, read->remarks};
    prepared.features = read->features;
    return prepared;
}

Result<AddedReference> addReferenceLayer(
    Workspace& workspace, const Author& author, const LayerFile& file, const ReadProgress& progress)
{
    const auto prepared = prepareReference(file, progress);
    return prepared ? addReferenceLayer(workspace, author, file, *prepared) : fail(prepared.error());
}

Result<AddedReference> addReferenceLayer(
    Workspace& workspace, const Author& author, const LayerFile& file, const PreparedReference& prepared)
{
    const auto layers = mapLayers(workspace);
    COOP_TRY(layers);
    AddedReference added = prepared.described;
    added.remarks += awayFromSeats(workspace, prepared.features);
    MapLayer& layer = added.layer;
    layer.name
        = file.name.trimmed().isEmpty() ? QFileInfo(file.path).completeBaseName() : file.name.trimmed();
    layer.role = LayerRole::reference;
    layer.source = QFileInfo(file.path).fileName();
    layer.credits = file.credits;
    layer.labelField = prepared.raster ? QString() : file.labelField;
    layer.style = ReferenceStyle::numbered(int(layers->size())).toJson();
    if (!prepared.raster)
        layer.place = topPlace(*layers);
    if (file.linked)
        COOP_TRY(linkToFile(workspace.path(), file.path));
    QString copied;
    if (prepared.raster && !file.linked) {
        const auto copy = copyPicture(workspace, file.path);
        COOP_TRY(copy);
        copied = *copy;
    }
    if (prepared.raster || file.linked) {
        const auto link = linkToFile(workspace.path(), copied.isEmpty() ? file.path : copied);
        COOP_TRY(link);
        layer.link = *link;
        layer.reading = readingJson(file.reading);
    }
    if (auto done = addMapLayer(
            workspace, author, layer, layer.link.isEmpty() ? prepared.features : QList<LayerFeature>());
        !done) {
        if (!copied.isEmpty()) {
            const QFileInfo copy(copied);
            for (const QFileInfo& each : copy.dir().entryInfoList(QDir::Files))
                if (each.completeBaseName() == copy.completeBaseName())
                    QFile::remove(each.filePath());
        }
        return fail(done.error());
    }
    return added;
}

Result<QList<ReferenceLayer>> referenceLayers(
    const Workspace& workspace, const Projection& projection, const QList<ReferenceLayer>& known)
{
    auto layers = mapLayers(workspace);
    COOP_TRY(layers);
    layers->removeIf([](const MapLayer& layer) { return layer.role != LayerRole::reference; });
    std::stable_sort(layers->begin(), layers->end(),
        [](const MapLayer& a, const MapLayer& b) { return a.place < b.place; });
    QList<ReferenceLayer> all;
    for (const MapLayer& layer : std::as_const(*layers)) {
        ReferenceLayer drawn{.id = layer.id,
            .name = layer.name,
            .style = ReferenceStyle::fromJson(layer.style).value_or(ReferenceStyle()),
            .opacity = layer.opacity / 100.0,
            .visible = layer.shown,
            .place = layer.place,
            .largestScale = layer.largestScale,
            .smallestScale = layer.smallestScale,
            .named = !layer.labelField.isEmpty(),
            .credits = layer.credits.split(u'\n', Qt::SkipEmptyParts),
            .stamp = stampOf(layer, workspace, projection)};
        const auto before = std::find_if(known.begin(), known.end(), [&](const ReferenceLayer& each) {
            return each.id == drawn.id && each.stamp == drawn.stamp && (each.geometry || each.raster);
        });
        if (before != known.end()) {
            drawn.geometry = before->geometry;
            drawn.raster = before->raster;
            drawn.problem = before->problem;
        } else if (const auto read = fill(drawn, layer, workspace, projection); !read) {
            drawn.problem = layer.link.isEmpty()
                ? read.error().text
                : QStringLiteral("链接的文件用不了：%1").arg(read.error().text);
        }
        all += drawn;
    }
    return all;
}

Result<int> areaOpacity(const Workspace& workspace)
{
    const auto layers = mapLayers(workspace);
    COOP_TRY(layers);
    for (const MapLayer& layer : *layers)
        if (layer.role == LayerRole::boundaries)
            return layer.opacity;
    return 100;
}

} // namespace coop
