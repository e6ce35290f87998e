#pragma once
#include <QList>
#include <QStringList>

class QMimeData;

namespace coop
{

class RecordGrid;

/// The cells of a table that somebody copied: its text as spreadsheets write it (fromTsv); where a program
/// hands over HTML alone, that one's first table. Empty: nothing to paste.
QList<QStringList> cellsOf(const QMimeData* copied);

/// Puts the selected block there: numbers without separators, personal data as they are shown.
void copyBlock(const RecordGrid& grid, bool withHeadings);

} // namespace coop
