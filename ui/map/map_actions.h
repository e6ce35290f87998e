#pragma once
#include "ui/map/canvas/map_data.h"
#include "ui/map/canvas/map_tool.h"

#include <QObject>

class QFrame;
class QLabel;
class QPushButton;

namespace coop
{

class BoxSelection;
class MapCanvas;
class MapControls;
class MeasureTool;
class PlaceFinder;
class PlaceTool;
class QuarterPlayer;
class SelectTool;
class Session;
struct MapHit;

/// What people do on the map beside looking: the tip under the cursor, measuring, finding a place, moving a
/// point, the menu of the right button, copying and saving the picture, the quarters.
class MapActions : public QObject
{
    Q_OBJECT
public:
    MapActions(Session& session, MapCanvas* canvas, QWidget* page);
    void setData(const MapData& data);
    void setBusy(bool busy);
    /// What else stands over the canvas, in its units.
    struct Around {
        int left = 0; ///< before it stands what unfolds the panel
        QRect legend{}; ///< none: not shown
        QRect scale{};
    };
    /// Puts everything at its place over the canvas.
    void place(const Around& around);
    void openFinder();
    /// Lets people choose another place for a row of a ledger that has a point.
    void movePoint(const QString& registry, RowId row);

Q_SIGNALS:
    void cardWanted(const coop::MapHit& hit, QPointF at);
    void rowWanted(const QString& registry, RowId row);
    void rowsWanted(const QString& registry, const QList<coop::RowId>& rows, const QString& title);
    void fullScreenWanted();
    void pictureWanted(bool toFile); ///< of the map with legend and scale bar

private:
    void place();
    void buildMoving();
    void buildSelecting();
    void showTip(QPointF at);
    void openMenu(const MapHit& hit, QPointF at);
    void savePlace();
    void endMoving();
    /// Points outside their township, to be looked at, and rows without a point, to be placed.
    void openPlaces();

    Session& session;
    MapCanvas* canvas;
    QWidget* page;
    MapControls* controls;
    PlaceFinder* finder;
    QuarterPlayer* player;
    QLabel* tip;
    MeasureTool* length;
    MeasureTool* area;
    PlaceTool* placer;
    SelectTool* selecting;
    BoxSelection* selection;
    Bounds selectedBox{}; ///< of the selection, as long as it is shown
    QFrame* moving;
    QPushButton* places;
    QLabel* movingText = nullptr;
    QPushButton* movingSave = nullptr;
    MapData data;
    Around around;
    QString movedRegistry, movedName;
    RowId movedRow = 0;
    LonLat newPlace{};
};

} // namespace coop
