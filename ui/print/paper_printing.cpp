#include "ui/print/paper_printing.h"

#include "ui/print/print_dialog.h"
#include "ui/widgets/ask_choice.h"

#include <QDir>
#include <QPageRanges>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPrinterInfo>
#include <QProgressDialog>
#include <QTimer>
#include <algorithm>

namespace coop
{

namespace
{
/// The pages that the dialog was told, from 0.
QList<int> chosenPages(const QPrinter& printer, int pages)
{
    QList<int> chosen;
    const QPageRanges ranges = printer.pageRanges();
    const bool some = printer.printRange() == QPrinter::PageRange;
    for (int page = 1; page <= pages; ++page)
        if (!some
            || (ranges.isEmpty() ? page >= printer.fromPage() && page <= printer.toPage()
                                 : ranges.contains(page)))
            chosen += page - 1;
    return chosen;
}

bool supports(const QPrinter& printer, QPageSize::PageSizeId paper)
{
    const QList<QPageSize> sizes = QPrinterInfo(printer).supportedPageSizes();
    return std::any_of(
        sizes.begin(), sizes.end(), [paper](const QPageSize& each) { return each.isEquivalentTo(paper); });
}

/// The dialog may have gone back to what the printer usually has. False: nothing is to be printed.
bool settlePaper(QPrinter& printer, const PaperJob& job, QWidget* parent)
{
    const QPageSize wanted(job.paper), set = printer.pageLayout().pageSize();
    if (!set.isEquivalentTo(wanted)) {
        QStringList answers{QStringLiteral("缩小到 %1 打印").arg(set.name()), QStringLiteral("不打印")};
        const bool has = supports(printer, job.paper);
        if (has)
            answers.prepend(QStringLiteral("用 %1 纸打印").arg(wanted.name()));
        const int answer = askChoice(parent, QStringLiteral("printPaper"),
            QStringLiteral("这张图表是 %1 的，打印机“%2”现在设的是 %3 纸。")
                .arg(wanted.name(), printer.printerName(), set.name()),
            has ? QStringLiteral("用 %1 纸要先在打印机里放好纸；缩小打印时文字会小一些，比例尺的数字不再准，"
                                 "图上的线段比例尺仍然准。")
                      .arg(wanted.name())
                : QStringLiteral("这台打印机没有 %1 纸。缩小打印时文字会小一些，比例尺的数字不再准，"
                                 "图上的线段比例尺仍然准；要按原大小打印，请换一台打印机。")
                      .arg(wanted.name()),
            answers);
        if (answer == answers.size() - 1)
            return false;
        if (has && answer == 0)
            printer.setPageSize(wanted);
    }
    printer.setPageOrientation(job.orientation);
    printer.setFullPage(true);
    return true;
}
} // namespace

QString Printed::noted() const
{
    return file.isEmpty() ? QStringLiteral("打印")
                          : QStringLiteral("存为 %1").arg(QDir::toNativeSeparators(file));
}

QString Printed::said(const QString& what) const
{
    return file.isEmpty() ? QStringLiteral("已送到打印机：%1，%2 页").arg(what).arg(pages)
                          : QStringLiteral("已存为 %1").arg(QDir::toNativeSeparators(file));
}

QSizeF papersMm(const QPageSize& paper, QPageLayout::Orientation orientation)
{
    const QSizeF upright = paper.size(QPageSize::Millimeter);
    return orientation == QPageLayout::Landscape ? upright.transposed() : upright;
}

QSizeF PaperJob::sizeMm() const
{
    return papersMm(QPageSize(paper), orientation);
}

PaperFit paperFit(const QSizeF& sheetMm, const QSizeF& paperMm)
{
    constexpr double alike = 0.99; // the same paper in points and in millimetres
    const double room = std::min(paperMm.width() / sheetMm.width(), paperMm.height() / sheetMm.height());
    const double scale = room >= alike ? 1 : room;
    return {scale,
        {(paperMm.width() - sheetMm.width() * scale) / 2, (paperMm.height() - sheetMm.height() * scale) / 2}};
}

Result<bool> drawOnPrinter(QPrinter& printer, const PaperJob& job, const QList<int>& pages,
    const DrawPage& draw, const std::function<bool(int)>& goOn)
{
    const PaperFit fit
        = paperFit(job.sizeMm(), printer.pageLayout().fullRect(QPageLayout::Millimeter).size());
    const double unitsPerMm = printer.resolution() / 25.4;
    QPainter painter;
    const auto failed = [&] {
        return fail(ErrorKind::refused,
            QStringLiteral("没有打印：打印机“%1”没有接受，请检查它是否开着、连着，再试一次，或者先导出 PDF。")
                .arg(printer.printerName()));
    };
    if (!painter.begin(&printer))
        return failed();
    for (qsizetype i = 0; i < pages.size(); ++i) {
        if (goOn && !goOn(int(i))) {
            printer.abort();
            return false;
        }
        if (i > 0 && !printer.newPage())
            return failed();
        painter.save();
        painter.translate(fit.offsetMm * unitsPerMm);
        draw(painter, pages[i], unitsPerMm * fit.scale);
        painter.restore();
    }
    if (!painter.end())
        return failed();
    return true;
}

Result<std::optional<Printed>> printOnPaper(
    const PaperJob& job, QWidget* parent, const DrawPage& draw, const WritePages& write)
{
    PrintDialog dialog(job, draw, write, parent);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    QList<int> pages = dialog.pages();
    QPrinter printer(QPrinter::HighResolution);
    printer.setDocName(job.title);
    dialog.apply(printer);
    switch (dialog.way()) {
    case PrintDialog::Way::otherLayout:
        QTimer::singleShot(0, parent, [layOut = job.layOut, paper = dialog.paper().id()] { layOut(paper); });
        return std::nullopt;
    case PrintDialog::Way::pdf:
        return Printed{int(pages.size()), dialog.file()};
    case PrintDialog::Way::systemDialog: {
        QPrintDialog system(&printer, parent);
        system.setWindowTitle(QStringLiteral("打印"));
        system.setMinMax(1, job.pages);
        if (job.pages > 1)
            system.setOption(QAbstractPrintDialog::PrintPageRange);
        if (system.exec() != QDialog::Accepted)
            return std::nullopt;
        pages = chosenPages(printer, job.pages);
        if (printer.outputFormat() == QPrinter::PdfFormat && !printer.outputFileName().isEmpty()) {
            dialog.writePdf(printer.outputFileName(), pages);
            return dialog.exec() == QDialog::Accepted
                ? std::optional(Printed{int(pages.size()), dialog.file()})
                : std::nullopt;
        }
        if (!settlePaper(printer, job, parent))
            return std::nullopt;
        break;
    }
    case PrintDialog::Way::printer:
        break;
    }
    const QList<int> once = pages;
    for (int copy = 1; !printer.supportsMultipleCopies() && copy < printer.copyCount(); ++copy)
        pages += once;
    QProgressDialog progress(
        QStringLiteral("正在打印…"), QStringLiteral("取消"), 0, int(pages.size()), parent);
    progress.setWindowTitle(QStringLiteral("打印"));
    progress.setWindowModality(Qt::WindowModal);
    progress.setMinimumDuration(500);
    const auto printed = drawOnPrinter(printer, job, pages, draw, [&](int done) {
        progress.setValue(done);
        return !progress.wasCanceled();
    });
    COOP_TRY(printed);
    return *printed ? std::optional(Printed{int(pages.size())}) : std::nullopt;
}

} // namespace coop
