#include "tests/ui/map/map_desk.h"

#include "core/base/text/pinyin.h"
#include "core/store/kept/theme_table.h"
#include "core/store/unit_of_work.h"
#include "core/workflow/mapping/reference_layers.h"
#include "ui/map/canvas/box_selection.h"
#include "ui/map/canvas/measure_tool.h"
#include "ui/map/feature_card.h"
#include "ui/map/layers/add_layer_dialog.h"
#include "ui/map/layers/layer_style_dialog.h"
#include "ui/map/place_finder.h"
#include "ui/map/themes/theme_panel.h"
#include "ui/map/themes/theme_settings.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QInputDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>
#include <cmath>

using namespace coop;

TEST_CASE("map: a layer without CRS is added from its preview, ordered, restyled and taken back")
{
    MapDeskTest desk;
    desk.whenAsked<AddLayerDialog>("addLayerDialog", [&](AddLayerDialog* dialog) {
        dialog->setFile(desk.fixture("zone_no_prj.shp"));
        auto* accept = dialog->findChild<QPushButton*>(QStringLiteral("acceptLayer"));
        CHECK(QTest::qWaitFor([&] { return accept->isEnabled(); }, 10000));
        CHECK(dialog->findChild<QComboBox*>(QStringLiteral("layerCrs"))
                  ->currentText()
                  .contains(QStringLiteral("108°E")));
        CHECK(dialog->findChild<QLabel*>(QStringLiteral("layerNote"))
                  ->text()
                  .contains(QStringLiteral("2 个要素")));
        QTest::mouseClick(accept, Qt::LeftButton);
    });
    QTest::mouseClick(desk.part<QToolButton>("addLayer"), Qt::LeftButton);
    desk.settle();
    auto layers = *mapLayers(desk.session.workspace());
    REQUIRE(layers.size() == 2);
    CHECK(layers[1].crs == QStringLiteral("EPSG:4545"));
    REQUIRE(desk.canvas->document().content().references.size() == 1);
    CHECK(desk.said.join(u' ').contains(QStringLiteral("已添加图层")));

    auto* list = desk.part<QListWidget>("layerList");
    REQUIRE(list->count() == 2);
    CHECK(list->item(1)->text() == QStringLiteral("镇街颜色"));
    list->setFocus();
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Down, Qt::ControlModifier);
    desk.settle();
    CHECK((*mapLayers(desk.session.workspace()))[1].place == -1);
    CHECK(desk.canvas->document().content().references[0].place == -1);
    list->item(1)->setCheckState(Qt::Unchecked);
    desk.settle();
    CHECK_FALSE(desk.canvas->document().content().references[0].visible);

    desk.whenAsked<LayerStyleDialog>("layerStyle", [&](LayerStyleDialog* dialog) {
        dialog->findChild<QSlider*>(QStringLiteral("layerOpacity"))->setValue(40);
        auto* label = dialog->findChild<QComboBox*>(QStringLiteral("layerLabel"));
        label->setCurrentIndex(label->findData(QStringLiteral("name")));
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("saveStyle")), Qt::LeftButton);
    });
    list->setCurrentRow(1);
    QTest::keyClick(list, Qt::Key_F2);
    desk.settle();
    CHECK(desk.canvas->document().content().references[0].opacity == Approx(0.4));
    CHECK(desk.canvas->document().content().references[0].geometry->features[0].label
        == QStringLiteral("云岭镇"));
    list->setCurrentRow(1);
    QTest::keyClick(list, Qt::Key_Delete);
    desk.settle();
    CHECK(mapLayers(desk.session.workspace())->size() == 1);
}

TEST_CASE("map: boundaries of strangers are refused before anything is replaced")
{
    MapDeskTest desk;
    desk.whenAsked<AddLayerDialog>("addLayerDialog", [&](AddLayerDialog* dialog) {
        dialog->setFile(desk.fixture("lines.dxf"));
        auto* note = dialog->findChild<QLabel*>(QStringLiteral("layerNote"));
        CHECK(QTest::qWaitFor([&] { return note->text().contains(QStringLiteral("要素")); }, 10000));
        dialog->setFile(desk.fixture("没有.shp"));
        CHECK(QTest::qWaitFor([&] { return note->text().contains(QStringLiteral("找不到")); }, 10000));
        CHECK_FALSE(dialog->findChild<QPushButton*>(QStringLiteral("acceptLayer"))->isEnabled());
        dialog->reject();
    });
    QTest::mouseClick(desk.part<QToolButton>("addLayer"), Qt::LeftButton);
    CHECK(mapLayers(desk.session.workspace())->size() == 1);
}

TEST_CASE("map: a theme's settings show at once and are saved under a name")
{
    MapDeskTest desk;
    auto* panel = desk.part<ThemePanel>("themePanel");
    panel->setIndicator(QStringLiteral("mu-times"));
    panel->setBreakdown(Breakdown::byTownship);
    desk.settle();
    desk.whenAsked<ThemeSettings>("themeSettings", [&](ThemeSettings* dialog) {
        dialog->findChild<QComboBox*>(QStringLiteral("themeMethod"))
            ->setCurrentIndex(int(ThemeChoice::Method::natural));
        dialog->findChild<QComboBox*>(QStringLiteral("themeRamp"))->setCurrentIndex(1);
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("acceptTheme")), Qt::LeftButton);
    });
    QTest::mouseClick(desk.part<QPushButton>("themeSettingsButton"), Qt::LeftButton);
    desk.settle();
    const AreaTheme shown = desk.canvas->document().content().theme;
    CHECK(shown.classes.size() == 5);
    CHECK(shown.classes.first().fill == QColor(0xEF, 0xF3, 0xFF));
    desk.whenAsked<QInputDialog>("themeName", [](QInputDialog* dialog) {
        dialog->setTextValue(QStringLiteral("春耕"));
        dialog->accept();
    });
    QTest::mouseClick(desk.part<QPushButton>("saveTheme"), Qt::LeftButton);
    desk.settle();
    REQUIRE(savedThemes(desk.session.workspace())->size() == 1);
    panel->setIndicator(QString());
    panel->setChoice({});
    desk.settle();
    CHECK(desk.canvas->document().content().theme.categorical);
    auto* themes = desk.part<QListWidget>("mapThemes");
    CHECK(themes->item(0)->text() == QStringLiteral("★ 春耕"));
    themes->setCurrentRow(0);
    desk.settle();
    const AreaTheme again = desk.canvas->document().content().theme;
    CHECK(again.title == shown.title);
    CHECK(again.level == AreaTheme::Level::area);
    REQUIRE(again.classes.size() == 5);
    CHECK(again.classes.first().fill == shown.classes.first().fill);
}

TEST_CASE("map: a place is found by the first letters of its pinyin and its card opens there")
{
    MapDeskTest desk;
    auto* finder = desk.part<PlaceFinder>("placeFinder");
    QTest::keyClick(&desk.page, Qt::Key_F, Qt::ControlModifier);
    const QString typed = pinyinInitials(desk.canvas->document().content().areas.first().name);
    REQUIRE_FALSE(finder->find(typed).isEmpty());
    const QString name = finder->find(typed).first().name;
    const double before = desk.canvas->view().scale();
    QTest::keyClicks(finder, typed);
    QTest::keyClick(finder, Qt::Key_Return);
    desk.settle();
    CHECK(desk.canvas->view().scale() < before);
    CHECK(desk.page.findChild<FeatureCard*>()->isVisible());
    CHECK(desk.page.findChild<FeatureCard*>()->accessibleName() == name);
    QTest::keyClick(desk.canvas, Qt::Key_Left, Qt::AltModifier);
    CHECK(desk.canvas->view().scale() == Approx(before));
    QTest::keyClick(desk.canvas, Qt::Key_Right, Qt::AltModifier);
    CHECK(desk.canvas->view().scale() < before);
    CHECK(finder->find(QStringLiteral("qqqq")).isEmpty());
}

TEST_CASE("map: Shift and a drag zoom to a box, Home shows everything again")
{
    MapDeskTest desk;
    const double before = desk.canvas->view().scale();
    QTest::mousePress(desk.canvas, Qt::LeftButton, Qt::ShiftModifier, {300, 200});
    QTest::mouseMove(desk.canvas, {500, 350});
    QTest::mouseRelease(desk.canvas, Qt::LeftButton, Qt::ShiftModifier, {500, 350});
    CHECK(desk.canvas->view().scale() < before / 2);
    QTest::keyClick(desk.canvas, Qt::Key_Home);
    CHECK(desk.canvas->view().scale() == Approx(before));
}

TEST_CASE("map: a length is measured by clicks, the last one is taken back, Esc leaves the tool")
{
    MapDeskTest desk;
    QTest::mouseClick(desk.part<QToolButton>("map-measure-line"), Qt::LeftButton);
    auto* tool = qobject_cast<MeasureTool*>(desk.canvas->tool());
    REQUIRE(tool);
    desk.click({200, 300});
    desk.click({300, 300});
    desk.click({300, 400});
    QTest::keyClick(desk.canvas, Qt::Key_Backspace);
    QTest::keyClick(desk.canvas, Qt::Key_Return);
    const double metres = 100 * desk.canvas->view().metresPerUnit();
    const QString said = tool->result();
    INFO(said.toStdString());
    REQUIRE(said.endsWith(QStringLiteral(" 千米")));
    CHECK(said.chopped(3).toDouble() == Approx(metres / 1000).epsilon(0.002));
    QTest::keyClick(desk.canvas, Qt::Key_Escape);
    CHECK(desk.canvas->tool() == nullptr);
}

TEST_CASE("map: an outlet is moved by two clicks as one step that can be taken back")
{
    MapDeskTest desk;
    const MapContent& content = desk.canvas->document().content();
    const auto layer = std::find_if(content.points.begin(), content.points.end(),
        [](const PointLayer& each) { return each.id == QStringLiteral("outlets"); });
    REQUIRE(layer != content.points.end());
    const PointFeature point = layer->points.first();
    auto* card = desk.page.findChild<FeatureCard*>();
    Q_EMIT card->moveWanted(QStringLiteral("outlets"), point.id);
    auto* save = desk.part<QPushButton>("savePlace");
    CHECK_FALSE(save->isEnabled());
    const QPointF target(420, 330);
    const MapPoint expected = desk.canvas->view().toMetres(target);
    desk.click(target);
    REQUIRE(save->isEnabled());
    QTest::mouseClick(save, Qt::LeftButton);
    desk.settle();
    const auto row = desk.session.workspace().row(QStringLiteral("outlets"), point.id);
    REQUIRE(row);
    const MapPoint at = desk.canvas->document().content().projection.toMetres(
        {(*row)[u"lon"].real(), (*row)[u"lat"].real()});
    CHECK(std::hypot(at.x - expected.x, at.y - expected.y) < 2);
    CHECK(desk.said.join(u' ').contains(QStringLiteral("移动")));
    CHECK(desk.canvas->tool() == nullptr);
}

TEST_CASE("map: the slider changes the quarter of the whole program, the picture goes to the clipboard")
{
    MapDeskTest desk;
    auto* slider = desk.part<QSlider>("quarterSlider");
    CHECK(slider->value() == 3);
    slider->setValue(2);
    CHECK(desk.session.period() == Period::ofQuarter(2024, 3));
    desk.settle();
    desk.session.setPeriod(Period::ofQuarter(2024, 4));
    CHECK(slider->value() == 3);
    auto* play = desk.part<QToolButton>("playQuarters");
    slider->setValue(slider->maximum());
    QTest::mouseClick(play, Qt::LeftButton);
    CHECK(slider->value() == slider->minimum());
    CHECK(QTest::qWaitFor([&] { return slider->value() == slider->minimum() + 1; }, 10000));
    { // it does not go on behind a question
        QDialog question(&desk.page);
        question.open();
        desk.settle();
        const int stands = slider->value();
        QTest::qWait(2500); // twice a step
        CHECK(slider->value() == stands);
    }
    CHECK(QTest::qWaitFor([&] { return slider->value() > slider->minimum() + 1; }, 10000));
    QTest::mouseClick(play, Qt::LeftButton);
    const QImage picture = desk.canvas->picture(2);
    CHECK(picture.width() == desk.canvas->width() * 2);
}

TEST_CASE("map: what lies in a box is counted by ledger and asked for there")
{
    MapDeskTest desk;
    RowsPlace asked;
    QObject::connect(&desk.session, &Session::placeRequested, &desk.page,
        [&](const Place& place) { asked = std::get<RowsPlace>(place); });
    const QPoint from(250, 150), to(650, 450);
    QTest::mouseClick(desk.part<QToolButton>("map-select-box"), Qt::LeftButton);
    QTest::mousePress(desk.canvas, Qt::LeftButton, {}, from);
    QTest::mouseMove(desk.canvas, {400, 300});
    QTest::mouseMove(desk.canvas, to);
    QTest::mouseRelease(desk.canvas, Qt::LeftButton, {}, to);
    REQUIRE(desk.part<BoxSelection>("boxSelection")->isVisible());
    Bounds box;
    box.add(desk.canvas->view().toMetres(from));
    box.add(desk.canvas->view().toMetres(to));
    QSet<qint64> expected, shown; // closed ones are not on the map
    for (const PointLayer& layer : desk.canvas->document().content().points)
        for (const PointFeature& point : layer.points)
            shown.insert(point.id);
    const auto outlets = desk.session.workspace().rows({.registry = QStringLiteral("outlets")});
    REQUIRE(outlets);
    for (const Record& row : *outlets)
        if (shown.contains(row.id) && !row[u"lon"].isNull()
            && box.contains(desk.canvas->document().content().projection.toMetres(
                {row[u"lon"].real(), row[u"lat"].real()})))
            expected.insert(row.id);
    REQUIRE(expected.size() > 5);
    auto* button = desk.part<QPushButton>("box.outlets");
    CHECK(button->text() == QStringLiteral("服务网点 %1 个").arg(expected.size()));
    QTest::mouseClick(button, Qt::LeftButton);
    CHECK(asked.registry == QStringLiteral("outlets"));
    CHECK(QSet<qint64>(asked.rows.begin(), asked.rows.end()) == expected);
    CHECK(asked.title.contains(QString::number(expected.size())));
    desk.session.setPeriod(Period::ofQuarter(2023, 4)); // before most were opened
    desk.settle();
    const auto now = desk.page.findChildren<QPushButton*>(QStringLiteral("box.outlets"));
    CHECK((now.isEmpty() || now.last()->text() != QStringLiteral("服务网点 %1 个").arg(expected.size())));
    QTest::keyClick(desk.canvas, Qt::Key_Escape);
    CHECK_FALSE(desk.part<BoxSelection>("boxSelection")->isVisible());
}

TEST_CASE("map: points outside their township and rows without a point are listed and can be put right")
{
    MapDeskTest desk;
    auto outlets = *desk.session.workspace().rows({.registry = QStringLiteral("outlets")});
    auto* button = desk.part<QPushButton>("placesToCheck");
    const QString before = button->isVisible() ? button->text() : QString();
    const auto change = [&](Record row) {
        const auto work = UnitOfWork::begin(desk.session.workspace(), desk.session.author(Door::form, {}));
        REQUIRE(work);
        REQUIRE((*work)->change(row));
        REQUIRE((*work)->commit());
        desk.session.noteSaved({});
        desk.settle();
    };
    Record astray = outlets[0];
    astray.set(u"lon", 106.0);
    astray.set(u"lat", 28.0);
    change(astray);
    REQUIRE(button->isVisible());
    CHECK(button->text() != before);
    CHECK(button->text().contains(QStringLiteral("1 个点不在所属镇街")));
    QTimer::singleShot(200, &desk.page, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        REQUIRE(menu);
        QString texts;
        for (const QAction* action : menu->actions())
            texts += action->text() + u'\n';
        CHECK(texts.contains(astray.title()));
        CHECK(texts.contains(QStringLiteral("落在各镇街以外")));
        menu->close();
    });
    QTest::mouseClick(button, Qt::LeftButton);
}

TEST_CASE("map: a layer whose name speaks of GCJ-02 says so and what was chosen for it")
{
    MapDeskTest desk;
    desk.whenAsked<AddLayerDialog>("addLayerDialog", [&](AddLayerDialog* dialog) {
        auto* note = dialog->findChild<QLabel*>(QStringLiteral("layerNote"));
        auto* accept = dialog->findChild<QPushButton*>(QStringLiteral("acceptLayer"));
        dialog->setFile(desk.fixture("gcj02_points.geojson"));
        CHECK(QTest::qWaitFor([&] { return accept->isEnabled(); }, 10000));
        CHECK(dialog->findChild<QComboBox*>(QStringLiteral("layerCrs"))
                  ->currentText()
                  .contains(QStringLiteral("GCJ-02")));
        CHECK(note->text().contains(QStringLiteral("写着“gcj02”")));
        CHECK(note->text().contains(QStringLiteral("“坐标系”")));
        CHECK_FALSE(note->text().contains(QStringLiteral("--")));
        CHECK(note->property("role").toString() == QStringLiteral("error"));
        dialog->reject();
    });
    QTest::mouseClick(desk.part<QToolButton>("addLayer"), Qt::LeftButton);
}

TEST_CASE("map: a layer that lies nowhere near the district is said to be so before it is added")
{
    MapDeskTest desk;
    const QString file = desk.folder.filePath(QStringLiteral("远处.geojson"));
    QFile far(file);
    REQUIRE(far.open(QIODevice::WriteOnly));
    far.write(R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},)"
              R"("geometry":{"type":"Point","coordinates":[129.5,45.2]}}]})");
    far.close();
    desk.whenAsked<AddLayerDialog>("addLayerDialog", [&](AddLayerDialog* dialog) {
        auto* note = dialog->findChild<QLabel*>(QStringLiteral("layerNote"));
        auto* accept = dialog->findChild<QPushButton*>(QStringLiteral("acceptLayer"));
        dialog->setFile(file);
        CHECK(QTest::qWaitFor([&] { return accept->isEnabled(); }, 10000));
        CHECK(note->text().contains(QStringLiteral("本区范围以外")));
        CHECK(note->property("role").toString() == QStringLiteral("error"));
        dialog->setFile(desk.fixture("zone_no_prj.shp"));
        CHECK(QTest::qWaitFor([&] { return note->text().contains(QStringLiteral("2 个要素")); }, 10000));
        CHECK_FALSE(note->text().contains(QStringLiteral("本区范围以外")));
        dialog->reject();
    });
    QTest::mouseClick(desk.part<QToolButton>("addLayer"), Qt::LeftButton);
}
