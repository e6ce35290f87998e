#include "ui/widgets/elided/elided_link.h"

#include "ui/look/plain_text.h"
#include "ui/widgets/elided/shortened.h"

namespace coop
{

namespace
{
constexpr int aroundText = 8; // border and padding of the style sheet
} // namespace

ElidedLink::ElidedLink(const QString& text, QWidget* parent)
    : QPushButton(parent)
    , whole(text)
{
    setProperty("role", QStringLiteral("link"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setToolTip(whole);
    setAccessibleName(whole);
    setText(asCaption(whole));
}

void ElidedLink::resizeEvent(QResizeEvent* event)
{
    QPushButton::resizeEvent(event);
    cut();
}

void ElidedLink::cut()
{
    setText(asCaption(shortened(whole, fontMetrics(), width() - aroundText)));
}

} // namespace coop
