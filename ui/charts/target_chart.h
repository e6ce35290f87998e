#pragma once
#include <QChartView>
#include <QList>
#include <optional>

class QGraphicsSimpleTextItem;

namespace coop
{

/// What a TargetChart shows: an indicator's years, in its unit.
struct TargetChartData {
    struct Year {
        QString title; ///< under the columns: 2024, or 25Q2 for a year in progress
        std::optional<double> target{}; ///< nothing: none is set
        std::optional<double> actual{}; ///< nothing: 未报, or still to come
        QString targetText{}, actualText{};
        bool past = false; ///< a missing actual is 未报
    };
    QString title, unit, basis;
    QList<Year> years;
};

/// Targets as outlined columns beside the actual figures, year by year (Qt Charts). Knows no store.
class TargetChart : public QChartView
{
    Q_OBJECT
public:
    explicit TargetChart(QWidget* parent = nullptr);
    void setData(const TargetChartData& figures);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeLabels();

    struct Label {
        int year;
        int column; ///< 0 target, 1 actual
        double value;
        QGraphicsSimpleTextItem* item;
    };
    QList<Label> labels;
};

} // namespace coop
