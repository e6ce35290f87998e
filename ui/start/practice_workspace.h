#pragma once
#include "core/base/result.h"

class QWidget;

namespace coop
{

/// Where the workspace for practice is on this computer: a folder of its own among the documents.
QString practiceFile();
/// Makes it of the example; meanwhile `window` says so. Errors: those of newWorkspace, examplePlan.
Result<> makePractice(QWidget& window);
/// Removes it with its backups. Errors: inUse; refused, where what is there is not for practice.
Result<> removePractice();

} // namespace coop
