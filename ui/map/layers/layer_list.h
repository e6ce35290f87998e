#pragma once
#include "core/store/kept/layer_table.h"

#include <QHash>
#include <QWidget>

class QListWidget;
class QListWidgetItem;
class QToolButton;

namespace coop
{

/// The layers that the office added, from the top down, with the townships' colours among them: a check box
/// shows or hides, dragging or Ctrl+↑↓ changes the order, a menu has the rest.
class LayerList : public QWidget
{
    Q_OBJECT
public:
    explicit LayerList(QWidget* parent = nullptr);

    /// `problems`: by layer id, why nothing of it is drawn; `doubts`: why it may lie elsewhere or says less.
    void setLayers(const QList<MapLayer>& layers, const QHash<RowId, QString>& problems,
        const QHash<RowId, QString>& doubts);
    void setWritable(bool writable);

Q_SIGNALS:
    void addWanted();
    void boundariesWanted(); ///< another file in place of the boundary layer
    void changed(const QList<coop::MapLayer>& layers, const QString& what);
    void styleWanted(const coop::MapLayer& layer);
    void zoomWanted(RowId layer);
    void removeWanted(const coop::MapLayer& layer);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void move(int by);
    void takeOrder();
    void openMenu(const QPoint& at);
    const MapLayer* layerOf(const QListWidgetItem* item) const;

    QList<MapLayer> layers;
    QHash<RowId, QString> problems, doubts;
    QListWidget* list;
    QToolButton* add;
    bool filling = false;
    bool writable = true;
};

} // namespace coop
