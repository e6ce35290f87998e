#pragma once
#include "core/workflow/filing/filing.h"

class QWidget;

namespace coop
{

class Session;

/// Offers to print a sheet, filled or blank, or to save it as PDF.
void printSheet(Session& session, const SheetKey& key, const SheetStanding& sheet, QWidget* parent);

} // namespace coop
