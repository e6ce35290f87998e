#pragma once
#include "core/map/labels/label_placer.h"
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
/// `textFactor` makes letters larger (1: 7 pt for a township).
LabelPlan planLabels(const MapDocument& document, const MapView& view, bool withPoints, double textFactor);

/// Size of a federation's symbol, in millimetres, at a text factor of 1.
constexpr double seatSymbolMm = 3.6;

} // namespace coop
