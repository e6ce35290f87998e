#pragma once
#include "core/map/painting/map_renderer.h"
#include "ui/map/feature_card.h"

#include <optional>

namespace coop
{

class Workspace;

/// What the card says about a hit: the nearest point, else the township, else the federation. Nothing when
/// there was nothing under the click.
std::optional<FeatureCard::Contents> featureContents(
    const Workspace& workspace, const MapData& data, const MapHit& hit, Breakdown breakdown);

} // namespace coop
