#pragma once
#include "core/geo/layers/drawing.h"
#include "core/map/map_document.h"

#include <QWidget>

namespace coop
{

/// A small picture of where a file's features would lie beside the townships.
class LayerPreview : public QWidget
{
    Q_OBJECT
public:
    explicit LayerPreview(const MapDocument& townships, QWidget* parent = nullptr);
    /// A sentence in place of the features: 正在读取…, or why nothing can be shown.
    void setNote(const QString& text);
    void setDrawings(std::vector<Drawing> drawings);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    MapDocument document;
    std::vector<Drawing> shown;
    QString note;
};

} // namespace coop
