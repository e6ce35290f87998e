#include "ui/print/sheet_printer.h"

#include "core/map/sheet/sheet_export.h"
#include "core/map/sheet/sheet_renderer.h"
#include "ui/print/paper_printing.h"
#include "ui/widgets/message.h"

namespace coop
{

bool printSheets(const QList<Sheet>& sheets, QWidget* parent)
{
    if (sheets.isEmpty())
        return false;
    const SheetSettings& settings = sheets.first().settings;
    const PaperJob job{.title = settings.title,
        .paper = settings.paper == PaperSize::A3 ? QPageSize::A3 : QPageSize::A4,
        .orientation = settings.orientation == PaperOrientation::landscape ? QPageLayout::Landscape
                                                                           : QPageLayout::Portrait,
        .pages = int(sheets.size()),
        .grey = settings.blackAndWhite};
    const auto printed = printOnPaper(
        job, parent,
        [&sheets](QPainter& painter, int page, double unitsPerMm) {
            SheetRenderer().draw(painter, sheets[page], unitsPerMm);
        },
        [&sheets](const QString& file, const QList<int>& pages) -> Result<> {
            QList<Sheet> chosen;
            for (const int page : pages)
                chosen += sheets[page];
            COOP_TRY(exportSheets(chosen, file));
            return {};
        });
    if (!printed)
        showError(parent, QStringLiteral("打印"), printed.error());
    return printed && printed->has_value();
}

} // namespace coop
