#pragma once
#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

namespace coop
{

class RecordGrid;

/// 合计: which rows are added up and how many they are, and below that, for each numeric column, its sum, in
/// step with the grid's columns.
class TotalsLine : public QWidget
{
    Q_OBJECT
public:
    explicit TotalsLine(RecordGrid& grid, QWidget* parent = nullptr);

    /// The sum as it stands below the column; empty for columns that are no numbers.
    QString textOf(int column) const;
    /// 合计（2024年第四季度 · 全区 · 38 行）.
    QString heading() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addUp();
    int headingHeight() const;
    void fitHeight();

    RecordGrid& grid;
    std::vector<std::optional<qint64>> sums; ///< stored units, by column; nothing: too large
    bool hasSums = false; ///< else it is a line without figures
    QTimer later; ///< a burst of changes is added up once
};

/// 计数 12　求和 340.5　平均 28.38 of the selected cells, as a spreadsheet's status line says it; empty for a
/// single cell. Sums only where all numbers have one unit.
QString blockStatistics(const RecordGrid& grid);

} // namespace coop
