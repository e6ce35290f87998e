#include "ui/map/canvas/map_controls.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/map/canvas/map_canvas.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace coop
{

namespace
{
constexpr int side = theme::controlHeight + 4;
}

MapControls::MapControls(MapCanvas* map)
    : QWidget(map)
    , canvas(map)
{
    setAccessibleName(QStringLiteral("地图工具"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const auto button
        = [this](const char* icon, const QString& word, const QString& text, const QString& keys, auto act) {
              QToolButton* made = add(QLatin1String(icon), word, text, keys);
              connect(made, &QToolButton::clicked, canvas, act);
              return made;
          };
    const QString in = QStringLiteral("放大"), out = QStringLiteral("缩小");
    button("zoom-in", in, in, QStringLiteral("+"), [this] { canvas->zoom(1.5); });
    button("zoom-out", out, out, QStringLiteral("-"), [this] { canvas->zoom(1 / 1.5); });
    button("zoom-fit", QStringLiteral("全区"), QStringLiteral("显示全区"), QStringLiteral("Home"),
        [this] { canvas->showWhole(); });
    back = button("left", QStringLiteral("后退"), QStringLiteral("上一个视图"), QStringLiteral("Alt+←"),
        [this] { canvas->back(); });
    forward = button("right", QStringLiteral("前进"), QStringLiteral("下一个视图"), QStringLiteral("Alt+→"),
        [this] { canvas->forward(); });
    connect(canvas, &MapCanvas::viewChanged, this, &MapControls::look);
    connect(canvas, &MapCanvas::toolChanged, this, &MapControls::look);
    look();
}

QToolButton* MapControls::add(
    const QString& name, const QString& word, const QString& text, const QString& keys)
{
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("map-") + name);
    button->setIcon(icon(name));
    button->setIconSize({theme::iconSize, theme::iconSize});
    button->setText(word);
    button->setAccessibleName(text);
    button->setToolTip(keys.isEmpty() ? text : QStringLiteral("%1（%2）").arg(text, keys));
    button->setFixedHeight(side);
    layout()->addWidget(button);
    return button;
}

void MapControls::setWords(bool shown)
{
    for (QToolButton* button : findChildren<QToolButton*>(Qt::FindDirectChildrenOnly)) {
        button->setToolButtonStyle(shown ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        button->setMinimumWidth(side);
        button->setMaximumWidth(shown ? QWIDGETSIZE_MAX : side);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); // all as wide as the widest
    }
    layout()->activate();
    adjustSize();
}

void MapControls::addTool(const QString& name, const QString& text, MapTool* tool)
{
    QToolButton* button = add(name, text, text, {});
    button->setCheckable(true);
    tools.append({button, tool});
    connect(button, &QToolButton::clicked, canvas,
        [this, tool](bool on) { canvas->setTool(on ? tool : nullptr); });
}

void MapControls::addAction(
    const QString& name, const QString& text, const QString& keys, void (MapControls::*wanted)())
{
    connect(add(name, text, text, keys), &QToolButton::clicked, this, wanted);
}

void MapControls::look()
{
    back->setEnabled(canvas->canGoBack());
    forward->setEnabled(canvas->canGoForward());
    for (const auto& [button, tool] : std::as_const(tools))
        button->setChecked(canvas->tool() == tool);
}

} // namespace coop
