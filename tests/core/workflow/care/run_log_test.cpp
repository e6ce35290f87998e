#include "core/workflow/care/run_log.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("the log of the runs keeps neither names nor paths and stays small")
{
    const QTemporaryDir folder;
    runLog::begin(folder.path());
    CHECK_FALSE(runLog::wasCutShort());
    runLog::note(QStringLiteral(
        "“张三”不在名单里，文件 /home/zhangsan/某县/台账.gpkg 和 C:\\Users\\李四\\桌面\\账.gpkg"));
    const QString said = QString::fromUtf8(runLog::content());
    CHECK(said.contains(QStringLiteral("不在名单里")));
    for (const char* secret : {"张三", "zhangsan", "李四", "台账.gpkg"})
        CHECK_FALSE(said.contains(QString::fromUtf8(secret)));
    const QString long500(500, u'长');
    for (int i = 0; i < 1000; ++i)
        runLog::note(long500);
    qint64 all = 0;
    for (const QFileInfo& file : QDir(folder.path()).entryInfoList(QDir::Files))
        all += file.size();
    CHECK(all < 2 * runLog::largestFile + 10'000);
    CHECK(QDir(folder.path()).entryList(QDir::Files).size() <= 3);
    runLog::end();
}

TEST_CASE("a run that did not come to its end is known to the next one, and one that goes on is none")
{
    const QTemporaryDir folder;
    {
        QFile mark(folder.filePath(QStringLiteral("running-4194305.lock"))); // above every process number
        REQUIRE(mark.open(QIODevice::WriteOnly));
        mark.write("4194305\ncoopmap\n\n\n\n");
    }
    runLog::begin(folder.path());
    CHECK(runLog::wasCutShort());
    runLog::forgetCut();
    CHECK_FALSE(runLog::wasCutShort());
    CHECK(QDir(folder.path()).entryList({QStringLiteral("running-*")}).size() == 1); // our own
    runLog::end();
    CHECK(QDir(folder.path()).entryList({QStringLiteral("running-*")}).isEmpty());
    runLog::begin(folder.path());
    CHECK_FALSE(runLog::wasCutShort());
    runLog::end();
}
