// Files that do not say what they hold: asked about when they are added, marked in the list where they were
// not.
#include "tests/ui/map/map_desk.h"

#include "core/base/text/encoding.h"
#include "core/store/unit_of_work.h"
#include "core/workflow/mapping/reference_layers.h"
#include "tests/core/geo/layers/layer_files.h"
#include "ui/map/layers/add_layer_dialog.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

using namespace coop;
using coop::test::geoJson;
using coop::test::LayerFiles;
using coop::test::pointsFile;
using coop::test::zipOf;

namespace
{
QByteArray inBig5(const QString& text)
{
    const auto bytes = Encoding::named("BIG5")->encode(text);
    REQUIRE(bytes);
    return *bytes;
}

/// A table of a neighbour who writes traditional characters; nothing says so.
QString traditional(const LayerFiles& files)
{
    return pointsFile(files, QStringLiteral("網點.shp"), "ESRI Shapefile",
        {inBig5(QStringLiteral("大觀鎮供銷社")), inBig5(QStringLiteral("水江鎮農資超市")),
            inBig5(QStringLiteral("三泉鎮綜合服務社"))});
}

/// The file with its parts in the folder of the workspace, where links may lead.
QString beside(const MapDeskTest& desk, const QString& path)
{
    const QFileInfo file(path);
    for (const QFileInfo& part : file.dir().entryInfoList(QDir::Files))
        if (part.completeBaseName() == file.completeBaseName())
            REQUIRE(QFile::copy(part.filePath(), desk.folder.filePath(part.fileName())));
    return desk.folder.filePath(file.fileName());
}

Author somebody()
{
    return {QStringLiteral("张三"), Door::form, QStringLiteral("添加图层")};
}

/// What a clerk sees of the dialog.
struct Seen {
    explicit Seen(QWidget* dialog)
        : note(dialog->findChild<QLabel*>(QStringLiteral("layerNote")))
        , accept(dialog->findChild<QPushButton*>(QStringLiteral("acceptLayer")))
        , crs(dialog->findChild<QComboBox*>(QStringLiteral("layerCrs")))
        , encoding(dialog->findChild<QComboBox*>(QStringLiteral("layerEncoding")))
        , layers(dialog->findChild<QComboBox*>(QStringLiteral("layerInFile")))
    {
        REQUIRE((note && accept && crs && encoding && layers));
    }
    bool ready() const
    {
        return QTest::qWaitFor([this] { return accept->isEnabled(); }, 20000);
    }
    static void choose(QComboBox* box, int index)
    {
        REQUIRE(index >= 0);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    bool saysWhole(const QString& words) const
    {
        // The dialog has room for it once it was laid out again.
        return note->text().contains(words) && !note->text().contains(QStringLiteral("--"))
            && QTest::qWaitFor(
                [this] { return note->height() >= note->heightForWidth(note->width()); }, 5000);
    }

    QLabel* note;
    QPushButton* accept;
    QComboBox* crs;
    QComboBox* encoding;
    QComboBox* layers;
};
} // namespace

TEST_CASE("map: a linked layer whose datum or encoding nobody said is marked doubtful with what to do")
{
    MapDeskTest desk;
    const LayerFiles files;
    Workspace& workspace = desk.session.workspace();
    const auto gbk = [](const QString& text) { return *Encoding::named("GBK")->encode(text); };
    const QString called = beside(desk,
        files.write(QStringLiteral("路线.geojson"),
            geoJson(R"({"type":"Point","coordinates":[107.1,29.1]})", R"({"高德经度":"107.1"})")));
    const QString own = pointsFile(files, QStringLiteral("国标.shp"), "ESRI Shapefile",
        {gbk(QStringLiteral("大观镇供销社（总店）")), gbk(QStringLiteral("綦垭村"))});
    const QString told = pointsFile(
        files, QStringLiteral("说过.shp"), "ESRI Shapefile", {inBig5(QStringLiteral("水江鎮農資超市"))});
    // As they were linked before anybody asked.
    REQUIRE(addReferenceLayer(workspace, somebody(),
        {.path = called, .reading = {.settled = true}, .name = QStringLiteral("路线"), .linked = true}));
    REQUIRE(addReferenceLayer(workspace, somebody(),
        {.path = beside(desk, traditional(files)), .name = QStringLiteral("邻县网点"), .linked = true}));
    REQUIRE(addReferenceLayer(workspace, somebody(),
        {.path = beside(desk, told),
            .reading = {.encoding = QStringLiteral("GB18030")},
            .name = QStringLiteral("说过的网点"),
            .linked = true}));
    REQUIRE(addReferenceLayer(workspace, somebody(),
        {.path = beside(desk, own), .name = QStringLiteral("本区网点"), .linked = true}));
    desk.session.noteSaved();
    desk.settle();
    auto* list = desk.part<QListWidget>("layerList");
    const auto item = [&](const QString& name) {
        for (int i = 0; i < list->count(); ++i)
            if (list->item(i)->text().startsWith(name))
                return list->item(i);
        FAIL("no layer " << name.toStdString());
        return list->item(0);
    };
    CHECK(item(QStringLiteral("路线"))->text() == QStringLiteral("路线（存疑）"));
    CHECK(item(QStringLiteral("路线"))->toolTip().contains(QStringLiteral("高德")));
    const auto* neighbours = item(QStringLiteral("邻县网点"));
    CHECK(neighbours->text() == QStringLiteral("邻县网点（存疑）"));
    INFO(neighbours->toolTip().toStdString());
    CHECK(neighbours->toolTip().contains(QStringLiteral("文字编码有疑问")));
    CHECK(neighbours->toolTip().contains(QStringLiteral("重新添加")));
    CHECK_FALSE(neighbours->toolTip().contains(QStringLiteral("--")));
    CHECK(item(QStringLiteral("说过的网点"))->text() == QStringLiteral("说过的网点"));
    CHECK(item(QStringLiteral("本区网点"))->text() == QStringLiteral("本区网点"));
}

TEST_CASE("map: a table that can be in two encodings is asked about when it is linked and not afterwards")
{
    MapDeskTest desk;
    const LayerFiles files;
    const QString path = beside(desk, traditional(files));
    desk.whenAsked<AddLayerDialog>("addLayerDialog", [&](AddLayerDialog* dialog) {
        const Seen seen(dialog);
        dialog->setFile(path);
        REQUIRE(seen.ready());
        CHECK(seen.saysWhole(QStringLiteral("文字编码有疑问")));
        CHECK(seen.note->property("role").toString() == QStringLiteral("error"));
        REQUIRE(seen.encoding->isVisible());
        seen.choose(seen.encoding, seen.encoding->findData(QStringLiteral("BIG5")));
        REQUIRE(seen.ready());
        CHECK(QTest::qWaitFor(
            [&] { return !seen.note->text().contains(QStringLiteral("文字编码有疑问")); }, 20000));
        REQUIRE(seen.ready());
        auto* keep = dialog->findChild<QComboBox*>(QStringLiteral("layerKeep"));
        seen.choose(keep, keep->findData(true));
        QTest::mouseClick(seen.accept, Qt::LeftButton);
    });
    QTest::mouseClick(desk.part<QToolButton>("addLayer"), Qt::LeftButton);
    desk.settle();
    CHECK(desk.part<QListWidget>("layerList")->item(0)->text() == QStringLiteral("網點")); // without 存疑
    CHECK(mapLayers(desk.session.workspace())->last().reading.contains(QStringLiteral("BIG5")));
}

TEST_CASE("map: the layers of a zip and latitudes in front are chosen in the dialog")
{
    MapDeskTest desk;
    const LayerFiles files;
    const auto square = [](double x, double y, bool swapped) {
        QByteArray ring;
        for (const auto& [dx, dy] : {std::pair(0.0, 0.0), {0.02, 0.0}, {0.02, 0.02}, {0.0, 0.02}, {0.0, 0.0}})
            ring += (ring.isEmpty() ? "[" : ",[") + QByteArray::number(swapped ? y + dy : x + dx) + ','
                + QByteArray::number(swapped ? x + dx : y + dy) + ']';
        return R"({"type":"Polygon","coordinates":[[)" + ring + "]]}";
    };
    const QByteArray named = R"({"name":"大观镇"})";
    const QString both = files.write(QStringLiteral("边界.zip"),
        zipOf({{"roads.geojson", geoJson(R"({"type":"LineString","coordinates":[[107,29],[107.1,29.1]]})")},
            {"towns.geojson", geoJson(square(106.96, 29.24, false), named)}}));
    const QString swapped
        = files.write(QStringLiteral("纬度在前.geojson"), geoJson(square(106.96, 29.24, true), named));
    desk.whenAsked<AddLayerDialog>("addLayerDialog", [&](AddLayerDialog* dialog) {
        const Seen seen(dialog);
        dialog->setFile(both);
        REQUIRE(seen.ready());
        REQUIRE(seen.layers->isVisible());
        CHECK(seen.layers->count() == 2);
        dialog->findChild<QRadioButton*>(QStringLiteral("asBoundaries"))->click();
        seen.choose(seen.layers, seen.layers->findData(QStringLiteral("towns")));
        REQUIRE(seen.ready());
        CHECK(seen.saysWhole(QStringLiteral("对上 1 个")));

        dialog->setFile(swapped);
        CHECK(QTest::qWaitFor([&] { return !seen.layers->isVisible(); }, 20000));
        INFO(seen.note->text().toStdString());
        CHECK(QTest::qWaitFor(
            [&] { return seen.crs->currentText().contains(QStringLiteral("纬度在前")); }, 20000));
        REQUIRE(seen.ready());
        CHECK(seen.saysWhole(QStringLiteral("对上 1 个")));
        CHECK_FALSE(seen.note->text().contains(QStringLiteral("本区范围以外")));

        dialog->setFile(both); // now it is known that boundaries are wanted
        REQUIRE(seen.ready());
        CHECK(seen.layers->currentData().toString() == QStringLiteral("towns"));
        dialog->setFile(files.path(QStringLiteral("没有.geojson")));
        CHECK(QTest::qWaitFor([&] { return seen.note->text().contains(QStringLiteral("找不到")); }, 20000));
        CHECK(seen.layers->count() == 0); // nothing of the file before
        CHECK(seen.crs->count() == 0);
        CHECK_FALSE(seen.accept->isEnabled());
        dialog->reject();
    });
    QTest::mouseClick(desk.part<QToolButton>("addLayer"), Qt::LeftButton);
}
