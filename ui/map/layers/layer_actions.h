#pragma once
#include "ui/map/canvas/map_data.h"

#include <QObject>

namespace coop
{

class LayerList;
class Session;

/// What people do with the office's layers on the map: adding, order, show, style, removing. Every act is one
/// step of the history.
class LayerActions : public QObject
{
    Q_OBJECT
public:
    LayerActions(Session& session, QWidget* page);
    LayerList* list() const { return view; }
    void setData(const MapData& data);

Q_SIGNALS:
    void zoomWanted(const coop::Bounds& bounds);

private:
    void add(bool boundaries);
    void change(const QList<MapLayer>& layers, const QString& what);
    void restyle(const MapLayer& layer);
    void zoomTo(RowId layer);
    void remove(const MapLayer& layer);

    Session& session;
    QWidget* page;
    LayerList* view;
    MapDocument document;
};

} // namespace coop
