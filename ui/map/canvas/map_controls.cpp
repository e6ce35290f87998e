#include "ui/map/canvas/map_controls.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/map/canvas/map_canvas.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace coop
{

MapControls::MapControls(MapCanvas* map)
    : QWidget(map)
    , canvas(map)
{
    setAccessibleName(QStringLiteral("地图工具"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const auto button = [this](const char* icon, const QString& text, const QString& keys, auto act) {
        QToolButton* made = add(QLatin1String(icon), text, keys);
        connect(made, &QToolButton::clicked, canvas, act);
        return made;
    };
    button("zoom-in", QStringLiteral("放大"), QStringLiteral("+"), [this] { canvas->zoom(1.5); });
    button("zoom-out", QStringLiteral("缩小"), QStringLiteral("-"), [this] { canvas->zoom(1 / 1.5); });
    button("zoom-fit", QStringLiteral("显示全区"), QStringLiteral("Home"), [this] { canvas->showWhole(); });
    back = button("left", QStringLiteral("上一个视图"), QStringLiteral("Alt+←"), [this] { canvas->back(); });
    forward = button(
        "right", QStringLiteral("下一个视图"), QStringLiteral("Alt+→"), [this] { canvas->forward(); });
    connect(canvas, &MapCanvas::viewChanged, this, &MapControls::look);
    connect(canvas, &MapCanvas::toolChanged, this, &MapControls::look);
    look();
}

QToolButton* MapControls::add(const QString& name, const QString& text, const QString& keys)
{
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("map-") + name);
    button->setIcon(icon(name));
    button->setIconSize({theme::iconSize, theme::iconSize});
    button->setAccessibleName(text);
    button->setToolTip(keys.isEmpty() ? text : QStringLiteral("%1（%2）").arg(text, keys));
    button->setFixedSize(theme::controlHeight + 4, theme::controlHeight + 4);
    layout()->addWidget(button);
    return button;
}

void MapControls::addTool(const QString& name, const QString& text, MapTool* tool)
{
    QToolButton* button = add(name, text, {});
    button->setCheckable(true);
    tools.append({button, tool});
    connect(button, &QToolButton::clicked, canvas,
        [this, tool](bool on) { canvas->setTool(on ? tool : nullptr); });
}

void MapControls::addAction(
    const QString& name, const QString& text, const QString& keys, void (MapControls::*wanted)())
{
    connect(add(name, text, keys), &QToolButton::clicked, this, wanted);
}

void MapControls::look()
{
    back->setEnabled(canvas->canGoBack());
    forward->setEnabled(canvas->canGoForward());
    for (const auto& [button, tool] : std::as_const(tools))
        button->setChecked(canvas->tool() == tool);
}

} // namespace coop
