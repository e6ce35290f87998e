#pragma once
#include "core/base/result.h"
#include "core/tabular/read/number_format.h"
#include "core/tabular/read/workbooks/shared_texts.h"
#include "core/tabular/read/workbooks/xml_stream.h"
#include "core/tabular/read/workbooks/zip_package.h"

namespace coop
{

/// What a workbook says beside its sheets.
struct XlsxBookParts {
    struct Sheet {
        QString name, part;
        bool hidden = false;
    };
    QList<Sheet> sheets;
    QString styles, texts; ///< parts; empty when there is none
    bool date1904 = false;
    /// Who wrote it left calculating to the next program: its zeros are no results.
    bool calculatedOnLoad = false;
};
Result<XlsxBookParts> readXlsxBook(ZipPackage& package);

/// The number formats of a workbook and which of them each style has.
struct XlsxStyles {
    QList<NumberFormat> formats;
    QList<int> formatOfStyle;
};
Result<XlsxStyles> readXlsxStyles(ZipPackage& package, const QString& part);

Result<SharedTexts> readSharedTexts(ZipPackage& package, const QString& part);

/// Whether an element belongs to SpreadsheetML, transitional, strict or without any namespace.
bool isSheetSpace(std::string_view space);

/// Streams a part through a listener; `where` says where it breaks, after what was read.
Result<> readXmlPart(
    ZipPackage& package, const QString& part, XmlListener& listener, const std::function<QString()>& where);

} // namespace coop
