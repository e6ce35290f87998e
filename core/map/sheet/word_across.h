#pragma once
#include <QSizeF>
#include <QString>

class QPainter;

namespace coop
{

/// A word across a whole page of paper, so pale that what stands there can be read: 草稿, 练习. The painter's
/// unit is the millimetre, its origin the paper's corner. Nothing for no word.
void drawAcross(QPainter& painter, const QSizeF& paperMm, const QString& word);

} // namespace coop
