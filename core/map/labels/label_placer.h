#pragma once
#include "core/map/labels/text_run.h"

#include <QList>
#include <QRectF>
#include <functional>

namespace coop
{

/// Something that wants to be named.
struct LabelWish {
    QStringList lines{};
    QList<TextStyle> styles{}; ///< one a line
    QPointF anchor{}; ///< painter units
    double clearance = 0; ///< units to keep from the anchor; 0: centred on it
    int priority = 0; ///< the smaller, the sooner
    QRectF within{}; ///< where it may lie; the whole view when null
    double shiftMm = 0; ///< how far an area's name may move from its anchor
    std::function<bool(const QRectF&)> fits{}; ///< preferred places: inside the area that is named
};

/// A label that found its place.
struct PlacedLabel {
    QStringList lines{};
    QList<TextStyle> styles{};
    QRectF box{}; ///< painter units
    int wish = 0; ///< position in the list of wishes
};

/// Gives each wish, in the order of priority, the first free place around its anchor; who finds none is left
/// out. `taken` boxes (large symbols) stay free, `avoided` ones (small symbols) only while there is room
/// elsewhere.
QList<PlacedLabel> placeLabels(const QList<LabelWish>& wishes, const QRectF& view, double unitsPerMm,
    const QList<QRectF>& taken = {}, const QList<QRectF>& avoided = {});

void drawLabel(QPainter& painter, const PlacedLabel& label, double unitsPerMm);

} // namespace coop
