#include "core/store/undo/undo.h"
#include "core/workflow/mapping/map_content.h"
#include "core/workflow/mapping/reference_layers.h"
#include "tests/core/store/test_workspace.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace coop;

namespace
{
const Author author{QStringLiteral("甲"), Door::form, QString()};
const Projection zone = Projection::forLongitude(108);

QString fixture(const char* name)
{
    return QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/layers/") + QString::fromUtf8(name);
}
} // namespace

TEST_CASE("a layer is copied in with its fields, drawn, named by a field, hidden and removed")
{
    TestWorkspace test;
    const auto added = addReferenceLayer(*test, author,
        {.path = fixture("mixed.geojson"),
            .credits = QStringLiteral("某局"),
            .name = QStringLiteral("路"),
            .labelField = QStringLiteral("name")});
    REQUIRE(added);
    CHECK(added->layer.kind == QStringLiteral("混合"));
    CHECK(added->layer.features == 4);
    REQUIRE(addReferenceLayer(*test, author, {.path = fixture("self_crossing.geojson")})->repaired == 1);
    CHECK(addReferenceLayer(*test, author, {.path = fixture("self_crossing.geojson")}).error().kind
        == ErrorKind::duplicate);
    test.reopen();
    auto layers = need(referenceLayers(*test, zone));
    REQUIRE(layers.size() == 2);
    CHECK(layers[0].name == QStringLiteral("路"));
    CHECK(layers[1].place > layers[0].place);
    CHECK(layers[0].named);
    REQUIRE(layers[0].geometry);
    CHECK(layers[0].geometry->features.size() == 4);
    CHECK(layers[0].geometry->features[2].label == QStringLiteral("甲路"));
    CHECK(layers[0].credits == QStringList{QStringLiteral("某局")});
    // What has not changed is not read again.
    const auto again = need(referenceLayers(*test, zone, layers));
    CHECK(again[0].geometry == layers[0].geometry);
    CHECK(need(referenceLayers(*test, Projection::forLongitude(105), layers))[0].geometry
        != layers[0].geometry);

    auto kept = need(mapLayers(*test));
    kept[0].shown = false;
    kept[0].opacity = 30;
    REQUIRE(changeMapLayers(*test, author, {kept[0]}));
    layers = need(referenceLayers(*test, zone));
    CHECK_FALSE(layers[0].visible);
    CHECK(layers[0].opacity == Approx(0.3));
    REQUIRE(removeMapLayer(*test, author, QStringLiteral("路")));
    CHECK(need(referenceLayers(*test, zone)).size() == 1);
}

TEST_CASE("a linked file is read where it lies; when it is gone the layer says so and comes back with it")
{
    TestWorkspace test;
    const QDir beside = QFileInfo(test.path).dir();
    const QString file = beside.filePath(QStringLiteral("towns.geojson"));
    REQUIRE(QFile::copy(fixture("towns.geojson"), file));
    const auto added = addReferenceLayer(
        *test, author, {.path = file, .labelField = QStringLiteral("name"), .linked = true});
    REQUIRE(added);
    CHECK(added->layer.link == QStringLiteral("towns.geojson"));
    CHECK(need(referenceLayers(*test, zone))[0].geometry->features.size() == 2);
    REQUIRE(QFile::rename(file, file + QStringLiteral(".x")));
    auto layers = need(referenceLayers(*test, zone));
    CHECK(layers[0].geometry == nullptr);
    CHECK(layers[0].problem.contains(QStringLiteral("towns.geojson")));
    REQUIRE(QFile::rename(file + QStringLiteral(".x"), file));
    CHECK(need(referenceLayers(*test, zone, layers))[0].problem.isEmpty());
}

TEST_CASE("a linked layer that was never asked about its datum is drawn and says that its place is doubtful")
{
    TestWorkspace test;
    const QString file = QFileInfo(test.path).dir().filePath(QStringLiteral("towns.geojson"));
    REQUIRE(QFile::copy(fixture("towns.geojson"), file));
    const auto write = [&](const QByteArray& field) { // by another program, after it was linked
        QFile plain(fixture("towns.geojson")), changed(file);
        REQUIRE((plain.open(QIODevice::ReadOnly) && changed.open(QIODevice::WriteOnly)));
        changed.write(plain.readAll().replace("\"code\"", field));
    };
    REQUIRE(addReferenceLayer(*test, author, {.path = file, .linked = true}));
    CHECK(need(referenceLayers(*test, zone))[0].problem.isEmpty());
    write("\"高德经度\"");
    const auto layers = need(referenceLayers(*test, zone));
    REQUIRE(layers[0].geometry);
    CHECK(layers[0].geometry->features.size() == 2);
    CHECK(layers[0].problem.contains(QStringLiteral("高德")));
    CHECK(layers[0].problem.contains(QStringLiteral("重新添加")));
    const auto again = need(referenceLayers(*test, zone, layers));
    CHECK(again[0].geometry == layers[0].geometry);
    CHECK(again[0].problem == layers[0].problem);

    REQUIRE(removeMapLayer(*test, author, QStringLiteral("towns")));
    REQUIRE_FALSE(addReferenceLayer(*test, author, {.path = file, .linked = true}));
    REQUIRE(
        addReferenceLayer(*test, author, {.path = file, .reading = {.datum = Datum::wgs84}, .linked = true}));
    CHECK(need(referenceLayers(*test, zone))[0].problem.isEmpty()); // it was said
}

TEST_CASE("a picture is copied beside the workspace with its world file and lies under the colours")
{
    TestWorkspace test;
    const LayerFile file{.path = fixture("ground.png"), .reading = {.crs = QStringLiteral("EPSG:4490")}};
    const auto added = addReferenceLayer(*test, author, file);
    REQUIRE(added);
    CHECK(added->layer.kind == QStringLiteral("影像"));
    CHECK(added->layer.place < 0);
    const QDir beside = QFileInfo(test.path).dir();
    CHECK(QFile::exists(beside.filePath(added->layer.link)));
    const auto layers = need(referenceLayers(*test, zone));
    REQUIRE(layers[0].raster);
    CHECK(layers[0].raster->bounds(zone).width() > 15'000);
    CHECK(addReferenceLayer(*test, author, {.path = fixture("ground.jpg")})
              .error()
              .text.contains(QStringLiteral("坐标系")));
    // A refused one leaves nothing behind.
    const QDir folder(QFileInfo(beside.filePath(added->layer.link)).absolutePath());
    const auto before = folder.entryList(QDir::Files);
    CHECK(addReferenceLayer(*test, author, file).error().kind == ErrorKind::duplicate);
    CHECK(folder.entryList(QDir::Files) == before);
}

TEST_CASE("a theme's choice is kept as JSON; limits are read as people write them")
{
    ThemeChoice choice;
    choice.method = ThemeChoice::Method::manual;
    choice.limits = {0.5, 2, 10};
    choice.ramp = QStringLiteral("blues");
    choice.outlets = ThemeChoice::Outlets::byRole;
    choice.clusters = true;
    CHECK(need(ThemeChoice::fromJson(choice.toJson())) == choice);
    CHECK(need(ThemeChoice::fromJson(QStringLiteral("{}"))) == ThemeChoice());
    CHECK_FALSE(ThemeChoice::fromJson(QStringLiteral("{\"method\":\"later\"}")));
    CHECK_FALSE(ThemeChoice::fromJson(QStringLiteral("x")));
    CHECK(need(ThemeChoice::limitsOf(QStringLiteral(" 1，2.5、 ５ "))) == QList<double>{1, 2.5, 5});
    CHECK(ThemeChoice::limitsOf(QStringLiteral("1，三")).error().text.contains(QStringLiteral("三")));
    CHECK_FALSE(ThemeChoice::limitsOf(QStringLiteral("2，1")));
    CHECK_FALSE(ThemeChoice::limitsOf({}));
}

TEST_CASE("features of a layer that lie elsewhere are counted with the farthest one")
{
    const TestWorkspace test;
    const auto remarks = [&](const QList<std::pair<double, double>>& places) {
        static int number = 0;
        QByteArray features;
        for (const auto& [lon, lat] : places)
            features += QByteArray(features.isEmpty() ? "" : ",")
                + R"({"type":"Feature","properties":{"name":"点"},"geometry":{"type":"Point","coordinates":[)"
                + QByteArray::number(lon) + ',' + QByteArray::number(lat) + "]}}";
        const QString path = test.folder.filePath(QStringLiteral("点%1.geojson").arg(++number));
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(R"({"type":"FeatureCollection","features":[)" + features + "]}");
        file.close();
        const auto added = addReferenceLayer(*test, author, {.path = path});
        REQUIRE(added);
        return added->remarks;
    };
    const QList<std::pair<double, double>> near{{107.1, 29.1}, {107.2, 29.2}, {107.05, 29.15}};
    CHECK(remarks(near).isEmpty());
    for (const auto& [stray, kilometres] :
        {std::pair(std::pair(0.0, 0.0), 11000), {std::pair(110.2, 29.1), 290}}) {
        const QStringList said = remarks(near + QList<std::pair<double, double>>{stray});
        REQUIRE(said.size() == 1);
        CHECK_THAT(said.first().toStdString(), Catch::Contains("有 1 个要素") && Catch::Contains("“点”"));
        const int away = said.first().section(QStringLiteral("约 "), 1).section(u' ', 0, 0).toInt();
        CHECK(std::abs(away - kilometres) < kilometres / 10);
    }
    // All of them lie elsewhere; a map of the whole country reaches beyond the district.
    CHECK_THAT(
        remarks({{110.2, 29.1}, {110.3, 29.2}}).join(u' ').toStdString(), Catch::Contains("图层离本区"));
    CHECK(remarks({{107.1, 29.1}, {116.4, 39.9}, {121.5, 31.2}}).isEmpty());
}
