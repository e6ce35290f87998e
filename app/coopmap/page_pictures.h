#pragma once
#include "core/base/period.h"

#include <QString>
#include <optional>

namespace coop
{

class MainWindow;

/// Opens `file`, shows each page, waits until it is ready and saves page-<id>.png of the whole window into
/// `folder`. Gives the exit status; reasons go to standard error. Works without a display.
int savePagePictures(
    MainWindow& window, const QString& file, std::optional<Period> period, const QString& folder);

} // namespace coop
