#pragma once
#include "core/domain/plan/indicator.h"

namespace coop
{

class JsonNode;

/// Where an indicator's figure comes from; every registry, field and choice in it must exist.
Measure readMeasure(const JsonNode& node, Basis basis);

/// The choices of the field by which a measure is split.
QStringList splitChoices(const Measure& measure);

} // namespace coop
