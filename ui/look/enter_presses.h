#pragma once

class QApplication;

namespace coop
{

/// Enter presses the button that has the keyboard, as everywhere in Windows. Without it Qt presses the
/// dialog's default button although somebody went to 不导入 by Tab.
void letEnterPress(QApplication& application);

} // namespace coop
