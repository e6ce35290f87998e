#pragma once
#include <QFrame>
#include <QTimer>

class QLabel;
class QSlider;
class QToolButton;

namespace coop
{

class Session;

/// The slider over the quarters at the map's lower edge: it moves the period of the whole program, and plays
/// them one after the other.
class QuarterPlayer : public QFrame
{
    Q_OBJECT
public:
    QuarterPlayer(Session& session, QWidget* parent);
    /// While the map still draws, playing waits.
    void setBusy(bool busy) { waiting = busy; }
    /// Says in a word what its button does where `best` is enough for it; the slider is shorter where else it
    /// would need more than `most`.
    void fit(int best, int most);

private:
    void play(bool on);
    void step();
    void showPeriod();

    Session& session;
    QToolButton* button;
    QSlider* slider;
    QLabel* label;
    QTimer clock;
    int firstYear = 0;
    bool waiting = false;
};

} // namespace coop
