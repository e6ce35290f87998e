#include "core/workflow/report/report_files.h"

#include "core/tabular/export_staging.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace coop
{

Result<> exportReport(const Report& report, const QString& path, const DrawChart& drawChart,
    const std::function<bool(int page, int pages)>& proceed)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending != u"pdf" && ending != u"xlsx" && ending != u"odt")
        return fail(ErrorKind::invalidValue,
            QStringLiteral("报告不能输出成“%1”，文件名请以 .pdf、.xlsx 或 .odt 结尾。")
                .arg(QFileInfo(path).fileName()));
    const auto staging = ExportStaging::at(path);
    if (!staging)
        return fail(staging.error());
    if (ending == u"xlsx") {
        const auto written = writeReportBook(report, staging->path());
        return written ? staging->finish() : written;
    }
    const QByteArray bytes = ending == u"pdf" ? reportPdf(report, drawChart, proceed) : reportText(report);
    if (bytes.isEmpty())
        return fail(ErrorKind::cancelled, QStringLiteral("已取消，没有写文件。"));
    QFile out(staging->path());
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.flush())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("不能写入“%1”，请核对权限、磁盘空间，或先关闭打开它的程序。")
                .arg(QDir::toNativeSeparators(path)));
    out.close();
    return staging->finish();
}

} // namespace coop
