#pragma once
#include <QString>

namespace coop
{

class MainWindow;

/// Opens `file` on the map page, waits for the first picture and prints "first-map" on standard output: the
/// bench clocks from the start of the process to this line. Gives the exit status.
int showFirstMap(MainWindow& window, const QString& file);

} // namespace coop
