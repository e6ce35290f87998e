#pragma once
#include <QString>

namespace coop
{

/// A sentence of core as the window says it: where it names an option of the command line (--datum gcj02,
/// --sheet), what stands on the screen for it.
QString inWindowWords(QString text);

} // namespace coop
