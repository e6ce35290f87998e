#pragma once
#include <QSize>

class QApplication;
class QWidget;

namespace coop
{

/// How large a window may be to be seen whole on its screen, with the frame that a window manager puts around
/// it. On a screen of 1366×768 with letters of 150 % that is no more than 895×472 of our pixels.
QSize roomFor(const QWidget& window);

/// From now on no dialog is larger than its screen when it is shown. Once for the whole program.
void keepDialogsOnScreen(QApplication& application);

} // namespace coop
