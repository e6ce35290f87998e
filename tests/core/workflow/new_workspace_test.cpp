#include "core/store/history/change_log.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/new_workspace.h"
#include "core/workflow/program_data.h"
#include "core/workflow/tasks/task_status.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
const QString plan = QStringLiteral("nanchuan-2024-17");

QString square(const QString& code, const QString& name, double lon)
{
    return QStringLiteral(
        R"({"type":"Feature","properties":{"code":"%1","name":"%2"},"geometry":{"type":"Polygon",)"
        R"("coordinates":[[[%3,29.1],[%4,29.1],[%4,29.2],[%3,29.2],[%3,29.1]]]}})")
        .arg(code, name)
        .arg(lon)
        .arg(lon + 0.1);
}

QString writeLayer(const QTemporaryDir& folder, const QStringList& features)
{
    const QString path = folder.filePath(QStringLiteral("边界.geojson"));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write((QStringLiteral(R"({"type":"FeatureCollection","features":[%1]})").arg(features.join(u',')))
                   .toUtf8());
    return path;
}
} // namespace

TEST_CASE("a new workspace holds the plan's townships, federations, targets, tasks and its schematic layer")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("新.gpkg"));
    REQUIRE(newWorkspace({.path = path, .plan = plan, .who = QStringLiteral("张三")}).has_value());
    const auto workspace = Workspace::open(path, Workspace::Access::read);
    REQUIRE(workspace.has_value());
    CHECK(*(*workspace)->count(QStringLiteral("townships")) == 34);
    CHECK(*(*workspace)->count(QStringLiteral("federations")) == 11);
    CHECK(*(*workspace)->count(QStringLiteral("tasks")) == 32);
    CHECK(*(*workspace)->count(QStringLiteral("outlets")) == 0);
    const auto layers = mapLayers(**workspace);
    REQUIRE(layers->size() == 1);
    CHECK(layers->first().joined == 34);
    CHECK(layers->first().schematic);
    CHECK(layers->first().credits.contains(QStringLiteral("OpenStreetMap")));
    const auto entries = history(**workspace);
    for (const ChangeEntry& entry : *entries)
        CHECK(entry.who == QStringLiteral("张三"));
}

TEST_CASE("a step that is refused leaves no file behind")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.gpkg"));
    const QString stranger
        = writeLayer(folder, {square(QStringLiteral("999"), QStringLiteral("别处镇"), 107)});
    const auto made = newWorkspace({.path = path,
        .plan = plan,
        .who = QStringLiteral("张三"),
        .boundaries = LayerFile{.path = stranger}});
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().text.contains(QStringLiteral("没有一个面能按代码或名称对上")));
    CHECK_FALSE(QFileInfo::exists(path));
    CHECK_FALSE(QFileInfo::exists(path + QStringLiteral("-wal")));
}

TEST_CASE("a new workspace tells what of its boundaries found no township")
{
    const QTemporaryDir folder;
    const QString layer = writeLayer(folder,
        {square(QStringLiteral("500119104"), QStringLiteral("甲"), 107),
            square(QStringLiteral("1"), QStringLiteral("别处镇"), 107.2)});
    const auto made = newWorkspace({.path = folder.filePath(QStringLiteral("x.gpkg")),
        .plan = plan,
        .who = QStringLiteral("张三"),
        .boundaries = LayerFile{.path = layer}});
    REQUIRE(made.has_value());
    REQUIRE(made->boundaries.has_value());
    const QStringList told = unmatchedIn(*made->boundaries);
    REQUIRE(told.size() == 2);
    CHECK(told[0] == QStringLiteral("没有对上镇街的面：别处镇"));
    CHECK(told[1].startsWith(QStringLiteral("没有边界的镇街：")));
    const auto own = newWorkspace(
        {.path = folder.filePath(QStringLiteral("y.gpkg")), .plan = plan, .who = QStringLiteral("张三")});
    REQUIRE(own.has_value());
    CHECK(unmatchedIn(own->boundaries.value()).isEmpty());
}

TEST_CASE("a plan whose boundary file is missing is told with plan and file and leaves nothing behind")
{
    const QTemporaryDir folder;
    QFile source(*planFile(plan));
    REQUIRE(source.open(QIODevice::ReadOnly));
    const QString moved = folder.filePath(QStringLiteral("方案.json"));
    QFile copy(moved);
    REQUIRE(copy.open(QIODevice::WriteOnly));
    copy.write(source.readAll().replace("nanchuan_townships_schematic.gpkg", "没有.gpkg"));
    copy.close();
    const QString path = folder.filePath(QStringLiteral("x.gpkg"));
    const auto made = newWorkspace({.path = path, .plan = moved, .who = QStringLiteral("张三")});
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().text.contains(QDir::toNativeSeparators(moved)));
    CHECK(made.error().text.contains(QStringLiteral("没有.gpkg")));
    CHECK(made.error().text.contains(QStringLiteral("请把它放到")));
    CHECK_FALSE(QFileInfo::exists(path));
}

TEST_CASE("a file that exists is not written over")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("有.gpkg"));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("keep");
    file.close();
    CHECK_FALSE(newWorkspace({.path = path, .plan = plan, .who = QStringLiteral("张三")}).has_value());
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll() == "keep");
}

TEST_CASE("boundaries are joined by code or short name and say what did not match")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.gpkg"));
    const QString layer = writeLayer(folder,
        {square(QStringLiteral("500119104"), QStringLiteral("甲"), 107),
            square({}, QStringLiteral("水江"), 107.1),
            square(QStringLiteral("1"), QStringLiteral("别处镇"), 107.2)});
    REQUIRE(newWorkspace({.path = path, .plan = plan, .who = QStringLiteral("张三")}).has_value());
    const auto workspace = Workspace::open(path, Workspace::Access::write);
    const auto read = readBoundaries({.path = layer});
    REQUIRE(read.has_value());
    const auto added
        = addBoundaries(**workspace, {QStringLiteral("张三"), Door::form, QStringLiteral("换图层")},
            {.path = layer}, *read, joinToTownships(**workspace, *read).value());
    REQUIRE(added.has_value());
    CHECK(added->joined == 2);
    CHECK(added->unmatchedFeatures == QStringList{QStringLiteral("别处镇")});
    CHECK(added->unmatchedTownships.size() == 32);
    CHECK_FALSE(added->schematic);
    CHECK(mapLayers(**workspace)->size() == 1); // in the place of the schematic one
}

TEST_CASE("without any figures only dated tasks whose date is past are red")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.gpkg"));
    REQUIRE(newWorkspace({.path = path, .plan = plan, .who = QStringLiteral("张三")}).has_value());
    const auto workspace = Workspace::open(path, Workspace::Access::read);
    QList<int> red;
    const auto lights = taskStatus(**workspace, QDate(2025, 1, 15));
    for (const TaskStatus& task : *lights)
        if (task.light == TaskLight::red)
            red += task.task->no;
    CHECK(red == QList<int>{1, 2, 3, 4, 8, 21});
    CHECK(lights->at(10).light == TaskLight::grey); // task 11: quantities without a date
}

TEST_CASE("boundaries far from the seats of their townships are told and near ones are not")
{
    const QTemporaryDir folder;
    int made = 0;
    const auto remarks = [&](double east, int moved) {
        const auto own = newWorkspace({.path = folder.filePath(QStringLiteral("%1.gpkg").arg(++made)),
            .plan = plan,
            .who = QStringLiteral("张三"),
            .boundaries = LayerFile{
                .path = writeLayer(folder,
                    {square(QStringLiteral("1"), QStringLiteral("东城街道"), 107.05 + (moved > 0 ? east : 0)),
                        square(QStringLiteral("2"), QStringLiteral("南城街道办事处"),
                            107.05 + (moved > 1 ? east : 0)),
                        square(QStringLiteral("3"), QStringLiteral("西城"),
                            107.05 + (moved > 2 ? east : 0))})}});
        REQUIRE(own.has_value());
        CHECK(own->boundaries->joined == 3);
        return own->remarks.join(u'\n').toStdString();
    };
    CHECK(remarks(0, 0).empty());
    CHECK_THAT(remarks(-3, 1), Catch::Contains("东城街道") && Catch::Contains("有 1 个面"));
    CHECK_THAT(remarks(-3, 3), Catch::Contains("中央经线"));
}
