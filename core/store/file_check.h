#pragma once
#include "core/store/check_finding.h"

namespace coop
{

class Workspace;

// What 体检 asks SQLite and the tables of GeoPackage. All throw what SQLite refuses.

/// PRAGMA integrity_check: pages, indexes, CHECK and NOT NULL.
QList<CheckFinding> checkIntegrity(const Workspace& workspace);
QList<CheckFinding> checkForeignKeys(const Workspace& workspace);
/// Every attachment has its bytes, and they are those that were put in.
QList<CheckFinding> checkAttachments(const Workspace& workspace);
/// OGC 12-128: application id and version, every table and geometry column listed, points well formed.
QList<CheckFinding> checkGeoPackage(const Workspace& workspace);

} // namespace coop
