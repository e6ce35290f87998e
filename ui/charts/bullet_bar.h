#pragma once
#include "core/domain/plan/reading.h"

#include <QWidget>

namespace coop
{

/// A value against its target in one thin line: the bar, the target at the full width, the pace as a mark
/// above. Without a target the line is empty; 未报 is hatched.
class BulletBar : public QWidget
{
    Q_OBJECT
public:
    explicit BulletBar(QWidget* parent = nullptr);
    /// Both as shares of the target.
    void setReading(std::optional<double> completion, std::optional<double> pace, TargetStatus status);

    QSize sizeHint() const override { return {80, 14}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<double> done;
    std::optional<double> due;
    TargetStatus judged = TargetStatus::noTarget;
};

} // namespace coop
