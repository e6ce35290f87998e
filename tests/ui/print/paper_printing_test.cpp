// Sheets on paper of another size: whole, and never larger than they are.
#include "ui/print/paper_printing.h"

#include <QFile>
#include <QPainter>
#include <QPrinter>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("a sheet is printed whole on smaller paper and as it is on its own", "[print]")
{
    QTemporaryDir folder;
    for (const QPageSize::PageSizeId paper : {QPageSize::A3, QPageSize::A4, QPageSize::A5, QPageSize::Letter})
        for (const QPageSize::PageSizeId sheet : {QPageSize::A3, QPageSize::A4})
            for (const auto orientation : {QPageLayout::Portrait, QPageLayout::Landscape}) {
                const PaperJob job{
                    .title = QStringLiteral("图"), .paper = sheet, .orientation = orientation, .pages = 2};
                INFO(QPageSize(sheet).name().toStdString()
                    << " on " << QPageSize(paper).name().toStdString() << ", " << int(orientation));
                QPrinter printer(QPrinter::HighResolution);
                printer.setOutputFormat(QPrinter::PdfFormat);
                printer.setOutputFileName(folder.filePath(QStringLiteral("图.pdf")));
                printer.setPageSize(QPageSize(paper));
                printer.setPageOrientation(orientation);
                printer.setFullPage(true);
                const QRectF room(printer.pageLayout().fullRectPixels(printer.resolution()));
                const double millimetre = printer.resolution() / 25.4; // sizes in points are rounded
                QList<int> drawn;
                const auto done = drawOnPrinter(
                    printer, job, {0, 1}, [&](QPainter& painter, int page, double unitsPerMm) {
                        drawn += page;
                        const QRectF whole = painter.combinedTransform().mapRect(
                            QRectF(QPointF(), job.sizeMm() * unitsPerMm));
                        CHECK(
                            room.adjusted(-millimetre, -millimetre, millimetre, millimetre).contains(whole));
                        const double scale = unitsPerMm * 25.4 / printer.resolution();
                        CHECK(scale <= 1);
                        if (paper == sheet || paper == QPageSize::A3)
                            CHECK(scale == Approx(1));
                        else // it uses what there is
                            CHECK((std::abs(whole.width() - room.width()) < millimetre
                                || std::abs(whole.height() - room.height()) < millimetre));
                    });
                REQUIRE(done);
                CHECK(*done);
                CHECK(drawn == QList<int>{0, 1});
            }
}

TEST_CASE("a printer that takes nothing is said to have taken nothing", "[print]")
{
    QTemporaryDir folder;
    QPrinter printer;
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(folder.filePath(QStringLiteral("没有的文件夹/图.pdf")));
    const auto done = drawOnPrinter(printer, {}, {0}, [](QPainter&, int, double) {});
    REQUIRE_FALSE(done);
    CHECK(done.error().text.startsWith(QStringLiteral("没有打印")));
}
