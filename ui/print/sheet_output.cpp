#include "ui/print/sheet_output.h"

#include "core/base/files/file_name.h"
#include "core/base/files/output.h"
#include "core/map/sheet/pdf/pdf_pages.h"
#include "core/map/sheet/sheet_export.h"
#include "core/store/kept/print_runs.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/report/report_files.h"
#include "core/workflow/report/report_flow.h"
#include "ui/charts/report_charts.h"
#include "ui/print/paper_printing.h"
#include "ui/print/sheet_printer.h"
#include "ui/session/job.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/widgets/message.h"

#include <QDir>
#include <QFileDialog>
#include <algorithm>

namespace coop
{

namespace
{
QString shownFiles(const QStringList& files)
{
    return files.size() == 1
        ? QDir::toNativeSeparators(files.first())
        : QStringLiteral("%1 等 %2 个文件").arg(QDir::toNativeSeparators(files.first())).arg(files.size());
}
} // namespace

/// A report and the workspace whose plan it points into.
struct SheetOutput::ReadReport {
    std::shared_ptr<Workspace> workspace;
    Report report;
};

SheetOutput::SheetOutput(Session& shared, QWidget* owner)
    : QObject(owner)
    , session(shared)
    , page(owner)
{
}

QString SheetOutput::suggested(const QString& title, const QString& ending) const
{
    const QString folder = settings::documentsFolder();
    return QDir(folder).filePath(QStringLiteral("%1.%2").arg(asFileName(title), ending));
}

void SheetOutput::askAndExport(const QList<Sheet>& pages, int dpi, bool picture)
{
    const SheetSettings& settings = pages.first().settings;
    const QString path = QFileDialog::getSaveFileName(page, QStringLiteral("导出"),
        suggested(QStringLiteral("%1（%2）").arg(settings.title, settings.period),
            picture ? QStringLiteral("png") : QStringLiteral("pdf")),
        picture ? QStringLiteral("PNG 图片 (*.png);;TIFF，带坐标 (*.tif);;SVG 矢量图 (*.svg)")
                : QStringLiteral("PDF 文件，带坐标 (*.pdf)"));
    if (!path.isEmpty())
        exportTo(pages, dpi, path);
}

void SheetOutput::exportTo(const QList<Sheet>& pages, int dpi, const QString& path)
{
    ++waiting;
    session.jobs().start(
        QStringLiteral("正在导出"), this,
        [pages, dpi, path](const JobControl& control) {
            return exportSheets(pages, path, dpi, [&](int done, int of) {
                control.progress(done, of);
                return !control.cancelled();
            });
        },
        [this, first = pages.first().settings](const Result<QStringList>& written) {
            --waiting;
            if (!written)
                return Q_EMIT session.message(written.error().text);
            note(first.runNumber,
                QStringLiteral("%1，%2，导出到 %3").arg(first.title, first.period, shownFiles(*written)));
            Q_EMIT session.message(QStringLiteral("已导出到 %1").arg(shownFiles(*written)));
        });
}

void SheetOutput::print(const QList<Sheet>& pages, const std::function<void(PaperSize)>& layOut)
{
    const auto printed = printSheets(pages, page, layOut);
    if (!printed)
        return;
    const SheetSettings& first = pages.first().settings;
    note(first.runNumber, QStringLiteral("%1，%2，%3").arg(first.title, first.period, printed->noted()));
    Q_EMIT session.message(printed->said(first.title));
}

void SheetOutput::askAndReport(
    const QString& ending, QDate made, const QString& runNumber, const QString& producer)
{
    const QString what = ending == u"pdf" ? QStringLiteral("报告册 (*.pdf)")
        : ending == u"xlsx"               ? QStringLiteral("Excel 表格 (*.xlsx)")
                                          : QStringLiteral("文字，WPS 和 Word 可以打开 (*.odt)");
    const QString path = QFileDialog::getSaveFileName(page, QStringLiteral("季度报告"),
        suggested(QStringLiteral("%1%2进展报告")
                      .arg(session.workspace().plan().districtName, session.period().title()),
            ending),
        what);
    if (!path.isEmpty())
        reportTo(path, made, runNumber, producer);
}

void SheetOutput::readReport(
    QDate made, const QString& runNumber, const QString& producer, const TakeReport& take)
{
    if (!session.period().isQuarter())
        return Q_EMIT session.message(QStringLiteral("报告按季度写，请先在窗口顶部选一个季度。"));
    ++waiting;
    const ReportRequest request{
        .period = session.period(), .made = made, .runNumber = runNumber, .producer = producer};
    session.jobs().start(
        QStringLiteral("正在读取报告"), this,
        [file = session.workspace().path(), &registries = session.workspace().registries(), request](
            const JobControl& control) -> Result<std::shared_ptr<ReadReport>> {
            auto opened = Workspace::open(file, Workspace::Access::read, registries);
            COOP_TRY(opened);
            auto read = std::make_shared<ReadReport>();
            read->workspace = std::move(*opened);
            auto report = coop::readReport(*read->workspace, request);
            COOP_TRY(report);
            if (control.cancelled())
                return fail(ErrorKind::cancelled, QStringLiteral("已取消，没有出报告。"));
            read->report = std::move(*report);
            return read;
        },
        [this, take](const Result<std::shared_ptr<ReadReport>>& read) {
            --waiting;
            if (!read)
                return Q_EMIT session.message(read.error().text);
            take(*read);
        });
}

void SheetOutput::reportTo(const QString& path, QDate made, const QString& runNumber, const QString& producer)
{
    readReport(made, runNumber, producer, [this, path](const std::shared_ptr<ReadReport>& own) {
        ++waiting;
        // Charts are widgets: drawn here, put on their pages by the worker.
        session.jobs().start(
            QStringLiteral("正在写报告"), this,
            [path, own, charts = recordedCharts(own->report)](const JobControl& control) {
                return exportReport(own->report, path, charts, [&](int done, int of) {
                    control.progress(done, of);
                    return !control.cancelled();
                });
            },
            [this, path, own](const Result<>& written) {
                --waiting;
                if (!written)
                    return Q_EMIT session.message(written.error().text);
                note(own->report.runNumber,
                    QStringLiteral("%1，写到 %2").arg(own->report.title, QDir::toNativeSeparators(path)));
                Q_EMIT session.message(QStringLiteral("报告已写到 %1").arg(QDir::toNativeSeparators(path)));
            });
    });
}

void SheetOutput::printReport(QDate made, const QString& runNumber, const QString& producer)
{
    readReport(made, runNumber, producer, [this](const std::shared_ptr<ReadReport>& own) {
        ++waiting;
        session.jobs().start(
            QStringLiteral("正在排版报告"), this,
            [own, charts = recordedCharts(own->report)](const JobControl& control) {
                return reportPages(own->report, charts, [&] { return !control.cancelled(); });
            },
            [this, own](const std::shared_ptr<const ReportFlow>& pages) {
                --waiting;
                if (!pages)
                    return Q_EMIT session.message(QStringLiteral("已取消，没有出报告。"));
                printPages(own, pages);
            });
    });
}

void SheetOutput::printPages(
    const std::shared_ptr<ReadReport>& own, const std::shared_ptr<const ReportFlow>& pages)
{
    const QString& title = own->report.title;
    const PaperJob job{.title = title,
        .pages = pages->pages(),
        .greyAdvice = QStringLiteral("报告里的图是彩色的，黑白印出来有些颜色分不清，请对照表里的数字。")};
    const auto whole = [&](const QList<int>& chosen) {
        return chosen.size() == pages->pages() && std::is_sorted(chosen.begin(), chosen.end());
    };
    const auto printed = printOnPaper(
        job, page,
        [&](QPainter& painter, int each, double unitsPerMm) { pages->draw(painter, each, unitsPerMm); },
        [&](const QString& file, const QList<int>& chosen, const JobControl& control) {
            return writeFile(file, FileKind::pdf,
                pdfOf(
                    {ReportFlow::paperMm, title, own->report.made}, int(chosen.size()),
                    [&](QPainter& painter, int each, double unitsPerMm) {
                        control.progress(each, chosen.size());
                        pages->draw(painter, chosen[each], unitsPerMm);
                        return true;
                    },
                    whole(chosen) ? pages->extras() : PdfExtras()));
        });
    if (!printed)
        return showError(page, QStringLiteral("打印季度报告"), printed.error());
    if (!printed->has_value())
        return;
    note(own->report.runNumber, QStringLiteral("%1，%2").arg(title, (*printed)->noted()));
    Q_EMIT session.message((*printed)->said(title));
}

void SheetOutput::note(const QString& number, const QString& what)
{
    if (number.isEmpty())
        return;
    const auto noted = noteRun(session.workspace(), session.author(Door::print, QString()), number, what);
    if (!noted)
        return Q_EMIT session.message(noted.error().text);
    session.noteSaved({}, Session::Offer::none); // the next run has another number
}

} // namespace coop
