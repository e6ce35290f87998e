#include "ui/session/settings.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("a program with a folder for its settings beside it keeps everything in there")
{
    const QTemporaryDir stick;
    const QDir root(stick.path());
    REQUIRE((root.mkpath(QStringLiteral("农服图/bin")) && root.mkpath(QStringLiteral("农服图/settings"))));
    const QString own = root.filePath(QStringLiteral("农服图/settings"));
    QFile file(root.filePath(QStringLiteral("工作区.gpkg")));
    REQUIRE(file.open(QIODevice::WriteOnly));

    settings::keepBeside(root.filePath(QStringLiteral("农服图/bin")));
    CHECK(settings::filesFolder() == QDir(own).canonicalPath());
    settings::addRecentFile(file.fileName());
    CHECK(settings::recentFiles() == QStringList{QFileInfo(file.fileName()).absoluteFilePath()});
    CHECK_FALSE(QDir(own).isEmpty());

    settings::keepBeside(root.filePath(QStringLiteral("bin")));
    CHECK_FALSE(settings::filesFolder().startsWith(QDir(own).canonicalPath()));
}
