#pragma once
#include "core/base/result.h"
#include "core/domain/plan/reading.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <optional>

namespace coop
{

class Workspace;

/// A closed quarter (季度封存): the figures of every indicator and area as they
/// were judged that day, with the rules by which they were.
struct FrozenQuarter {
    QString quarter; ///< 2024Q4
    QString closedBy;
    QDateTime closedAt; ///< UTC
    QString remark; ///< why it was closed although something was missing
    QString digest; ///< SHA-256 of the content, hexadecimal
    bool intact = true; ///< whether the content still has that digest
    QJsonObject content;
    QHash<QString, QJsonObject> figures{}; ///< by level, area and indicator
};

/// What is stored of readings: level (district, federation, township), area, indicator and what was judged.
QJsonArray frozenFigures(const QList<Reading>& readings, const QString& level);

/// Closed quarters, the oldest first. `period`: that quarter, or a year for its fourth; read once as long as
/// nothing changes.
Result<QList<FrozenQuarter>> frozenQuarters(const Workspace& workspace);
Result<std::optional<FrozenQuarter>> frozenQuarter(const Workspace& workspace, const Period& period);

/// The figures as they were frozen, in place of `live` ones: indicator by indicator and area by area; what
/// was not there at that time has no figure.
QList<Reading> thawed(const FrozenQuarter& frozen, const QString& level, QList<Reading> live);

} // namespace coop
