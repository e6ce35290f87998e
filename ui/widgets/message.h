#pragma once
#include "core/base/result.h"

class QWidget;

namespace coop
{

/// Shows what went wrong in the core's own sentence, under the name of what was tried: 打开工作区.
void showError(QWidget* parent, const QString& tried, const Error& error);

} // namespace coop
