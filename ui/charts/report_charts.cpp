#include "ui/charts/report_charts.h"

#include "ui/charts/column_chart.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QHash>
#include <QPainter>
#include <QPicture>

namespace coop
{

namespace
{
constexpr double pixelsPerMm = 96.0 / 25.4;
}

void drawReportChart(QPainter& painter, const QRectF& box, const ReportChart& chart)
{
    ColumnChart view;
    view.setAttribute(Qt::WA_DontShowOnScreen);
    view.resize((box.size() * pixelsPerMm).toSize());
    view.setData({.title = chart.title,
        .unit = chart.unit,
        .categories = chart.categories,
        .actuals = {{QStringLiteral("实绩"), chart.actual, chart.actualTexts}},
        .lines = {{QStringLiteral("序时进度"), chart.target}}});
    view.show(); // lays the chart out; nothing appears on the screen
    view.chart()->layout()->activate();
    view.render(&painter, box, view.viewport()->rect());
}

DrawChart recordedCharts(const Report& report)
{
    auto pictures = std::make_shared<QHash<QString, QByteArray>>();
    for (const ReportChart& chart : chartsOf(report)) {
        QPicture picture;
        QPainter painter(&picture);
        drawReportChart(painter, QRectF(QPointF(), reportChartMm), chart);
        painter.end();
        pictures->insert(chart.title, QByteArray(picture.data(), picture.size()));
    }
    return [pictures](QPainter& painter, const QRectF& box, const ReportChart& chart) {
        const QByteArray drawn = pictures->value(chart.title);
        QPicture picture; // copies of one share where they are reading
        picture.setData(drawn.constData(), uint(drawn.size()));
        painter.translate(box.topLeft());
        picture.play(&painter);
    };
}

} // namespace coop
