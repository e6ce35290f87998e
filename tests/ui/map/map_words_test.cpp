// What stands over the map: words on its tools, names in its legend.
#include "tests/ui/map/map_desk.h"

#include "ui/map/canvas/legend_box.h"
#include "ui/map/canvas/map_controls.h"
#include "ui/map/canvas/scale_box.h"
#include "ui/map/layers/add_layer_dialog.h"
#include "ui/map/place_finder.h"

#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QToolTip>

using namespace coop;

namespace
{
/// Of everything in the row above the map how far it goes to the right.
int topRowEnd(MapDeskTest& desk)
{
    const auto* places = desk.part<QPushButton>("placesToCheck");
    const QWidget* last = desk.part<PlaceFinder>("placeFinder");
    return (places->isVisible() ? places : last)->geometry().right();
}
/// The tool tip that comes there.
QString tipAt(QWidget* widget, QPoint at)
{
    QToolTip::hideText();
    REQUIRE(QTest::qWaitFor([] { return QToolTip::text().isEmpty(); }, 5000));
    QHelpEvent help(QEvent::ToolTip, at, widget->mapToGlobal(at));
    QApplication::sendEvent(widget, &help);
    return QToolTip::text();
}
} // namespace

TEST_CASE("map: each tool says in a word what it does where there is room, and its key in the tool tip")
{
    MapDeskTest desk;
    const auto* controls = desk.page.findChild<MapControls*>();
    REQUIRE(controls);
    const auto buttons = controls->findChildren<QToolButton*>();
    REQUIRE(buttons.size() == 9);
    for (const int width : {1254, 783, 560}) { // the page of a window on a screen of 1366, at 150 %, and less
        INFO(width);
        desk.page.resize(width, width == 1254 ? 692 : 424);
        desk.settle();
        const bool words = buttons.first()->toolButtonStyle() == Qt::ToolButtonTextBesideIcon;
        CHECK((words || width < 1254));
        CHECK_FALSE((words && width == 560));
        CHECK(topRowEnd(desk) < controls->geometry().left());
        CHECK(controls->geometry().right() < desk.canvas->width());
        CHECK(controls->geometry().bottom() < desk.canvas->height());
        const QRect player = desk.part<QWidget>("quarterPlayer")->geometry();
        CHECK_FALSE(player.intersects(desk.canvas->findChild<ScaleBox*>()->geometry()));
        CHECK_FALSE(player.intersects(desk.part<LegendBox>("legend")->geometry()));
        CHECK((player.right() < desk.canvas->width() || width == 560)); // the legend leaves too little there
        CHECK_FALSE((player.intersects(controls->geometry()) && width > 560));
        for (const QToolButton* button : buttons) {
            INFO(button->objectName().toStdString());
            CHECK((button->toolButtonStyle() == Qt::ToolButtonTextBesideIcon) == words);
            CHECK(button->width() >= (words ? button->sizeHint().width() : button->height()));
            CHECK(button->width() == buttons.first()->width());
            CHECK_FALSE(button->text().isEmpty());
            CHECK(button->toolTip().startsWith(button->accessibleName()));
        }
    }
    CHECK(desk.part<QToolButton>("map-zoom-fit")->toolTip().contains(QStringLiteral("Home")));
    CHECK(desk.part<QToolButton>("map-left")->toolTip().contains(QStringLiteral("Alt+←")));
}

TEST_CASE("map: what unfolds the panel says so and stands before the finder")
{
    MapDeskTest desk;
    const auto* unfold = desk.part<QToolButton>("map-layers");
    const auto* finder = desk.part<PlaceFinder>("placeFinder");
    QTest::mouseClick(desk.part<QToolButton>("foldThemePanel"), Qt::LeftButton);
    desk.settle();
    REQUIRE(unfold->isVisible());
    CHECK(unfold->text() == QStringLiteral("专题和图层"));
    CHECK(unfold->width() >= unfold->sizeHint().width());
    CHECK(unfold->geometry().right() < finder->geometry().left());
    QTest::mouseClick(desk.part<QToolButton>("map-layers"), Qt::LeftButton);
    desk.settle();
    CHECK(finder->x() == theme::gap);
}

TEST_CASE("map: a long name in the legend ends before its figures and is whole under the pointer")
{
    MapDeskTest desk;
    const QString name = QStringLiteral("全区农业社会化服务示范片和高标准农田建设项目区2021至2025年规划范围");
    desk.whenAsked<AddLayerDialog>("addLayerDialog", [&](AddLayerDialog* dialog) {
        dialog->setFile(desk.fixture("zone_no_prj.shp"));
        auto* accept = dialog->findChild<QPushButton*>(QStringLiteral("acceptLayer"));
        CHECK(QTest::qWaitFor([&] { return accept->isEnabled(); }, 10000));
        dialog->findChild<QLineEdit*>(QStringLiteral("newLayerName"))->setText(name);
        QTest::mouseClick(accept, Qt::LeftButton);
    });
    QTest::mouseClick(desk.part<QToolButton>("addLayer"), Qt::LeftButton);
    desk.settle();
    const auto* legend = desk.part<LegendBox>("legend");
    CHECK(legend->accessibleDescription().contains(name)); // it is in it
    CHECK(legend->width() <= desk.canvas->width() / 3);
    CHECK(legend->geometry().bottom() < desk.canvas->height());
    const QPoint last = legend->geometry().bottomLeft() + QPoint(60, -20);
    CHECK(tipAt(desk.canvas, last) == name);
    CHECK(tipAt(desk.canvas, legend->geometry().topLeft() + QPoint(60, 14)).isEmpty()); // the title fits
    CHECK(tipAt(desk.canvas, legend->geometry().topRight() + QPoint(90, 0)).isEmpty());
}
