#include "core/exchange/package/packed_rows.h"

#include <QJsonArray>

namespace coop
{

QJsonObject layerJson(const PackedLayer& packed)
{
    const MapLayer& layer = packed.layer;
    QJsonArray features;
    for (const LayerFeature& feature : packed.features)
        features += QJsonArray{QString::fromLatin1(feature.wkb.toBase64()), feature.code, feature.name,
            feature.township, QJsonArray::fromStringList(feature.values)};
    return {{QStringLiteral("name"), layer.name}, {QStringLiteral("role"), toText(layer.role)},
        {QStringLiteral("format"), layer.format}, {QStringLiteral("source"), layer.source},
        {QStringLiteral("crs"), layer.crs}, {QStringLiteral("schematic"), layer.schematic},
        {QStringLiteral("credits"), layer.credits}, {QStringLiteral("joined"), layer.joined},
        {QStringLiteral("kind"), layer.kind},
        {QStringLiteral("fields"), QJsonArray::fromStringList(layer.fields)},
        {QStringLiteral("place"), layer.place}, {QStringLiteral("shown"), layer.shown},
        {QStringLiteral("opacity"), layer.opacity}, {QStringLiteral("style"), layer.style},
        {QStringLiteral("label_field"), layer.labelField},
        {QStringLiteral("largest_scale"), layer.largestScale},
        {QStringLiteral("smallest_scale"), layer.smallestScale},
        {QStringLiteral("unmatched_features"), QJsonArray::fromStringList(layer.unmatchedFeatures)},
        {QStringLiteral("unmatched_townships"), QJsonArray::fromStringList(layer.unmatchedTownships)},
        {QStringLiteral("features"), features}};
}

std::optional<PackedLayer> layerOf(const QJsonObject& json)
{
    const auto text = [&](const char* key) { return json[QLatin1String(key)].toString(); };
    const auto list = [&](const char* key) {
        QStringList texts;
        for (const auto& one : json[QLatin1String(key)].toArray())
            texts += one.toString();
        return texts;
    };
    const auto role = layerRoleFrom(text("role"));
    if (!role)
        return std::nullopt;
    PackedLayer packed;
    packed.layer = {.name = text("name"),
        .role = *role,
        .format = text("format"),
        .source = text("source"),
        .crs = text("crs"),
        .schematic = json[QStringLiteral("schematic")].toBool(),
        .credits = text("credits"),
        .joined = json[QStringLiteral("joined")].toInt(),
        .kind = text("kind"),
        .fields = list("fields"),
        .place = json[QStringLiteral("place")].toInt(),
        .shown = json[QStringLiteral("shown")].toBool(),
        .opacity = json[QStringLiteral("opacity")].toInt(100),
        .style = text("style"),
        .labelField = text("label_field"),
        .largestScale = json[QStringLiteral("largest_scale")].toInt(),
        .smallestScale = json[QStringLiteral("smallest_scale")].toInt(),
        .unmatchedFeatures = list("unmatched_features"),
        .unmatchedTownships = list("unmatched_townships")};
    for (const auto& value : json[QStringLiteral("features")].toArray()) {
        LayerFeature feature{.wkb = QByteArray::fromBase64(value[0].toString().toLatin1()),
            .code = value[1].toString(),
            .name = value[2].toString(),
            .township = value[3].toInteger()};
        for (const auto& one : value[4].toArray())
            feature.values += one.toString();
        packed.features += feature;
    }
    packed.layer.features = int(packed.features.size());
    return packed;
}

} // namespace coop
