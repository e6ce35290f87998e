#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace coop
{

enum class TableFileKind {
    package, ///< a zip archive: .xlsx, .ods, or something else
    compound, ///< an OLE file: .xls, .et, or something else
    bareWorkbook, ///< Excel 5's records without a file around them
    text,
};

/// What a file is, told from its first bytes and never from its name. Errors: what it is instead of a table
/// and what to do, the second half of a sentence about the file.
Result<TableFileKind> tableFileKind(const QByteArray& head);

/// What a text is that is no table (a web page, XML of any kind, MHTML, SYLK …), as the second half of a
/// sentence; empty when it may be one.
QString otherThanTable(const QString& beginning);

} // namespace coop
