#pragma once
#include "core/map/sheet/sheet.h"
#include "ui/print/paper_printing.h"

#include <QList>
#include <functional>

class QWidget;

namespace coop
{

/// Asks for a printer, pages and copies, and prints the sheets (paper_printing.h). `layOut` lays them out for
/// other paper and asks again. Nothing when nothing was printed; why was said.
std::optional<Printed> printSheets(
    const QList<Sheet>& sheets, QWidget* parent, const std::function<void(PaperSize)>& layOut);

} // namespace coop
