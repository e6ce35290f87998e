#include "ui/print/sheet_printer.h"

#include "core/map/sheet/sheet_export.h"
#include "core/map/sheet/sheet_renderer.h"
#include "ui/print/paper_printing.h"
#include "ui/widgets/message.h"

namespace coop
{

std::optional<Printed> printSheets(
    const QList<Sheet>& sheets, QWidget* parent, const std::function<void(PaperSize)>& layOut)
{
    if (sheets.isEmpty())
        return std::nullopt;
    const SheetSettings& settings = sheets.first().settings;
    const bool colourful = !settings.blackAndWhite && !sheets.first().tableOnly;
    const PaperJob job{.title = settings.title,
        .paper = settings.paper == PaperSize::A3 ? QPageSize::A3 : QPageSize::A4,
        .orientation = settings.orientation == PaperOrientation::landscape ? QPageLayout::Landscape
                                                                           : QPageLayout::Portrait,
        .pages = int(sheets.size()),
        .grey = settings.blackAndWhite,
        .greyAdvice = colourful
            ? QStringLiteral("这张图是彩色的，黑白印出来有些颜色分不清。要印黑白，请先在“图面设置”"
                             "里勾选“黑白打印，用线纹区分”。")
            : QString(),
        .layouts = {QPageSize::A3, QPageSize::A4},
        .layOut = [layOut](QPageSize::PageSizeId paper) {
            layOut(paper == QPageSize::A3 ? PaperSize::A3 : PaperSize::A4);
        }};
    const auto printed = printOnPaper(
        job, parent,
        [&sheets](QPainter& painter, int page, double unitsPerMm) {
            SheetRenderer().draw(painter, sheets[page], unitsPerMm);
        },
        [&sheets](const QString& file, const QList<int>& pages, const JobControl& control) -> Result<> {
            QList<Sheet> chosen;
            for (const int page : pages)
                chosen += sheets[page];
            COOP_TRY(exportSheets(chosen, file, 300, [&](int done, int of) {
                control.progress(done, of);
                return true;
            }));
            return {};
        });
    if (!printed)
        showError(parent, QStringLiteral("打印"), printed.error());
    return printed.value_or(std::nullopt);
}

} // namespace coop
