#pragma once
#include <QIcon>

namespace coop
{

/// An icon of the program's one set by its name in resources/icons.txt: drawn at the size and scale that is
/// asked for, grey, in the accent colour when on or selected, pale when disabled. An unknown name is a
/// defect.
QIcon icon(const QString& name);
/// The same in one colour.
QIcon icon(const QString& name, const QColor& colour);

} // namespace coop
