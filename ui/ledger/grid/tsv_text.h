#pragma once
#include <QList>
#include <QStringList>

namespace coop
{

/// A block of cells as Excel and WPS put it on the clipboard: tabs between cells, line ends between rows,
/// cells with a tab, a line end or a quote in quotes.
QString toTsv(const QList<QStringList>& rows);
/// The same back. Rows have as many cells as their lines: what a shorter one leaves out is not pasted.
QList<QStringList> fromTsv(const QString& text);

} // namespace coop
