#pragma once
#include <QList>

namespace coop
{

/// Where sorted values fall apart into `count` classes so that the squares about the classes' means are least
/// (W. D. Fisher, “On grouping for maximum homogeneity”, JASA 1958; Jenks' natural breaks): for every class
/// but the first, the position of its first value. Fewer classes where there are not as many values.
QList<int> naturalBreaks(const QList<double>& sorted, int count);

} // namespace coop
