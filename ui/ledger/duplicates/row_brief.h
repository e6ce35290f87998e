#pragma once
#include "core/domain/record.h"

class QWidget;

namespace coop
{

class ReferenceLookup;

/// Shows what is filled in a row, personal data masked, without leaving what is being typed.
void showRowBrief(QWidget* parent, const Record& record, const ReferenceLookup& lookup);

} // namespace coop
