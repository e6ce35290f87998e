#include "core/geo/vector_layer.h"

#include "core/base/text.h"
#include "core/geo/field_guess.h"
#include "core/geo/polygon_reader.h"
#include "core/geo/vector_source.h"

namespace coop
{

namespace
{
const QString listMark = QStringLiteral("、");

Result<OGRLayer*> chosenLayer(const VectorSource& source, const QString& wanted)
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
} // namespace

Result<VectorLayer> readVectorLayer(const QString& path, const LayerReadOptions& options)
{
    const GdalSession session;
    const auto source = VectorSource::open(path, options.encoding);
    if (!source)
        return fail(source.error());
    const auto chosen = chosenLayer(*source, options.layer);
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

    auto reader = PolygonReader::create(from, options.crs, source->shortName());
    if (!reader)
        return fail(reader.error());
    layer.crs = reader->crs();

    CPLErrorReset();
    from.ResetReading();
    while (const std::unique_ptr<OGRFeature> row{from.GetNextFeature()}) {
        auto wkb = reader->read(*row);
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
                row->IsFieldSetAndNotNull(i) ? source->text(row->GetFieldAsString(i)) : QString());
        feature.code = feature.values.value(*code);
        feature.name = feature.values.value(*name);
        layer.features.append(std::move(feature));
        CPLErrorReset();
    }
    if (CPLGetLastErrorType() == CE_Failure)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”读到第 %2 个要素时出错，文件可能不完整，请重新复制或导出后再试。")
                .arg(source->shortName())
                .arg(layer.features.size() + layer.skipped + 1));
    layer.repaired = reader->repaired();
    if (layer.features.isEmpty())
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”的图层“%2”里没有面（多边形），不能当作区域边界，请换一个有乡镇面的图层。")
                .arg(source->shortName(), layer.name));
    return layer;
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
