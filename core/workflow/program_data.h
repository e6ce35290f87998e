#pragma once
#include "core/base/result.h"

#include <QList>
#include <QStringList>

namespace coop
{

/// The program's own data folder (plans, areas, example): COOPMAP_DATA when set, else beside the program
/// (../share/coopmap/data).
QString dataFolder();

/// A plan's file: a path as it is, or the file of that id under data/plans. Errors: notFound with the known
/// ids.
Result<QString> planFile(const QString& idOrPath);

/// A file that a plan names: relative to the plan's file, else to the data folder; empty when neither has it.
QString besidePlan(const QString& planPath, const QString& file);

/// One workbook of the example workspace.
struct ExampleImport {
    QString registry, file, sheet;
};
/// The plan's id to which the example belongs. Errors: notFound.
Result<QString> examplePlan();
/// The example workbooks that belong to a plan, in the order in which they are taken in. Errors: notFound.
Result<QList<ExampleImport>> exampleImports(const QString& planId);

} // namespace coop
