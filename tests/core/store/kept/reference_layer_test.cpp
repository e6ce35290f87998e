#include "core/store/care/file_check.h"
#include "core/store/history/change_log.h"
#include "core/store/history/replay.h"
#include "core/store/kept/layer_table.h"
#include "core/store/kept/theme_table.h"
#include "core/store/undo/undo.h"
#include "tests/core/store/test_workspace.h"

#include <QFile>
#include <QTemporaryDir>

using namespace coop;

namespace
{
const Author author{QStringLiteral("甲"), Door::form, QString()};

QByteArray point(double lon, double lat)
{
    QByteArray wkb;
    QDataStream out(&wkb, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out << quint8(1) << qint32(1) << lon << lat;
    return wkb;
}

bool undoLast(Workspace& workspace)
{
    const auto step = need(nextUndo(workspace));
    REQUIRE(step);
    return undo(workspace, author, step->entry).has_value();
}

QStringList findingsOf(const Workspace& workspace)
{
    QStringList texts;
    for (const auto& found : {checkGeoPackage(workspace), checkAgainstHistory(workspace)})
        for (const CheckFinding& each : found)
            texts += each.text;
    return texts;
}
} // namespace

TEST_CASE("what people set on a reference layer is kept, undone as a step, and its attributes come back")
{
    TestWorkspace test;
    MapLayer roads;
    roads.name = QStringLiteral("路");
    roads.role = LayerRole::reference;
    roads.fields = {QStringLiteral("名称"), QStringLiteral("等级")};
    const QList<LayerFeature> features{
        {point(107, 29), {}, QStringLiteral("甲路"), 0, {QStringLiteral("甲路"), QStringLiteral("乡道")}},
        {point(108, 29), {}, {}, 0, {QString(), QStringLiteral("“县”道\n二级")}}};
    REQUIRE(addMapLayer(*test, author, roads, features));
    MapLayer linked = roads;
    linked.name = QStringLiteral("影像");
    linked.link = QStringLiteral("图/影像.tif");
    linked.features = 0;
    REQUIRE(addMapLayer(*test, author, linked, {}));
    auto layers = need(mapLayers(*test));
    REQUIRE(layers.size() == 2);
    CHECK(layers[0].fields == roads.fields);
    CHECK(layers[0].shown);
    CHECK(layers[0].opacity == 100);
    CHECK(layers[1].link == linked.link);
    CHECK(need(mapLayerFeatures(*test, QStringLiteral("影像"))).isEmpty());
    const auto back = need(mapLayerFeatures(*test, QStringLiteral("路")));
    REQUIRE(back.size() == 2);
    CHECK(back[0].values == features[0].values);
    CHECK(back[1].values == features[1].values);

    layers[0].name = QStringLiteral("乡道");
    layers[0].place = -1;
    layers[0].shown = false;
    layers[0].opacity = 40;
    layers[0].labelField = QStringLiteral("名称");
    layers[0].largestScale = 5000;
    layers[0].smallestScale = 200000;
    layers[0].style = QStringLiteral("{\"width\":0.5}");
    layers[1].place = 2;
    REQUIRE(changeMapLayers(*test, author, layers));
    test.reopen();
    const auto changed = need(mapLayers(*test));
    CHECK(changed[0].name == QStringLiteral("乡道"));
    CHECK(changed[0].place == -1);
    CHECK_FALSE(changed[0].shown);
    CHECK(changed[0].opacity == 40);
    CHECK(changed[0].labelField == QStringLiteral("名称"));
    CHECK(changed[0].largestScale == 5000);
    CHECK(changed[0].smallestScale == 200000);
    CHECK(changed[0].style == layers[0].style);
    CHECK(changed[1].place == 2);
    layers[1].name = QStringLiteral("乡道");
    CHECK(changeMapLayers(*test, author, layers).error().kind == ErrorKind::duplicate);
    CHECK(need(mapLayers(*test))[1].name == QStringLiteral("影像"));

    CHECK(findingsOf(*test).isEmpty());
    REQUIRE(removeMapLayer(*test, author, QStringLiteral("影像")));
    REQUIRE(undoLast(*test));
    CHECK(need(mapLayers(*test)).size() == 2);
    REQUIRE(undoLast(*test)); // the removal's undo is redone by nobody: this takes the settings back
    CHECK(need(mapLayers(*test))[0].name == QStringLiteral("路"));
    CHECK(findingsOf(*test).isEmpty());
}

TEST_CASE("a theme is saved under its name, written over, renamed and removed")
{
    TestWorkspace test;
    CHECK(need(savedThemes(*test)).isEmpty());
    CHECK_FALSE(saveTheme(*test, author, QStringLiteral("  "), QStringLiteral("{}")));
    REQUIRE(saveTheme(*test, author, QStringLiteral("春耕"), QStringLiteral("{\"a\":1}")));
    REQUIRE(saveTheme(*test, author, QStringLiteral("春耕"), QStringLiteral("{\"a\":2}")));
    REQUIRE(saveTheme(*test, author, QStringLiteral("信贷"), QStringLiteral("{}")));
    auto all = need(savedThemes(*test));
    REQUIRE(all.size() == 2);
    CHECK(all[1].theme == QStringLiteral("{\"a\":2}"));
    CHECK(renameTheme(*test, author, QStringLiteral("春耕"), QStringLiteral("信贷")).error().kind
        == ErrorKind::duplicate);
    REQUIRE(renameTheme(*test, author, QStringLiteral("春耕"), QStringLiteral("秋收")));
    CHECK(removeTheme(*test, author, QStringLiteral("春耕")).error().kind == ErrorKind::notFound);
    REQUIRE(removeTheme(*test, author, QStringLiteral("秋收")));
    CHECK(need(savedThemes(*test)).size() == 1);
}

TEST_CASE("a file of an older schema that is only read shows empty what it did not have yet")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("旧.gpkg"));
    REQUIRE(QFile::copy(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/workspaces/schema-3.gpkg"), path));
    const auto old = need(Workspace::open(path, Workspace::Access::read));
    CHECK(old->schema() == 3);
    CHECK(need(old->count(QStringLiteral("sheets"))) == 0);
    CHECK(need(old->count(QStringLiteral("outlets"))) > 0);
    CHECK(need(old->rows({.registry = QStringLiteral("sheets")})).isEmpty());
    CHECK(old->row(QStringLiteral("sheets"), 1).error().kind == ErrorKind::notFound);
    CHECK(
        old->rowByCode(QStringLiteral("decisions"), QStringLiteral("X")).error().kind == ErrorKind::notFound);
    CHECK(need(savedThemes(*old)).isEmpty());
    CHECK(need(mapLayers(*old)).size() == 1);
}
