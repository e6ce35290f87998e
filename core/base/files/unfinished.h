#pragma once
#include <QString>

namespace coop
{

// Files and folders on their way to their place have names that say who writes them, so that what a killed
// program left can be told from what a running one works on.

/// A free name in `folder` for a file or folder of this process.
QString unfinishedName(const QString& folder);
/// Removes what processes that run no more left in `folder`; of another computer's, what nobody has touched
/// for a day.
void removeUnfinished(const QString& folder);

} // namespace coop
