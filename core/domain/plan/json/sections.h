#pragma once
#include "core/domain/plan/plan.h"

namespace coop
{

class JsonNode;

// Each reads one part of the plan file and checks it against the parts read before (docs/plan-format.md).
void readHead(const JsonNode& root, Plan& plan); ///< document, district, years, thresholds, boundaries
void readOrganisations(const JsonNode& root, Plan& plan); ///< federations, townships, villages
Indicator readIndicator(const JsonNode& node, const Plan& plan);
void readIndicators(const JsonNode& root, Plan& plan);
void readTasks(const JsonNode& root, Plan& plan); ///< groups and tasks
void readQuestions(const JsonNode& root, Plan& plan); ///< checks every effect by reading what it makes

} // namespace coop
