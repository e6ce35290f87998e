#pragma once
#include <QColor>
#include <QList>
#include <QString>

namespace coop
{

/// A scale of colours from light to dark that colour-blind eyes and grey printers keep apart: the program's
/// own green and sequential schemes of ColorBrewer (C. Brewer, Apache License 2.0).
struct Ramp {
    QString id; ///< green, blues, oranges, purples, yellow-blue, greys
    QString title; ///< 绿色
};

const QList<Ramp>& ramps();
/// `count` 1 … 7 colours; an unknown id gives the green one.
QList<QColor> rampColours(const QString& id, int count);

} // namespace coop
