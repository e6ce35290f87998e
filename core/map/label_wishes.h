#pragma once
#include "core/map/label_placer.h"
#include "core/map/map_document.h"
#include "core/map/map_view.h"

namespace coop
{

/// What a map wants to be written at a view, and the symbols that labels keep clear of.
struct LabelPlan {
    QList<LabelWish> wishes{};
    QList<QRectF> taken{}; ///< federation seats, centres
    QList<QRectF> avoided{}; ///< outlets
};

/// Federations first, then townships with their values, then points, then the neighbours.
LabelPlan planLabels(const MapDocument& document, const MapView& view, bool withPoints);

/// Size of a federation's symbol, in millimetres.
constexpr double seatSymbolMm = 3.4;

} // namespace coop
