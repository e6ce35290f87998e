#pragma once
#include "core/workflow/filing/filing.h"

class QWidget;

namespace coop
{

class Session;

/// Offers to print a filing, filled or blank, or to save it as PDF.
void printFiling(Session& session, const FilingKey& key, const FilingStanding& filing, QWidget* parent);

} // namespace coop
