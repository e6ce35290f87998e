#pragma once
#include "core/domain/plan/task_light.h"

#include <QColor>

namespace coop
{

/// A task's light is never told by its colour alone: a shape and lightWord() stand beside it.
QColor lightColour(TaskLight light);
QString lightMark(TaskLight light); ///< ▼ 逾期, ● 临期, ◆ 滞后, ✔ 正常, ○ 无进展

} // namespace coop
