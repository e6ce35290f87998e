#pragma once

class QAbstractAxis;
class QChartView;
class QValueAxis;

namespace coop
{

/// How every chart of the program looks: no frame, no animation, the legend above, small grey letters.
void styleChart(QChartView& view);
void styleAxis(QAbstractAxis& axis);
/// Takes away every series and axis.
void emptyChart(QChartView& view);
/// From 0 to a round number not below `highest`.
QValueAxis* valueAxis(double highest);

} // namespace coop
