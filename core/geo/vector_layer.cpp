#include "core/geo/vector_layer.h"

#include "core/base/text.h"
#include "core/geo/field_guess.h"
#include "core/geo/geometry_reader.h"
#include "core/geo/vector_source.h"

#include <algorithm>

namespace coop
{

namespace
{
const QString listMark = QStringLiteral("、");

/// The layer of this name, or the first one with a geometry.
Result<OGRLayer*> anyLayer(const VectorSource& source, const QString& wanted)
{
    QStringList names;
    OGRLayer* first = nullptr;
    for (OGRLayer* layer : source.dataset().GetLayers()) {
        const QString name = source.text(layer->GetName());
        if (!wanted.isEmpty() && comparable(name) == comparable(wanted))
            return layer;
        names.append(name);
        if (first == nullptr && layer->GetGeomType() != wkbNone && layer->GetFeatureCount() != 0)
            first = layer;
    }
    if (!wanted.isEmpty())
        return fail(ErrorKind::notFound,
            QStringLiteral("“%1”里没有图层“%2”，可选的有：%3。")
                .arg(source.shortName(), wanted, names.join(listMark)));
    if (first == nullptr)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”里没有带图形的要素，是空图层或只有表格，请换一个文件。")
                .arg(source.shortName()));
    return first;
}

Result<OGRLayer*> polygonLayer(const VectorSource& source, const QString& wanted)
{
    GDALDataset& data = source.dataset();
    QStringList names;
    OGRLayer* empty = nullptr;
    for (OGRLayer* layer : data.GetLayers()) {
        const QString name = source.text(layer->GetName());
        names.append(name);
        if (!wanted.isEmpty()) {
            if (comparable(name) == comparable(wanted))
                return layer;
        } else if (mayHoldPolygons(*layer)) {
            if (holdsPolygons(*layer))
                return layer;
            empty = layer;
        }
    }
    if (!wanted.isEmpty())
        return fail(ErrorKind::notFound,
            QStringLiteral("“%1”里没有图层“%2”，可选的有：%3。")
                .arg(source.shortName(), wanted, names.join(listMark)));
    if (empty != nullptr && empty->GetFeatureCount() == 0)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”里没有要素，是空图层，请换一个有乡镇面的文件。").arg(source.shortName()));
    return fail(ErrorKind::refused,
        QStringLiteral("“%1”里没有面（多边形），只有点、线或表格，不能当作区域边界，请换一个有乡镇面的文件。")
            .arg(source.shortName()));
}

/// Position of the field that was named, or of the guess; -1 when nothing was named and none is likely.
Result<int> fieldPosition(const VectorLayer& layer, const QString& file, const QString& wanted,
    const QString& guess, const QString& purpose)
{
    if (wanted.isEmpty())
        return int(layer.fields.indexOf(guess));
    for (int i = 0; i < layer.fields.size(); ++i)
        if (comparable(layer.fields[i]) == comparable(wanted))
            return i;
    const QString known
        = layer.fields.isEmpty() ? QStringLiteral("（没有字段）") : layer.fields.join(listMark);
    return fail(ErrorKind::notFound,
        QStringLiteral("“%1”里没有字段“%2”，%3请从这些字段里选：%4。").arg(file, wanted, purpose, known));
}

QStringList fieldNames(const VectorSource& source, OGRLayer& layer)
{
    QStringList names;
    OGRFeatureDefn& row = *layer.GetLayerDefn();
    for (int i = 0; i < row.GetFieldCount(); ++i)
        names.append(source.text(row.GetFieldDefn(i)->GetNameRef()));
    return names;
}

constexpr int mostFeatures = 2'000'000;
constexpr int progressStep = 256;

/// Reads all features of a layer into `layer`, whose fields are known.
Result<> readFeatures(const VectorSource& source, OGRLayer& from, GeometryReader& reader,
    const ReadProgress& progress, VectorLayer& layer)
{
    const double total = double(std::max<GIntBig>(1, from.GetFeatureCount(FALSE)));
    const auto code = layer.fields.indexOf(layer.codeField), name = layer.fields.indexOf(layer.nameField);
    CPLErrorReset();
    from.ResetReading();
    int number = 0;
    while (const std::unique_ptr<OGRFeature> row{from.GetNextFeature()}) {
        if (++number % progressStep == 0 && progress && !progress(std::min(1.0, number / total)))
            return fail(ErrorKind::cancelled, QStringLiteral("已停止读取“%1”。").arg(source.shortName()));
        if (number > mostFeatures)
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”的要素超过 %2 万个，请先在原软件里只保留本地区的部分。")
                    .arg(source.shortName())
                    .arg(mostFeatures / 10000));
        auto wkb = reader.read(*row);
        if (!wkb)
            return fail(wkb.error());
        if (wkb->isEmpty()) {
            ++layer.skipped;
            continue;
        }
        VectorFeature feature;
        feature.wkb = *wkb;
        for (int i = 0; i < layer.fields.size(); ++i)
            feature.values.append(
                row->IsFieldSetAndNotNull(i) ? source.text(row->GetFieldAsString(i)) : QString());
        feature.code = feature.values.value(code);
        feature.name = feature.values.value(name);
        layer.features.append(std::move(feature));
        CPLErrorReset();
    }
    if (CPLGetLastErrorType() == CE_Failure)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”读到第 %2 个要素时出错，文件可能不完整，请重新复制或导出后再试。")
                .arg(source.shortName())
                .arg(layer.features.size() + layer.skipped + 1));
    layer.repaired = reader.repaired();
    layer.kind = reader.kind();
    return {};
}

Result<VectorLayer> readLayer(const QString& path, const LayerReadOptions& options,
    GeometryReader::Wanted wanted, const ReadProgress& progress)
{
    const GdalSession session;
    const auto source = VectorSource::open(path, options.encoding);
    if (!source)
        return fail(source.error());
    const bool polygons = wanted == GeometryReader::Wanted::polygons;
    const auto chosen = polygons ? polygonLayer(*source, options.layer) : anyLayer(*source, options.layer);
    if (!chosen)
        return fail(chosen.error());
    OGRLayer& from = **chosen;

    VectorLayer layer;
    layer.name = source->text(from.GetName());
    layer.format = source->format();
    layer.fields = fieldNames(*source, from);
    const auto code = fieldPosition(layer, source->shortName(), options.codeField,
        guessCodeField(layer.fields), QStringLiteral("代码字段"));
    if (!code)
        return fail(code.error());
    const auto name = fieldPosition(layer, source->shortName(), options.nameField,
        guessNameField(layer.fields), QStringLiteral("名称字段"));
    if (!name)
        return fail(name.error());
    layer.codeField = layer.fields.value(*code);
    layer.nameField = layer.fields.value(*name);

    auto reader = GeometryReader::create(from, options, source->shortName(), wanted);
    if (!reader)
        return fail(reader.error());
    layer.crs = reader->crs();
    if (const auto read = readFeatures(*source, from, *reader, progress, layer); !read)
        return fail(read.error());
    if (!layer.features.isEmpty())
        return layer;
    if (polygons)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”的图层“%2”里没有面（多边形），不能当作区域边界，请换一个有乡镇面的图层。")
                .arg(source->shortName(), layer.name));
    return fail(ErrorKind::refused,
        QStringLiteral("“%1”的图层“%2”里没有带图形的要素，请换一个图层或文件。")
            .arg(source->shortName(), layer.name));
}
} // namespace

QString geometryKindTitle(GeometryKind kind)
{
    switch (kind) {
    case GeometryKind::points:
        return QStringLiteral("点");
    case GeometryKind::lines:
        return QStringLiteral("线");
    case GeometryKind::polygons:
        return QStringLiteral("面");
    case GeometryKind::mixed:
        return QStringLiteral("混合");
    case GeometryKind::none:
        break;
    }
    return QStringLiteral("无图形");
}

Result<VectorLayer> readFeatureLayer(
    const QString& path, const LayerReadOptions& options, const ReadProgress& progress)
{
    return readLayer(path, options, GeometryReader::Wanted::anything, progress);
}

Result<VectorLayer> readVectorLayer(const QString& path, const LayerReadOptions& options)
{
    return readLayer(path, options, GeometryReader::Wanted::polygons, {});
}

Result<QStringList> vectorLayerNames(const QString& path)
{
    const GdalSession session;
    const auto source = VectorSource::open(path);
    if (!source)
        return fail(source.error());
    QStringList names;
    for (OGRLayer* layer : source->dataset().GetLayers())
        if (mayHoldPolygons(*layer))
            names.append(source->text(layer->GetName()));
    return names;
}

} // namespace coop
