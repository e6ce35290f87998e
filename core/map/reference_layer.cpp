#include "core/map/reference_layer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>

namespace coop
{

namespace
{
MapPoint labelPlace(const Drawing& drawing)
{
    if (!drawing.polygons.isEmpty())
        return labelPoint(drawing.polygons);
    if (!drawing.points.empty())
        return drawing.points.front();
    const Ring* longest = nullptr;
    for (const Ring& line : drawing.lines)
        if (longest == nullptr || line.size() > longest->size())
            longest = &line;
    return longest != nullptr ? (*longest)[longest->size() / 2] : MapPoint{};
}
} // namespace

QString ReferenceStyle::toJson() const
{
    QJsonObject json{{QStringLiteral("line"), line.name()}, {QStringLiteral("width"), widthMm},
        {QStringLiteral("dashed"), dashed}, {QStringLiteral("size"), sizeMm}};
    if (fill.isValid())
        json.insert(QStringLiteral("fill"), fill.name(QColor::HexArgb));
    if (!symbol.isEmpty())
        json.insert(QStringLiteral("symbol"), symbol);
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<ReferenceStyle> ReferenceStyle::fromJson(const QString& text)
{
    ReferenceStyle style;
    if (text.isEmpty())
        return style;
    QJsonParseError problem;
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8(), &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return fail(ErrorKind::invalidValue, QStringLiteral("图层样式写得不对：%1").arg(text));
    if (const QColor colour(json[QStringLiteral("line")].toString()); colour.isValid())
        style.line = colour;
    if (const QColor colour(json[QStringLiteral("fill")].toString()); colour.isValid())
        style.fill = colour;
    const auto within = [&](const char* key, double least, double most, double otherwise) {
        const double value = json[QLatin1String(key)].toDouble(otherwise);
        return std::isfinite(value) ? std::clamp(value, least, most) : otherwise;
    };
    style.widthMm = within("width", 0.05, 5, style.widthMm);
    style.sizeMm = within("size", 0.5, 10, style.sizeMm);
    style.dashed = json[QStringLiteral("dashed")].toBool();
    style.symbol = json[QStringLiteral("symbol")].toString();
    return style;
}

ReferenceStyle ReferenceStyle::numbered(int number)
{
    // Apart from each other also for colour-blind eyes, and from the statuses' and federations' fills.
    static const QList<QColor> colours{QColor(0x5B, 0x65, 0x70), QColor(0x2B, 0x6C, 0xA3),
        QColor(0x8A, 0x5A, 0x2B), QColor(0x6A, 0x3D, 0x9A), QColor(0x1F, 0x7A, 0x5A),
        QColor(0xB0, 0x3A, 0x5B)};
    ReferenceStyle style;
    style.line = colours[number % colours.size()];
    return style;
}

ReferenceGeometry::ReferenceGeometry(std::vector<ReferenceFeature> list)
    : features(std::move(list))
{
    std::vector<Bounds> boxes;
    boxes.reserve(features.size());
    for (ReferenceFeature& feature : features) {
        boxes.push_back(feature.drawing.bounds());
        bounds.add(boxes.back());
        if (!feature.label.isEmpty())
            feature.labelAt = labelPlace(feature.drawing);
    }
    index = SpatialIndex(boxes);
}

bool ReferenceLayer::isDrawnAt(double scale) const
{
    return visible && (largestScale == 0 || scale >= largestScale)
        && (smallestScale == 0 || scale <= smallestScale);
}

} // namespace coop
