#include "core/workflow/mapping/linked_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
void touch(const QString& path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
}
} // namespace

TEST_CASE("a link leads only to what lies below the workspace's folder")
{
    const QTemporaryDir outer;
    const QDir folder(outer.path() + QStringLiteral("/县"));
    REQUIRE(folder.mkpath(QStringLiteral("图层/旧")));
    touch(outer.filePath(QStringLiteral("外.tif")));
    touch(folder.filePath(QStringLiteral("图层/内.tif")));
    const QString workspace = folder.filePath(QStringLiteral("县.gpkg"));
    for (const char* link : {"图层/内.tif", "图层/旧/../内.tif", "还没有.geojson", "./图层/内.tif"}) {
        INFO(link);
        CHECK(linkedFile(workspace, QString::fromUtf8(link)));
    }
    for (const char* link :
        {"", ".", "..", "../外.tif", "图层/../../外.tif", "..\\外.tif", "/etc/passwd", "//server/share/x.tif",
            "\\\\server\\share\\x.tif", "C:/x.tif", "C:x.tif", "/vsicurl/http://127.0.0.1/x.tif",
            "http://127.0.0.1/x", "file:///etc/passwd", "WMS:http://127.0.0.1/", "/vsizip/x.zip"}) {
        INFO(link);
        const auto file = linkedFile(workspace, QString::fromUtf8(link));
        REQUIRE_FALSE(file);
        CHECK(file.error().kind == ErrorKind::refused);
    }
    // A symbolic link does not lead out either.
    REQUIRE(QFile::link(outer.filePath(QStringLiteral("外.tif")), folder.filePath(QStringLiteral("骗.tif"))));
    CHECK_FALSE(linkedFile(workspace, QStringLiteral("骗.tif")));
}

TEST_CASE("a file elsewhere is not linked to and the sentence says where to put it")
{
    const QTemporaryDir outer;
    REQUIRE(QDir(outer.path()).mkpath(QStringLiteral("县/图层")));
    const QString workspace = outer.filePath(QStringLiteral("县/县.gpkg"));
    touch(outer.filePath(QStringLiteral("外.tif")));
    touch(outer.filePath(QStringLiteral("县/图层/内.tif")));
    CHECK(linkToFile(workspace, outer.filePath(QStringLiteral("县/图层/内.tif"))).value()
        == QStringLiteral("图层/内.tif"));
    const auto outside = linkToFile(workspace, outer.filePath(QStringLiteral("外.tif")));
    REQUIRE_FALSE(outside);
    CHECK(outside.error().text.contains(QDir::toNativeSeparators(outer.filePath(QStringLiteral("县")))));
}
