#include "ui/charts/target_chart.h"

#include "ui/shell/theme.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsSimpleTextItem>
#include <QLegend>
#include <QValueAxis>

namespace coop
{

namespace
{

constexpr qreal groupWidth = 0.76; // of a year's room

QBarSet* columns(const QString& title, const QBrush& brush, const QColor& outline)
{
    auto* set = new QBarSet(title);
    set->setBrush(brush);
    set->setPen(QPen(outline, 1.5));
    return set;
}

} // namespace

TargetChart::TargetChart(QWidget* parent)
    : QChartView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMinimumSize(240, 180);
    setFocusPolicy(Qt::NoFocus);
    setBackgroundBrush(theme::pane);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->setAlignment(Qt::AlignTop);
    chart()->legend()->setMarkerShape(QLegend::MarkerShapeRectangle);
    chart()->legend()->setFont(theme::font(theme::smallPoints));
    chart()->legend()->setLabelColor(theme::secondText);
    connect(chart(), &QChart::plotAreaChanged, this, &TargetChart::placeLabels);
}

void TargetChart::setData(const TargetChartData& figures)
{
    for (const Label& label : std::as_const(labels))
        delete label.item;
    labels.clear();
    chart()->removeAllSeries();
    const QList<QAbstractAxis*> old = chart()->axes();
    for (QAbstractAxis* axis : old) {
        chart()->removeAxis(axis);
        delete axis;
    }

    QBarSet* targets = columns(QStringLiteral("目标"), theme::pane, theme::secondText);
    QBarSet* actuals = columns(QStringLiteral("实际"), theme::accent, theme::accent);
    QStringList titles;
    QString spoken;
    double highest = 0;
    for (int i = 0; i < figures.years.size(); ++i) {
        const TargetChartData::Year& year = figures.years[i];
        titles += year.title;
        *targets << year.target.value_or(0);
        *actuals << year.actual.value_or(0);
        highest = qMax(highest, qMax(year.target.value_or(0), year.actual.value_or(0)));
        const auto addLabel = [&](int column, const std::optional<double>& value, const QString& text) {
            auto* item = new QGraphicsSimpleTextItem(text, chart());
            item->setFont(theme::font(theme::smallPoints, column == 1));
            item->setBrush(column == 1 && value ? theme::accent : theme::secondText);
            item->setZValue(20);
            labels.append({i, column, value.value_or(0), item});
        };
        addLabel(0, year.target, year.target ? year.targetText : QStringLiteral("—"));
        if (year.actual || year.past)
            addLabel(1, year.actual, year.actual ? year.actualText : QStringLiteral("未报"));
        spoken += QStringLiteral("%1 目标 %2，实际 %3；")
                      .arg(year.title, year.target ? year.targetText : QStringLiteral("—"),
                          year.actual     ? year.actualText
                              : year.past ? QStringLiteral("未报")
                                          : QStringLiteral("—"));
    }
    setAccessibleName(QStringLiteral("%1（%2）").arg(figures.title, figures.unit));
    setAccessibleDescription(spoken);

    auto* series = new QBarSeries;
    series->setBarWidth(groupWidth);
    series->append(targets);
    series->append(actuals);
    chart()->addSeries(series);

    auto* across = new QBarCategoryAxis;
    across->append(titles);
    across->setGridLineVisible(false);
    auto* up = new QValueAxis;
    up->setRange(0, highest > 0 ? highest * 1.08 : 1);
    up->setTickCount(5);
    up->applyNiceNumbers();
    up->setLabelFormat(up->max() >= 8 ? QStringLiteral("%.0f") : QStringLiteral("%.1f"));
    up->setGridLineColor(theme::hover);
    up->setLineVisible(false);
    for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(across), static_cast<QAbstractAxis*>(up)}) {
        axis->setLabelsFont(theme::font(theme::smallPoints));
        axis->setLabelsColor(theme::secondText);
        axis->setLinePenColor(theme::line);
    }
    chart()->addAxis(across, Qt::AlignBottom);
    chart()->addAxis(up, Qt::AlignLeft);
    series->attachAxis(across);
    series->attachAxis(up);
    placeLabels();
}

void TargetChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    placeLabels();
}

void TargetChart::placeLabels()
{
    if (chart()->series().isEmpty() || labels.isEmpty())
        return;
    QAbstractSeries* series = chart()->series().first();
    const qreal year
        = chart()->mapToPosition({1, 0}, series).x() - chart()->mapToPosition({0, 0}, series).x();
    for (const Label& label : std::as_const(labels)) {
        const QPointF top = chart()->mapToPosition(QPointF(label.year, label.value), series);
        const QRectF box = label.item->boundingRect();
        const qreal middle = top.x() + (label.column == 0 ? -1 : 1) * year * groupWidth / 4;
        label.item->setPos(middle - box.width() / 2, top.y() - box.height() - 1);
    }
}

} // namespace coop
