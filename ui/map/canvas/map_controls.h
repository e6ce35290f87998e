#pragma once
#include <QWidget>

class QToolButton;

namespace coop
{

class MapCanvas;
class MapTool;

/// The column of buttons over the map's right edge: zoom, views of before, measuring, full screen. Each says
/// in a word what it does where there is room, and with its key in its tool tip everywhere.
class MapControls : public QWidget
{
    Q_OBJECT
public:
    explicit MapControls(MapCanvas* canvas);
    /// A button that stays down while its tool is chosen.
    void addTool(const QString& icon, const QString& text, MapTool* tool);
    void setWords(bool shown);
    void addAction(
        const QString& icon, const QString& text, const QString& keys, void (MapControls::*wanted)());

Q_SIGNALS:
    void fullScreenWanted();

private:
    QToolButton* add(const QString& icon, const QString& word, const QString& text, const QString& keys);
    void look();

    MapCanvas* canvas;
    QToolButton* back = nullptr;
    QToolButton* forward = nullptr;
    QList<std::pair<QToolButton*, MapTool*>> tools;
};

} // namespace coop
