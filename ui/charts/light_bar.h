#pragma once
#include "core/domain/plan/task_light.h"

#include <QMap>
#include <QWidget>

namespace coop
{

/// How many tasks have each light, as one bar of parts; a click on a part asks for its tasks.
class LightBar : public QWidget
{
    Q_OBJECT
public:
    explicit LightBar(QWidget* parent = nullptr);
    void setLights(const QMap<TaskLight, int>& lights);
    QSize sizeHint() const override { return {160, 26}; }

Q_SIGNALS:
    void chosen(coop::TaskLight light);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QList<std::pair<TaskLight, QRectF>> parts() const;

    QMap<TaskLight, int> shown;
};

} // namespace coop
