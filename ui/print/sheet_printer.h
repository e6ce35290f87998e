#pragma once
#include <QList>

class QWidget;

namespace coop
{

struct Sheet;

/// Asks for a printer, pages and copies, and prints the sheets on their own paper (paper_printing.h). False
/// when nothing was printed; why was said.
bool printSheets(const QList<Sheet>& sheets, QWidget* parent);

} // namespace coop
