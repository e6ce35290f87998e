#include "ui/print/sheet_printer.h"

#include "core/map/sheet/sheet_renderer.h"

#include <QApplication>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>

namespace coop
{

bool printSheet(const Sheet& sheet, QWidget* parent)
{
    const SheetSettings& settings = sheet.settings;
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
    if (dialog.exec() != QDialog::Accepted)
        return false;
    QApplication::setOverrideCursor(Qt::WaitCursor);
    QPainter painter(&printer);
    SheetRenderer().draw(painter, sheet, printer.resolution() / 25.4);
    const bool printed = painter.end();
    QApplication::restoreOverrideCursor();
    return printed;
}

} // namespace coop
