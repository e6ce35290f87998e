#pragma once
#include "core/base/result.h"

#include <QList>
#include <QStringList>

namespace coop
{

/// The numbers of a chart or an overview as a table. Cells are what people read: “12.30”, “—”, “未报”.
struct FigureTable {
    QString title; ///< with unit, period and area
    QStringList headings;
    QList<QStringList> rows;
    QStringList notes{}; ///< 口径, one line each, below the table
};

/// As a clipboard takes it into Excel and WPS: headings and rows, tabs between cells.
QString tabbed(const FigureTable& table);

/// Writes the table by the file's ending, .xlsx (figures as numbers) or .csv (UTF-8 with BOM). Errors:
/// invalidValue for another ending, fileUnwritable; an old file stays then.
Result<> writeFigureTable(const FigureTable& table, const QString& file);

} // namespace coop
