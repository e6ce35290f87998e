#pragma once
#include "core/base/result.h"

#include <QByteArray>

namespace coop
{

// Layers of several files: .shp with .shx, .dbf, .cpg; .tab with .dat, .map, .id; .mif with .mid; folders
// .gdb. `name` is GDAL's, UTF-8, also inside a zip; `shown` is what people are told.

/// Whether all files of which a layer is made lie beside each other; GDAL reads half of them as if the rest
/// had never been, or says nothing but that it cannot.
/// Shapes without their table (.dbf) can be drawn, so they pass here.
Result<> checkParts(const QByteArray& name, const QString& shown);

/// Why a Shapefile cannot be more than a drawing: its table is not there; empty where it is.
QString lackOfTable(const QByteArray& name, const QString& shown);
/// What is said where it is drawn all the same.
QString shapesOnly(const QString& shown);

/// A file beside another one, by its ending in small or capital letters; nothing when there is none.
QByteArray beside(const QByteArray& name, const QByteArray& ending);

/// What the .cpg beside a Shapefile says, if it can be believed: programs write "ISO-8859-1" without asking
/// anybody, and no office's names are in Latin letters.
QByteArray encodingBeside(const QByteArray& shapefile);

/// GDAL reads shapes without their table when the table's head is broken, and says nothing. The head goes on
/// after its first 32 bytes with the descriptions of the fields.
bool isTableWhole(const QByteArray& dbf);

/// Of each field the rows in which a number was too wide for it: the table has stars there, which GDAL reads
/// as nothing.
QList<qint64> numbersLost(const QByteArray& dbf);

/// Rows of the table beside a .mif; -1 when there is none. Refused when it or the .mif ends in the middle of
/// a line: GDAL stops reading where either of them ends.
Result<qint64> rowsOfMid(const QByteArray& mif, const QString& shown);

/// A file that is shorter than it says.
Error cutShort(const QString& shown);

} // namespace coop
