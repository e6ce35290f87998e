#pragma once
#include <QTest>
#include <QWidget>

/// Whether the window has the keyboard, within 30 s. Asked for again and again: what closes meanwhile (a
/// popup, the dialog of the key before) takes the offscreen platform's only focus with it, and who asked
/// before that waited in vain.
inline bool becomesActive(QWidget* window)
{
    return QTest::qWaitFor(
        [window] {
            if (!window->isActiveWindow())
                window->activateWindow();
            return window->isActiveWindow();
        },
        30000);
}
