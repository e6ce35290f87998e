#pragma once
#include <QList>
#include <QStringList>

class QMimeData;

namespace coop
{

/// The cells of a table that somebody copied: its text as spreadsheets write it (fromTsv); where a program
/// hands over HTML alone, that one's first table. Empty: nothing to paste.
QList<QStringList> cellsOf(const QMimeData* copied);

} // namespace coop
