#pragma once
#include "core/map/map_document.h"
#include "core/map/map_view.h"

#include <QWidget>

namespace coop
{

/// Scale bar, scale and datum in the lower right corner, below them what the layers ask to be said.
class ScaleBox : public QWidget
{
    Q_OBJECT
public:
    explicit ScaleBox(QWidget* parent = nullptr);
    void setView(const MapView& view);
    void setDocument(const MapDocument& document);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList lines() const;

    MapView view;
    QString datum;
    QStringList notes;
};

} // namespace coop
