#pragma once
#include "core/base/result.h"
#include "core/store/check_finding.h"

#include <QList>
#include <QString>
#include <functional>

namespace coop
{

/// Looks through a workspace without writing: SQLite's integrity, foreign keys, the chain of the history,
/// rows against the history, GeoPackage tables, the registries' rules, points outside their township. A file
/// that is too damaged to open gives findings, too. Errors: fileUnreadable, cancelled.
Result<QList<CheckFinding>> checkUp(const QString& path, const CheckProgress& progress = {});

/// 演练: restores the newest backup aside, brings it forward with the history since, and compares every row
/// and every indicator with the workspace. Errors: notFound (no backup), cancelled.
struct DrillReport {
    QString backup;
    qint64 replayedEntries = 0;
    qint64 comparedFigures = 0;
    QList<CheckFinding> findings;
};
Result<DrillReport> drill(const QString& path, const CheckProgress& progress = {});

} // namespace coop
