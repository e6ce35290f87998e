#pragma once
#include <QFrame>

namespace coop
{

/// A framed pop-up under a button; Esc and a click elsewhere close it and give the button the focus back.
class Popup : public QFrame
{
    Q_OBJECT
public:
    explicit Popup(QWidget* anchor);
    /// Under the anchor, `left` pixels from its left edge, moved to stay on the screen.
    void open(int left = 0);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* anchor;
};

} // namespace coop
