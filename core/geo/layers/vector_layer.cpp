#include "core/geo/layers/vector_layer.h"

#include "core/base/text/text.h"
#include "core/geo/files/feature_loop.h"
#include "core/geo/files/field_guess.h"
#include "core/geo/files/layer_bounds.h"
#include "core/geo/files/side_files.h"
#include "core/geo/files/vector_source.h"
#include "core/geo/layers/geometry_reader.h"
#include "core/geo/layers/readings.h"

#include <algorithm>
#include <utility>

namespace coop
{

namespace
{
const QString listMark = QStringLiteral("、");

Result<const SourceLayer*> layerNamed(const VectorSource& source, const QString& wanted)
{
    QStringList names;
    for (const SourceLayer& layer : source.layers()) {
        if (comparable(layer.name) == comparable(wanted))
            return &layer;
        names.append(layer.name);
    }
    constexpr int mostShown = 20;
    return fail(ErrorKind::notFound,
        QStringLiteral("“%1”里没有图层“%2”，可选的有：%3%4。")
            .arg(source.shortName(), wanted, names.mid(0, mostShown).join(listMark),
                names.size() > mostShown ? QStringLiteral("等 %1 个").arg(names.size()) : QString()));
}

/// The layer of this name, or the first one with a geometry.
Result<const SourceLayer*> anyLayer(const VectorSource& source, const QString& wanted)
{
    if (!wanted.isEmpty())
        return layerNamed(source, wanted);
    const SourceLayer* first = nullptr;
    for (const SourceLayer& layer : source.layers())
        if (first == nullptr && layer.ogr->GetGeomType() != wkbNone && layer.ogr->GetFeatureCount() != 0)
            first = &layer;
    if (first == nullptr)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”里没有带图形的要素，是空图层或只有表格，请换一个文件。")
                .arg(source.shortName()));
    return first;
}

Result<const SourceLayer*> polygonLayer(const VectorSource& source, const QString& wanted)
{
    if (!wanted.isEmpty())
        return layerNamed(source, wanted);
    const SourceLayer* empty = nullptr;
    for (const SourceLayer& layer : source.layers()) {
        if (!mayHoldPolygons(*layer.ogr))
            continue;
        if (holdsPolygons(*layer.ogr))
            return &layer;
        empty = &layer;
    }
    if (empty != nullptr && empty->ogr->GetFeatureCount() == 0)
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

QStringList fieldNames(const SourceLayer& layer)
{
    QStringList names;
    if (!layer.lacksTable.isEmpty()) // GDAL then counts the shapes
        return names;
    OGRFeatureDefn& row = *layer.ogr->GetLayerDefn();
    for (int i = 0; i < row.GetFieldCount(); ++i)
        names.append(layer.text(row.GetFieldDefn(i)->GetNameRef()));
    return names;
}

constexpr int batchSize = 256; ///< features handed over, and between two questions whether to go on

/// Reads all features of a layer into batches for `sink`; `layer` has its fields and gets its counts.
Result<qint64> readFeatures(const SourceLayer& from, const QString& file, GeometryReader& reader,
    const ReadProgress& progress, const here::FeatureSink& sink, VectorLayer& layer)
{
    const double total = double(std::max<GIntBig>(1, from.ogr->GetFeatureCount(FALSE)));
    const auto code = layer.fields.indexOf(layer.codeField), name = layer.fields.indexOf(layer.nameField);
    QList<LayerFeature> batch;
    qint64 number = 0, kept = 0;
    const auto done = forEachFeature(from, file, [&](OGRFeature& row) -> Result<bool> {
        if (++number % batchSize == 0) {
            sink(std::exchange(batch, {}));
            if (progress && !progress(std::min(1.0, double(number) / total)))
                return fail(ErrorKind::cancelled, QStringLiteral("已停止读取“%1”。").arg(file));
        }
        if (number > bounds::mostFeatures)
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”的要素超过 %2 万个，请先在原软件里只保留本地区的部分。")
                    .arg(file)
                    .arg(bounds::mostFeatures / 10000));
        auto wkb = reader.read(row);
        COOP_TRY(wkb);
        if (wkb->isEmpty()) {
            ++layer.skipped;
            return true;
        }
        LayerFeature feature;
        feature.wkb = *wkb;
        for (int i = 0; i < layer.fields.size(); ++i)
            feature.values.append(
                row.IsFieldSetAndNotNull(i) ? from.text(row.GetFieldAsString(i)) : QString());
        feature.code = feature.values.value(code);
        feature.name = feature.values.value(name);
        batch.append(std::move(feature));
        ++kept;
        return true;
    });
    COOP_TRY(done);
    sink(std::move(batch));
    COOP_TRY(reader.finish());
    layer.repaired = reader.repaired();
    layer.kind = reader.kind();
    layer.remarks = reader.remarks();
    if (!from.lacksTable.isEmpty())
        layer.remarks.append(shapesOnly(file));
    return kept;
}
} // namespace

Result<VectorLayer> here::readLayer(const QString& path, const LayerReadOptions& options, bool polygons,
    const ReadProgress& progress, const FeatureSink& sink)
{
    const auto source = VectorSource::open(path, options.encoding);
    COOP_TRY(source);
    const auto chosen = polygons ? polygonLayer(*source, options.layer) : anyLayer(*source, options.layer);
    COOP_TRY(chosen);
    const SourceLayer& from = **chosen;
    if (polygons && !from.lacksTable.isEmpty())
        return fail(ErrorKind::fileUnreadable, from.lacksTable);

    VectorLayer layer;
    layer.name = from.name;
    layer.format = from.format;
    layer.fields = fieldNames(from);
    const auto code = fieldPosition(layer, source->shortName(), options.codeField,
        guessCodeField(layer.fields), QStringLiteral("代码字段"));
    COOP_TRY(code);
    const auto name = fieldPosition(layer, source->shortName(), options.nameField,
        guessNameField(layer.fields), QStringLiteral("名称字段"));
    COOP_TRY(name);
    layer.codeField = layer.fields.value(*code);
    layer.nameField = layer.fields.value(*name);

    auto reader = GeometryReader::create(from, options, source->shortName(),
        polygons ? GeometryReader::Wanted::polygons : GeometryReader::Wanted::anything);
    COOP_TRY(reader);
    layer.crs = reader->crs();
    const auto kept = readFeatures(from, source->shortName(), *reader, progress, sink, layer);
    COOP_TRY(kept);
    if (!from.encodingDoubt.isEmpty())
        layer.remarks.append(from.encodingDoubt
            + (options.settled
                    ? QStringLiteral("。名称不对时，请移除后重新添加，并指明文字编码（--encoding）。")
                    : QStringLiteral("。名称不对时，请指明文字编码（--encoding）。")));
    if (*kept > 0)
        return layer;
    if (polygons)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”的图层“%2”里没有面（多边形），不能当作区域边界，请换一个有乡镇面的图层。")
                .arg(source->shortName(), layer.name));
    return fail(ErrorKind::refused,
        QStringLiteral("“%1”的图层“%2”里没有带图形的要素，请换一个图层或文件。")
            .arg(source->shortName(), layer.name));
}

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

} // namespace coop
