#pragma once
#include "core/base/result.h"

namespace coop
{

/// A name for a file out of a title, good on every system whoever gets the file: without what Windows does
/// not take (instead of it `instead`), not one of its devices (CON, NUL …), not ending in a dot or a blank.
QString asFileName(const QString& title, const QString& instead = {});

/// Why Windows takes no file of this name, or would give it another one or write into a device, as half a
/// sentence; empty: it is good.
QString windowsRefuses(const QString& fileName);

/// Whether this system takes a file of the path's name. Errors: fileUnwritable.
Result<> nameIsGood(const QString& path);

} // namespace coop
