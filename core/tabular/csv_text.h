#pragma once
#include "core/base/result.h"

#include <QStringList>

namespace coop
{

/// Records of a text table (RFC 4180): quoted cells may hold the separator, line ends and doubled quotes. The
/// separator is the comma, semicolon or tab that the first lines have most of. Blank lines stay, so that an
/// index is the row number that Excel shows, less one; those at the end go.
/// Error (second half of a sentence): a quote that is never closed.
Result<QList<QStringList>> parseCsv(const QString& text);

/// One record without its line end. Cells that a spreadsheet would take for a formula get an apostrophe in
/// front, which `parseCsv` takes away again.
QString csvLine(const QStringList& cells);

} // namespace coop
