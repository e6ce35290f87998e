#pragma once
#include "core/base/result.h"

#include <QList>
#include <QString>
#include <functional>

namespace coop
{

/// Something that 体检 found: what, where, what to do.
struct CheckFinding {
    enum class Severity { error, warning };
    QString kind; ///< integrity, foreign-key, history, changed-outside, geopackage, rule, place, backup
    Severity severity = Severity::error;
    QString where; ///< registry and code, table, or entry
    QString text;
};

/// Says how far it is (0 … 100) and what it looks at; false stops.
using CheckProgress = std::function<bool(int percent, const QString& what)>;

/// Looks through a workspace without writing: SQLite's integrity, foreign keys, the chain of the history, rows
/// against the history, GeoPackage tables, the registries' rules, points outside their township. A file that
/// is too damaged to open gives findings, too. Errors: fileUnreadable, cancelled.
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
