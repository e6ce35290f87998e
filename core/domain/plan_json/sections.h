#pragma once
#include "core/domain/plan.h"

#include <QSet>

namespace coop
{

class JsonNode;

// Each reads one part of the plan file and checks it against the parts read before (docs/plan-format.md).
void readHead(const JsonNode& root, Plan& plan); ///< document, district, years, thresholds, boundaries
void readOrganisations(const JsonNode& root, Plan& plan); ///< federations, townships, villages
void readIndicators(const JsonNode& root, Plan& plan);
void readTasks(const JsonNode& root, Plan& plan); ///< groups and tasks
void readQuestions(const JsonNode& root, Plan& plan);

/// Refuses a value that occurs twice, at the second place.
class UniqueTexts
{
public:
    void add(const JsonNode& node, const QString& text);

private:
    QSet<QString> seen;
};

} // namespace coop
