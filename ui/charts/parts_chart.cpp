#include "ui/charts/parts_chart.h"

#include "ui/charts/chart_style.h"
#include "ui/look/theme.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QGraphicsSimpleTextItem>
#include <QHorizontalBarSeries>
#include <QLegend>
#include <QValueAxis>
#include <algorithm>

namespace coop
{

namespace
{
constexpr double roomForText = 1.55; // of the longest bar: the figures stand behind the bars
} // namespace

PartsChart::PartsChart(QWidget* parent)
    : QChartView(parent)
{
    styleChart(*this);
    chart()->legend()->hide();
}

void PartsChart::setData(const PartsChartData& figures)
{
    shown = figures;
    qDeleteAll(names);
    qDeleteAll(labels);
    names.clear();
    labels.clear();
    emptyChart(*this);

    // The axis counts from below, people read from above.
    std::reverse(shown.parts.begin(), shown.parts.end());
    auto* set = new QBarSet(shown.title);
    set->setBrush(theme::accent);
    set->setPen(QPen(theme::accent, 1));
    QStringList titles;
    QString spoken;
    double highest = 0;
    for (const PartsChartData::Part& part : std::as_const(shown.parts)) {
        *set << part.value;
        titles += part.title;
        highest = std::max(highest, part.value);
        for (const auto& [text, list] : {std::pair(&part.title, &names), {&part.text, &labels}}) {
            auto* item = new QGraphicsSimpleTextItem(*text, chart());
            item->setFont(theme::font(theme::smallPoints));
            item->setBrush(list == &names ? theme::secondText : theme::text);
            item->setZValue(20);
            *list += item;
        }
        spoken.prepend(QStringLiteral("%1 %2；").arg(part.title, part.text));
    }
    connect(set, &QBarSet::clicked, this, [this](int part) {
        if (part >= 0 && part < shown.parts.size())
            Q_EMIT partClicked(shown.parts[part].choice);
    });
    connect(set, &QBarSet::hovered, this,
        [this](bool in) { viewport()->setCursor(in ? Qt::PointingHandCursor : Qt::ArrowCursor); });
    auto* series = new QHorizontalBarSeries;
    series->setBarWidth(0.62);
    series->append(set);
    chart()->addSeries(series);

    auto* up = new QBarCategoryAxis;
    up->append(titles);
    // The axis would cut the names to “…” on a narrow page, so they are placed by hand.
    up->setVisible(false);
    auto* along = new QValueAxis;
    along->setRange(0, (highest > 0 ? highest : 1) * roomForText);
    along->setVisible(false);
    chart()->addAxis(up, Qt::AlignLeft);
    chart()->addAxis(along, Qt::AlignBottom);
    series->attachAxis(up);
    series->attachAxis(along);
    setAccessibleName(QStringLiteral("%1（%2）").arg(shown.title, shown.unit));
    setAccessibleDescription(spoken);
    placeLabels();
}

void PartsChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    placeLabels();
}

void PartsChart::placeLabels()
{
    if (chart()->series().isEmpty())
        return;
    qreal widest = 0;
    for (const QGraphicsSimpleTextItem* name : std::as_const(names))
        widest = std::max(widest, name->boundingRect().width());
    const QRectF plot = QRectF(chart()->rect()).adjusted(widest + 10, 2, -2, -2);
    if (chart()->plotArea() != plot && plot.isValid())
        chart()->setPlotArea(plot);
    QAbstractSeries* series = chart()->series().first();
    for (int i = 0; i < labels.size(); ++i) {
        const QPointF end = chart()->mapToPosition(QPointF(shown.parts[i].value, i), series);
        const QRectF name = names[i]->boundingRect();
        names[i]->setPos(plot.left() - 8 - name.width(), end.y() - name.height() / 2);
        labels[i]->setPos(end.x() + 6, end.y() - labels[i]->boundingRect().height() / 2);
    }
}

} // namespace coop
