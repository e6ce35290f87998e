#include "ui/charts/chart_style.h"

#include "ui/look/theme.h"

#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QLegend>
#include <QValueAxis>

namespace coop
{

void styleChart(QChartView& view)
{
    view.setFrameShape(QFrame::NoFrame);
    view.setRenderHint(QPainter::Antialiasing);
    view.setMinimumSize(240, 150);
    view.setFocusPolicy(Qt::NoFocus);
    view.setBackgroundBrush(theme::pane);
    QChart& chart = *view.chart();
    chart.setAnimationOptions(QChart::NoAnimation);
    chart.setBackgroundVisible(false);
    chart.setMargins({});
    chart.layout()->setContentsMargins(0, 0, 0, 0);
    chart.legend()->setAlignment(Qt::AlignTop);
    chart.legend()->setMarkerShape(QLegend::MarkerShapeRectangle);
    chart.legend()->setFont(theme::font(theme::smallPoints));
    chart.legend()->setLabelColor(theme::secondText);
}

void emptyChart(QChartView& view)
{
    QChart& chart = *view.chart();
    chart.removeAllSeries();
    const QList<QAbstractAxis*> axes = chart.axes();
    for (QAbstractAxis* axis : axes) {
        chart.removeAxis(axis);
        delete axis;
    }
}

void styleAxis(QAbstractAxis& axis)
{
    axis.setLabelsFont(theme::font(theme::smallPoints));
    axis.setLabelsColor(theme::secondText);
    axis.setLinePenColor(theme::line);
}

QValueAxis* valueAxis(double highest)
{
    auto* axis = new QValueAxis;
    axis->setRange(0, highest > 0 ? highest * 1.08 : 1);
    axis->setTickCount(5);
    axis->applyNiceNumbers();
    axis->setLabelFormat(axis->max() >= 8 ? QStringLiteral("%.0f") : QStringLiteral("%.1f"));
    axis->setGridLineColor(theme::hover);
    axis->setLineVisible(false);
    styleAxis(*axis);
    return axis;
}

} // namespace coop
