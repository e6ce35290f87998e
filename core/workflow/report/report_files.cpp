#include "core/workflow/report/report_files.h"

#include "core/base/files/output.h"

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
    auto output = Output::to(path, *fileKindOfEnding(ending));
    COOP_TRY(output);
    if (ending == u"xlsx") {
        if (auto written = writeReportBook(report, output->path()); !written)
            return written;
    } else {
        const QByteArray bytes
            = ending == u"pdf" ? reportPdf(report, drawChart, proceed) : reportText(report);
        if (bytes.isEmpty())
            return fail(ErrorKind::cancelled, QStringLiteral("已取消，没有写文件。"));
        COOP_TRY(output->write(bytes));
    }
    const auto finished = output->finish();
    return finished ? Result<>() : fail(finished.error());
}

} // namespace coop
