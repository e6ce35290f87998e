#include "ui/charts/column_chart.h"

#include "ui/charts/chart_style.h"
#include "ui/look/theme.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QGraphicsSimpleTextItem>
#include <QLineSeries>
#include <QToolTip>
#include <QValueAxis>
#include <algorithm>

namespace coop
{

namespace
{

constexpr qreal groupWidth = 0.76; // of a category's room

/// What a screen reader says: every figure of the chart.
QString spoken(const ColumnChartData& figures)
{
    QString text;
    for (int category = 0; category < figures.categories.size(); ++category) {
        text += figures.categories[category];
        for (const auto& group : {figures.targets, figures.actuals, figures.lines})
            for (const ColumnChartData::Series& series : group)
                if (!series.texts.value(category).isEmpty())
                    text += QStringLiteral(" %1 %2").arg(series.title, series.texts[category]);
        text += u'；';
    }
    return text;
}

} // namespace

ColumnChart::ColumnChart(QWidget* parent)
    : QChartView(parent)
{
    styleChart(*this);
    connect(chart(), &QChart::plotAreaChanged, this, &ColumnChart::placeLabels);
}

void ColumnChart::clear()
{
    for (const Label& label : std::as_const(labels))
        delete label.item;
    labels.clear();
    emptyChart(*this);
}

void ColumnChart::setData(const ColumnChartData& figures)
{
    clear();
    underLines = !figures.lines.isEmpty();
    addColumns(figures);
    addLines(figures);
    addAxes(figures);
    setAccessibleName(QStringLiteral("%1（%2）").arg(figures.title, figures.unit));
    setAccessibleDescription(spoken(figures));
    placeLabels();
}

void ColumnChart::addColumns(const ColumnChartData& figures)
{
    columns = int(figures.targets.size() + figures.actuals.size());
    auto* series = new QBarSeries;
    series->setBarWidth(columns > 1 ? groupWidth : groupWidth / 2);
    int column = 0;
    const auto add = [&](const ColumnChartData::Series& its, bool actual) {
        auto* set = new QBarSet(its.title);
        set->setBrush(actual ? theme::accent : theme::pane);
        set->setPen(QPen(actual ? theme::accent : theme::secondText, 1.5));
        for (int category = 0; category < figures.categories.size(); ++category) {
            const std::optional<double> value = its.values.value(category);
            *set << value.value_or(0);
            addLabel(category, column, value, its.texts.value(category), actual);
        }
        if (actual) {
            connect(set, &QBarSet::clicked, this, &ColumnChart::actualClicked);
            connect(set, &QBarSet::hovered, this,
                [this](bool in) { viewport()->setCursor(in ? Qt::PointingHandCursor : Qt::ArrowCursor); });
        }
        series->append(set);
        ++column;
    };
    for (const ColumnChartData::Series& each : figures.targets)
        add(each, false);
    for (const ColumnChartData::Series& each : figures.actuals)
        add(each, true);
    chart()->addSeries(series);
}

void ColumnChart::addLines(const ColumnChartData& figures)
{
    // The first line is what the columns are held against, the others are thinner and dashed.
    for (int i = 0; i < figures.lines.size(); ++i) {
        const ColumnChartData::Series& its = figures.lines[i];
        auto* line = new QLineSeries;
        line->setName(its.title);
        line->setPen(QPen(i == 0 ? theme::statusColour(TargetStatus::watch) : theme::secondText,
            i == 0 ? 2 : 1.2, i == 0 ? Qt::SolidLine : Qt::DashLine));
        line->setPointsVisible(i == 0);
        for (int category = 0; category < its.values.size(); ++category)
            if (its.values[category])
                line->append(category, *its.values[category]);
        connect(line, &QLineSeries::hovered, this, [its](const QPointF& at, bool in) {
            const int category = qRound(at.x());
            QToolTip::showText(QCursor::pos(), in ? its.title + u' ' + its.texts.value(category) : QString());
        });
        chart()->addSeries(line);
    }
}

void ColumnChart::addAxes(const ColumnChartData& figures)
{
    double highest = 0;
    for (const auto& group : {figures.targets, figures.actuals, figures.lines})
        for (const ColumnChartData::Series& series : group)
            for (const std::optional<double>& value : series.values)
                highest = std::max(highest, value.value_or(0));
    auto* across = new QBarCategoryAxis;
    across->append(figures.categories);
    across->setGridLineVisible(false);
    auto* up = valueAxis(highest);
    styleAxis(*across);
    chart()->addAxis(across, Qt::AlignBottom);
    chart()->addAxis(up, Qt::AlignLeft);
    const QList<QAbstractSeries*> all = chart()->series();
    for (QAbstractSeries* series : all) {
        series->attachAxis(across);
        series->attachAxis(up);
    }
}

void ColumnChart::addLabel(
    int category, int column, const std::optional<double>& value, const QString& text, bool actual)
{
    if (text.isEmpty())
        return;
    auto* item = new QGraphicsSimpleTextItem(text, chart());
    item->setFont(theme::font(theme::smallPoints, actual));
    item->setBrush(actual && value ? theme::accent : theme::secondText);
    item->setZValue(20);
    if (underLines) {
        auto* ground = new QGraphicsRectItem(item->boundingRect().adjusted(-2, 0, 2, 0), item);
        ground->setFlag(QGraphicsItem::ItemStacksBehindParent);
        ground->setPen(Qt::NoPen);
        ground->setBrush(theme::pane);
    }
    labels.append({category, column, value.value_or(0), item});
}

void ColumnChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    placeLabels();
}

void ColumnChart::placeLabels()
{
    if (chart()->series().isEmpty() || labels.isEmpty())
        return;
    QAbstractSeries* series = chart()->series().first();
    const qreal room
        = chart()->mapToPosition({1, 0}, series).x() - chart()->mapToPosition({0, 0}, series).x();
    for (const Label& label : std::as_const(labels)) {
        const QPointF top = chart()->mapToPosition(QPointF(label.category, label.value), series);
        const QRectF box = label.item->boundingRect();
        const qreal middle = top.x() + room * groupWidth * ((label.column + 0.5) / columns - 0.5);
        label.item->setPos(middle - box.width() / 2, top.y() - box.height() - 1);
    }
}

} // namespace coop
