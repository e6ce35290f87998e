#pragma once

class QWidget;

namespace coop
{

struct Sheet;

/// Asks for a printer and prints the sheet on its own paper size, one to one; false when the user did not.
bool printSheet(const Sheet& sheet, QWidget* parent);

} // namespace coop
