#include "ui/widgets/elided/elided_button.h"

#include "ui/look/plain_text.h"

namespace coop
{

ElidedButton::ElidedButton(int maximumTextWidth, QWidget* parent)
    : QToolButton(parent)
    , maximumWidth(maximumTextWidth)
{
    setProperty("role", QStringLiteral("flat"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::StrongFocus);
}

void ElidedButton::setFullText(const QString& label, const QString& text)
{
    const QString shown = fontMetrics().elidedText(text, Qt::ElideMiddle, maximumWidth);
    setText(asCaption(shown) + QStringLiteral(" ▾"));
    setToolTip(label + u'：' + text);
    setAccessibleName(label + u'：' + text);
}

} // namespace coop
