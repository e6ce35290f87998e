#pragma once
#include "ui/map/canvas/map_data.h"
#include "ui/session/loader.h"
#include "ui/session/page.h"

class QLabel;
class QToolButton;

namespace coop
{

class FeatureCard;
class LayerActions;
class MapActions;
class LegendBox;
class MapCanvas;
class ScaleBox;
class ThemePanel;
struct MapHit;

/// 地图: the townships by 片区 or by an indicator, with federations, centres and outlets as symbols. A click
/// opens a card beside what is there.
class MapPage : public Page
{
    Q_OBJECT
public:
    explicit MapPage(Session& session, QWidget* parent = nullptr);

    bool busy() const override;
    QList<QWidget*> focusPanes() override;
    void leaveWholeScreen() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void connectParts();
    void invalidate(bool geometryToo);
    void load();
    void showData(const MapData& read);
    void showLayers();
    void showScope();
    void openCard(const MapHit& hit, QPointF at);
    void closeCard();
    void setFolded(bool folded);
    void toggleFullScreen();
    QImage mapPicture(); ///< with legend and scale bar
    void givePicture(bool toFile);
    void placeOverlays();

    MapData content;
    bool meeting = false; ///< the map has the whole screen
    bool geometryStale = true;
    Loader reading;

    ThemePanel* panel;
    LayerActions* layerActions;
    MapCanvas* canvas;
    LegendBox* legend;
    ScaleBox* scale;
    FeatureCard* card;
    QLabel* problem;
    MapActions* mapActions;
    QToolButton* unfold = nullptr;
};

} // namespace coop
