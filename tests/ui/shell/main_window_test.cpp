#include "core/store/figures/indicator_reader.h"
#include "tests/ui/becomes_active.h"
#include "tests/ui/made_example.h"
#include "ui/look/theme.h"
#include "ui/map/canvas/map_canvas.h"
#include "ui/overview/indicator_card.h"
#include "ui/session/page.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/shell/workbench.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QWheelEvent>

using namespace coop;

namespace
{
/// The real window on the example workspace, at the size of the offices' screens.
class Desk
{
public:
    explicit Desk(const Period& period = Period::ofQuarter(2024, 4))
    {
        theme::apply(*qApp);
        window.resize(1366, 768);
        REQUIRE(window.tryOpen(makeExample(path), period).has_value());
        window.show();
        REQUIRE(becomesActive(&window));
        settle();
    }

    void settle()
    {
        REQUIRE(QTest::qWaitFor([this] { return !window.workbench()->page()->busy(); }, 20000));
        QTest::qWait(50);
    }

    void show(const QString& page)
    {
        window.workbench()->showPage(page);
        settle();
    }

    template <class Widget> Widget* find(const QString& name)
    {
        auto* widget = window.findChild<Widget*>(name);
        INFO(name.toStdString());
        REQUIRE(widget != nullptr);
        return widget;
    }

    QString figureOn(const QString& indicator)
    {
        return find<IndicatorCard>(QStringLiteral("card-") + indicator)
            ->findChild<QPushButton*>(QStringLiteral("cardFigure"))
            ->text();
    }

    /// The district's figure as the cards round it.
    QString districtFigure(const QString& indicator, const Period& period) const
    {
        const auto workspace = Workspace::open(path, Workspace::Access::read);
        const auto readings = readIndicator(**workspace, indicator, period, Breakdown::district);
        return roundedFigure(*readings->first().indicator, *readings->first().value);
    }

    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("示例.gpkg"));
    MainWindow window;
};
} // namespace

TEST_CASE("Alt and a number lead to the pages")
{
    Desk desk;
    REQUIRE(pageList().size() > 5);
    for (int i = 0; i < pageList().size(); ++i) {
        QTest::keyClick(&desk.window, Qt::Key(Qt::Key_1 + i), Qt::AltModifier);
        desk.settle();
        CHECK(desk.window.workbench()->currentPage() == pageList()[i].id);
    }
}

TEST_CASE("the cards show what the indicators say, and another quarter changes them")
{
    Desk desk;
    const Period end = Period::ofQuarter(2024, 4);
    const Period summer = Period::ofQuarter(2024, 2);
    for (const QString& indicator :
        {QStringLiteral("mu-times"), QStringLiteral("credit"), QStringLiteral("outlets")}) {
        CHECK(desk.figureOn(indicator) == desk.districtFigure(indicator, end));
    }
    const QString before = desk.figureOn(QStringLiteral("mu-times"));
    desk.window.session()->setPeriod(summer);
    desk.settle();
    CHECK(
        desk.figureOn(QStringLiteral("mu-times")) == desk.districtFigure(QStringLiteral("mu-times"), summer));
    CHECK(desk.figureOn(QStringLiteral("mu-times")) != before);
    CHECK(desk.figureOn(QStringLiteral("willing-households")) == QStringLiteral("未报"));
}

TEST_CASE("a click on a township opens its card")
{
    Desk desk;
    desk.show(QStringLiteral("map"));
    auto* canvas = desk.find<MapCanvas>(QStringLiteral("mapCanvas"));
    const MapDocument& map = canvas->document();
    REQUIRE(map.content().areas.size() == 34);
    int area = 0;
    while (map.content().areas[area].name != QStringLiteral("山王坪镇"))
        ++area;
    QTest::mouseClick(
        canvas, Qt::LeftButton, {}, canvas->view().toUnits(map.labelPoint(area)).toPoint() + QPoint(0, 40));
    desk.settle();
    CHECK(desk.find<QLabel>(QStringLiteral("featureTitle"))->text() == QStringLiteral("山王坪镇"));
    CHECK(desk.find<QWidget>(QStringLiteral("featureCard"))->isVisible());
}

TEST_CASE("the wheel zooms about the cursor, and Home shows all again")
{
    Desk desk;
    desk.show(QStringLiteral("map"));
    auto* canvas = desk.find<MapCanvas>(QStringLiteral("mapCanvas"));
    const MapView whole = canvas->view();
    const QPointF cursor(300, 200);
    const MapPoint under = whole.toMetres(cursor);
    QWheelEvent wheel(cursor, canvas->mapToGlobal(cursor), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas, &wheel);
    CHECK(canvas->view().scale() < whole.scale());
    CHECK(canvas->view().toMetres(cursor).x == Approx(under.x).margin(1));
    CHECK(canvas->view().toMetres(cursor).y == Approx(under.y).margin(1));
    QTest::keyClick(canvas, Qt::Key_Home);
    CHECK(canvas->view().scale() == Approx(whole.scale()));
}

TEST_CASE("a file that is no workspace is refused in the core's sentence and what was open stays")
{
    Desk desk;
    const auto refused = desk.window.tryOpen(QStringLiteral(COOP_SOURCE_DIR "/README.md"));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().text.contains(QStringLiteral("不是本程序的工作区")));
    CHECK(desk.window.session() != nullptr);
}

TEST_CASE("no text on any page is cut at 1366×768, and none is English")
{
    static const QRegularExpression latin(QStringLiteral("[A-Za-z]{2,}"));
    static const QRegularExpression allowed(
        QStringLiteral("PDF|PNG|CGCS|Ctrl|gpkg|QGIS|OpenStreetMap|EPSG|Q[1-4]"));
    Desk desk;
    for (const PageEntry& page : pageList()) {
        desk.show(page.id);
        const auto widgets = desk.window.workbench()->page()->findChildren<QWidget*>();
        for (QWidget* widget : widgets) {
            QString text;
            if (const auto* label = qobject_cast<QLabel*>(widget);
                label && !label->wordWrap() && label->textFormat() != Qt::RichText)
                text = label->text();
            else if (const auto* button = qobject_cast<QAbstractButton*>(widget))
                text = button->text();
            if (text.isEmpty() || !widget->isVisible())
                continue;
            INFO(page.id.toStdString() << ": " << text.toStdString());
            CHECK((!latin.match(text).hasMatch() || allowed.match(text).hasMatch()));
            if (widget->toolTip().isEmpty())
                CHECK(widget->width() >= widget->fontMetrics().horizontalAdvance(text));
        }
    }
}
