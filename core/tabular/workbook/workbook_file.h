#pragma once
#include "core/base/result.h"

#include <QList>
#include <xlsxwriter.h>

namespace coop
{

/// A workbook of libxlsxwriter on its way to a file, row by row: rows of a sheet in their order, so that
/// 100,000 of them need no memory. The library does not look at every error of the disk, so `close` does, and
/// reads the file again.
class WorkbookFile
{
public:
    /// What it writes for the time being stands in the folder of `file`.
    explicit WorkbookFile(QString file);
    ~WorkbookFile();
    WorkbookFile(const WorkbookFile&) = delete;
    WorkbookFile& operator=(const WorkbookFile&) = delete;

    lxw_workbook* book() const { return workbook; }
    lxw_worksheet* addWorksheet(const QString& name);
    /// Error: fileUnwritable, whenever the file is not whole.
    Result<> close();

private:
    /// Bytes of rows in each sheet; nothing when one of them could not be written.
    std::optional<QList<qint64>> rowBytes() const;

    QString file;
    lxw_workbook* workbook;
    QList<lxw_worksheet*> sheets;
    lxw_worksheet* stray = nullptr; ///< takes what is written into a sheet that could not be made
};

/// Whether a workbook of ours is whole: every part of it can be read and is complete, and the sheets have so
/// many bytes of rows.
bool isWholeWorkbook(const QString& file, const QList<qint64>& rowBytes);

} // namespace coop
