#pragma once
#include "ui/widgets/elided/elided_button.h"

namespace coop
{

class Popup;
class Session;

/// The quarter that holds on every page: a button with a table of years and quarters under it. Up and Down
/// go to the quarter before and after.
class QuarterChooser : public ElidedButton
{
    Q_OBJECT
public:
    explicit QuarterChooser(Session& session, QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void openPopup();
    void showPeriod();

    Session& session;
};

} // namespace coop
