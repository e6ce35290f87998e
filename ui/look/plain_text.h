#pragma once
#include <QString>

class QApplication;

namespace coop
{

// Names are what somebody typed or sent: they are shown letter by letter wherever they stand. Qt takes a text
// that looks like HTML for HTML (and loads its pictures), & for the mark of a key, and [*] for the mark of a
// changed document.

/// From now on labels, message boxes and tooltips show plain text, but for those whose code says that they
/// hold rich text. Once for the whole program.
void showTextsPlain(QApplication& application);

/// A name in the caption of a button, a menu or a tab.
QString asCaption(const QString& name);
/// A name in the title of a window.
QString asWindowTitle(const QString& name);

} // namespace coop
