#pragma once
#include <QChartView>
#include <QList>

class QGraphicsSimpleTextItem;

namespace coop
{

/// The parts of a figure, as a PartsChart shows them.
struct PartsChartData {
    struct Part {
        QString choice, title;
        double value = 0;
        QString text; ///< 5.20　41.3%
    };
    QString title, unit;
    QList<Part> parts;
};

/// A bar for each part, the choices' first on top, with its figure and share behind it (Qt Charts).
class PartsChart : public QChartView
{
    Q_OBJECT
public:
    explicit PartsChart(QWidget* parent = nullptr);
    void setData(const PartsChartData& figures);
    QSize sizeHint() const override { return minimumSize(); }

Q_SIGNALS:
    void partClicked(const QString& choice);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeLabels();

    PartsChartData shown;
    QList<QGraphicsSimpleTextItem*> names, labels; ///< beside the parts: left and right of the bars
};

} // namespace coop
