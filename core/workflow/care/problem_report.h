#pragma once
#include "core/base/result.h"
#include "core/store/check_finding.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace coop
{

/// A file of a report of a problem.
struct ReportPart {
    QString name; ///< 版本.txt
    QString content;
};

/// What whoever looks after the program needs to know of a problem: versions, the log of the last runs and,
/// of the workspace (empty path: none), its size, how many rows it has and what 体检 finds, by kind and
/// number. Nothing that somebody typed: no names, no rows, no paths.
Result<QList<ReportPart>> problemReport(
    const QByteArray& log, const QString& workspacePath, const CheckProgress& progress = {});

/// Into one .zip. Errors: invalidValue (another ending), fileUnwritable; no half file stays.
Result<> saveProblemReport(const QList<ReportPart>& parts, const QString& path);

} // namespace coop
