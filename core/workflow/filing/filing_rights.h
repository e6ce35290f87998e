#pragma once
#include "core/workflow/filing/filing.h"

namespace coop
{

/// The name of the federation, the quarter in full and 填报表.
QString titleOf(const FilingStanding& filing);

/// Whether the list of people lets somebody review; without a list that binds everybody may.
bool isReviewer(const Workspace& workspace, const QString& who);
/// The same as a sentence. Errors: locked.
Result<> mayReview(const Workspace& workspace, const QString& who, const QString& step);
/// Who submitted a filing or entered one of its rows does not review it. Errors: locked.
Result<> mustNotHaveEntered(const Workspace& workspace, const FilingStanding& filing, const QString& who);

} // namespace coop
