#pragma once
#include <QString>

class QApplication;
class QWidget;

namespace coop
{

/// From now on F1 opens the chapter of the help that tells of where the keyboard is, beside it. Once for the
/// whole program.
void answerHelpKey(QApplication& application);

/// Says which chapter tells of a page or a dialog and of everything in it that does not say otherwise.
void setHelpChapter(QWidget& part, const QString& chapter);
/// The chapter of the nearest part around `widget` that has one; of a window the one of the page that it
/// shows.
QString helpChapterOf(const QWidget* widget);

} // namespace coop
