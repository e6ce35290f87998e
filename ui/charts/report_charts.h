#pragma once
#include "core/workflow/report/report_files.h"

namespace coop
{

/// Draws a chart of the report with Qt Charts, the same as on the screen. Of the thread of the widgets only.
void drawReportChart(QPainter& painter, const QRectF& box, const ReportChart& chart);

/// The report's charts drawn beforehand, so that a worker can write the report; of the thread of the widgets.
/// What comes back may be called from any thread.
DrawChart recordedCharts(const Report& report);

} // namespace coop
