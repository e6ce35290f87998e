#pragma once
#include "core/base/result.h"

#include <QDate>
#include <QString>

namespace coop
{

class Workspace;
struct Author;

/// 出图编号 of the next run in the year of a day: 2025-007. Runs are entries of the history without rows, so
/// that what is printed on a sheet is found again there and no 撤销 takes it away.
Result<QString> nextRunNumber(const Workspace& workspace, QDate made);
/// Notes a run: 出图 2025-007：全区进度图，2024年第四季度. Errors: what UnitOfWork refuses.
Result<> noteRun(Workspace& workspace, const Author& author, const QString& number, const QString& what);

} // namespace coop
