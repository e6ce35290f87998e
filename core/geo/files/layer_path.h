#pragma once
#include <QString>

namespace coop
{

/// What is opened of what somebody chose: a folder .gdb without a slash behind it, and the folder where a
/// file in it was chosen, since dialogs choose files.
QString layerPath(const QString& chosen);

} // namespace coop
