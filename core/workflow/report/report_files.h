#pragma once
#include "core/workflow/report/report.h"

#include <QSizeF>
#include <functional>
#include <memory>

class QPainter;

namespace coop
{

class ReportFlow;

/// A chart of the report, in the unit of its indicator: columns of what was done, a line of what should be.
struct ReportChart {
    QString title, unit;
    QStringList categories;
    QList<std::optional<double>> actual, target;
    QStringList actualTexts; ///< 未报 where there is none
};
/// The headline indicators by quarter.
QList<ReportChart> chartsOf(const Report& report);
/// The room that a chart has in the booklet.
inline constexpr QSizeF reportChartMm{162, 78};
/// Draws a chart into a box of millimetres. Qt Charts needs the widgets library, so who calls brings it
/// (ui/charts/report_charts.h).
using DrawChart = std::function<void(QPainter&, const QRectF&, const ReportChart&)>;

/// Writes the report by the file's ending: .pdf (booklet), .xlsx (its tables in the office's form), .odt (the
/// summary as text that WPS opens). The same report gives the same bytes. `proceed` is asked between pages;
/// false stops with ErrorKind::cancelled. Errors: invalidValue (another ending), fileUnwritable; no half file
/// stays.
Result<> exportReport(const Report& report, const QString& path, const DrawChart& drawChart,
    const std::function<bool(int page, int pages)>& proceed = {});

/// The booklet's pages, to be drawn on any thread; the report has to outlive them. `goOn` is asked while they
/// are laid out; nothing when it said false.
std::shared_ptr<const ReportFlow> reportPages(
    const Report& report, DrawChart drawChart, const std::function<bool()>& goOn = {});

// Its parts.
QByteArray reportPdf(const Report& report, const DrawChart& drawChart,
    const std::function<bool(int page, int pages)>& proceed);
Result<> writeReportBook(const Report& report, const QString& path); ///< of an output
QByteArray reportText(const Report& report);

} // namespace coop
