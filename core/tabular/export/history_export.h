#pragma once
#include "core/store/history/change_log.h"

#include <functional>

namespace coop
{

/// Says how many entries are written; false stops.
using HistoryProgress = std::function<bool(qint64 entries)>;

/// Writes the history that a filter names as a table by the file's ending, .xlsx or .csv: a line for each
/// field that changed, newest entry first; personal data are masked. Gives
/// the number of entries. Errors: invalidValue for another ending, fileUnwritable, refused (more lines than
/// an Excel sheet holds), cancelled; after an error no file is left and an old one stays.
Result<qint64> exportHistory(const Workspace& workspace, const HistoryFilter& filter, const QString& file,
    const HistoryProgress& progress = {});

} // namespace coop
