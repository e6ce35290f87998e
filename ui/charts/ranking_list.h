#pragma once
#include "core/domain/plan/reading.h"

#include <QList>
#include <QWidget>

namespace coop
{

/// What a RankingList shows. Ranks come from the caller; 0 stands for a row that is not ranked (未报).
struct RankingData {
    struct Row {
        qint64 id = 0;
        int rank = 0;
        QString name, value, target, completion;
        QString behind, missing; ///< 差多少: percentage points, and in the unit
        std::optional<double> valueShare{}; ///< of the longest bar
        std::optional<double> targetShare{}; ///< same scale
        TargetStatus status = TargetStatus::noTarget;
        bool applicable = true;
        bool chosen = false; ///< the scope of the top bar
    };
    QString heading; ///< the figures' unit: 万亩次
    QList<Row> rows;
};

/// Bars with rank, value, target and status, best first; what handed in nothing stands apart below. Arrows
/// move, Enter or a click choose a row, Ctrl+Enter or a click on its figure ask for the rows behind it.
class RankingList : public QWidget
{
    Q_OBJECT
public:
    explicit RankingList(QWidget* parent = nullptr);
    void setData(const RankingData& figures);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(qint64 id);
    void figureRequested(qint64 id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QRectF rowRect(int row) const;
    int rowAt(QPointF point) const;
    void paintRow(QPainter& painter, int row) const;
    void setFocusRow(int row);

    RankingData shown;
    int focusRow = 0;
    int hoverRow = -1;
};

} // namespace coop
