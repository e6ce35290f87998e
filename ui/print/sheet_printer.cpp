#include "ui/print/sheet_printer.h"

#include "core/map/sheet/sheet_export.h"
#include "core/map/sheet/sheet_renderer.h"
#include "ui/widgets/message.h"

#include <QPageRanges>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QProgressDialog>

namespace coop
{

namespace
{
/// The pages that the dialog was told, from 1.
QList<int> chosenPages(const QPrinter& printer, int pages)
{
    QList<int> chosen;
    const QPageRanges ranges = printer.pageRanges();
    const bool some = printer.printRange() == QPrinter::PageRange;
    for (int page = 1; page <= pages; ++page)
        if (!some
            || (ranges.isEmpty() ? page >= printer.fromPage() && page <= printer.toPage()
                                 : ranges.contains(page)))
            chosen += page;
    return chosen;
}
} // namespace

bool printSheets(const QList<Sheet>& sheets, QWidget* parent)
{
    if (sheets.isEmpty())
        return false;
    const SheetSettings& settings = sheets.first().settings;
    QPrinter printer(QPrinter::HighResolution);
    printer.setDocName(settings.title);
    printer.setPageSize(QPageSize(settings.paper == PaperSize::A3 ? QPageSize::A3 : QPageSize::A4));
    printer.setPageOrientation(
        settings.orientation == PaperOrientation::landscape ? QPageLayout::Landscape : QPageLayout::Portrait);
    printer.setFullPage(true); // the sheet brings its own margins
    if (settings.blackAndWhite)
        printer.setColorMode(QPrinter::GrayScale);
    QPrintDialog dialog(&printer, parent);
    dialog.setWindowTitle(QStringLiteral("打印"));
    dialog.setMinMax(1, int(sheets.size()));
    if (sheets.size() > 1)
        dialog.setOption(QAbstractPrintDialog::PrintPageRange);
    if (dialog.exec() != QDialog::Accepted)
        return false;
    const QList<int> chosen = chosenPages(printer, int(sheets.size()));
    if (printer.outputFormat() == QPrinter::PdfFormat && !printer.outputFileName().isEmpty()) {
        QList<Sheet> pages;
        for (const int page : chosen)
            pages += sheets[page - 1];
        const auto written = exportSheets(pages, printer.outputFileName());
        if (!written)
            showError(parent, QStringLiteral("打印到文件"), written.error());
        return written.has_value();
    }
    const int copies = printer.supportsMultipleCopies() ? 1 : printer.copyCount();
    QProgressDialog progress(
        QStringLiteral("正在打印…"), QStringLiteral("取消"), 0, int(chosen.size()) * copies, parent);
    progress.setWindowTitle(QStringLiteral("打印"));
    progress.setWindowModality(Qt::WindowModal);
    progress.setMinimumDuration(500);
    QPainter painter(&printer);
    int done = 0;
    for (int copy = 0; copy < copies; ++copy)
        for (const int page : chosen) {
            progress.setValue(done);
            if (progress.wasCanceled()) {
                printer.abort();
                return false;
            }
            if (done++ > 0)
                printer.newPage();
            SheetRenderer().draw(painter, sheets[page - 1], printer.resolution() / 25.4);
        }
    return painter.end();
}

} // namespace coop
