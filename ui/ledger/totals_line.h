#pragma once
#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

namespace coop
{

class RecordGrid;

/// 合计: the number of shown rows and, below each numeric column, its sum, in step with the grid's columns.
class TotalsLine : public QWidget
{
    Q_OBJECT
public:
    explicit TotalsLine(RecordGrid& grid, QWidget* parent = nullptr);

    /// The sum as it stands below the column; empty for columns that are no numbers.
    QString textOf(int column) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addUp();

    RecordGrid& grid;
    std::vector<std::optional<qint64>> sums; ///< stored units, by column; nothing: too large
    QTimer later; ///< a burst of changes is added up once
};

/// 计数 12　求和 340.5　平均 28.38 of the selected cells, as a spreadsheet's status line says it; empty for a
/// single cell. Sums only where all numbers have one unit.
QString blockStatistics(const RecordGrid& grid);

} // namespace coop
