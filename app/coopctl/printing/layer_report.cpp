#include "app/coopctl/printing/layer_report.h"

#include "core/geo/coordinates/crs_title.h"
#include "core/store/kept/layer_table.h"
#include "core/workflow/mapping/map_layers.h"

#include <QJsonArray>

namespace coop
{

QJsonObject layerJson(const MapLayer& layer)
{
    QJsonObject json{{QStringLiteral("name"), layer.name}, {QStringLiteral("format"), layer.format},
        {QStringLiteral("crs"), layer.crs}, {QStringLiteral("features"), layer.features},
        {QStringLiteral("joined"), layer.joined},
        {QStringLiteral("unmatched_features"), QJsonArray::fromStringList(layer.unmatchedFeatures)},
        {QStringLiteral("unmatched_townships"), QJsonArray::fromStringList(layer.unmatchedTownships)}};
    if (layer.role != LayerRole::reference)
        return json;
    json[QStringLiteral("role")] = toText(layer.role);
    json[QStringLiteral("kind")] = layer.kind;
    json[QStringLiteral("link")] = layer.link;
    json[QStringLiteral("place")] = layer.place;
    json[QStringLiteral("shown")] = layer.shown;
    json[QStringLiteral("opacity")] = layer.opacity;
    json[QStringLiteral("fields")] = QJsonArray::fromStringList(layer.fields);
    json[QStringLiteral("label_field")] = layer.labelField;
    return json;
}

QString layerText(const MapLayer& layer)
{
    if (layer.role == LayerRole::reference)
        return QStringLiteral("图层“%1”（%2，%3）：%4%5%6")
            .arg(layer.name, layer.format, crsTitle(layer.crs), layer.kind,
                layer.kind == QStringLiteral("影像") ? QString()
                                                     : QStringLiteral(" %1 个").arg(layer.features),
                layer.link.isEmpty() ? QString() : QStringLiteral("，链接到 %1").arg(layer.link));
    const QString text = QStringLiteral("图层“%1”（%2，%3）：%4 个面，对上 %5 个镇街")
                             .arg(layer.name, layer.format, crsTitle(layer.crs))
                             .arg(layer.features)
                             .arg(layer.joined);
    return (QStringList(text) + unmatchedIn(layer)).join(u'\n');
}

} // namespace coop
