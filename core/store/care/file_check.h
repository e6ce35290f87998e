#pragma once
#include "core/base/result.h"
#include "core/store/check_finding.h"

namespace coop
{

class Registries;
class Workspace;

// What 体检 asks SQLite and the tables of GeoPackage. All throw what SQLite refuses.

/// Triggers, views, tables, indexes and columns that this program would not have made, altered or dropped
/// ones (kind schema). Of the file, since one with such may not open. Errors: those of opening.
Result<QList<CheckFinding>> checkSchema(const QString& path, const Registries& registries);
/// What the program keeps about the file (plan, device, keys …) and another program changed (kind meta).
QList<CheckFinding> checkMeta(const Workspace& workspace);
/// PRAGMA integrity_check: pages, indexes, CHECK and NOT NULL.
QList<CheckFinding> checkIntegrity(const Workspace& workspace);
QList<CheckFinding> checkForeignKeys(const Workspace& workspace);
/// Every attachment has its bytes, and they are those that were put in.
QList<CheckFinding> checkAttachments(const Workspace& workspace);
/// OGC 12-128: application id and version, every table and geometry column listed, points well formed.
QList<CheckFinding> checkGeoPackage(const Workspace& workspace);

} // namespace coop
