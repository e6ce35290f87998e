#pragma once
#include <QChartView>
#include <QList>
#include <QStringList>
#include <optional>

class QGraphicsSimpleTextItem;

namespace coop
{

/// What a ColumnChart shows, in the unit of its indicator.
struct ColumnChartData {
    /// One kind of column, or one line, with a value for each category; nothing: none, and its text says why
    /// (未报, 不适用, —) or is empty where nothing can be yet.
    struct Series {
        QString title;
        QList<std::optional<double>> values{};
        QStringList texts{};
    };
    QString title, unit;
    QStringList categories; ///< under the columns: 2024, 25Q2
    QList<Series> targets{}; ///< outlined columns
    QList<Series> actuals{}; ///< filled columns, beside the targets; a click on one asks for its rows
    QList<Series> lines{}; ///< 序时进度, 年度目标
};

/// Columns of targets and actual figures side by side, with lines over them (Qt Charts). Knows no store.
class ColumnChart : public QChartView
{
    Q_OBJECT
public:
    explicit ColumnChart(QWidget* parent = nullptr);
    void setData(const ColumnChartData& figures);
    QSize sizeHint() const override { return minimumSize(); }

Q_SIGNALS:
    /// The column of an actual figure was clicked.
    void actualClicked(int category);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void clear();
    void addColumns(const ColumnChartData& figures);
    void addLines(const ColumnChartData& figures);
    void addAxes(const ColumnChartData& figures);
    void addLabel(
        int category, int column, const std::optional<double>& value, const QString& text, bool actual);
    void placeLabels();

    struct Label {
        int category;
        int column;
        double value;
        QGraphicsSimpleTextItem* item;
    };
    QList<Label> labels;
    int columns = 0; ///< beside each other in a category
    bool underLines = false; ///< labels keep free of the lines that cross them
};

} // namespace coop
