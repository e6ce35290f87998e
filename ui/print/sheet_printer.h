#pragma once
#include <QList>

class QWidget;

namespace coop
{

struct Sheet;

/// Asks for a printer, pages and copies, and prints the sheets on their own paper size, one to one; shows how
/// far it is and can be stopped between pages. False when nothing was printed.
bool printSheets(const QList<Sheet>& sheets, QWidget* parent);

} // namespace coop
