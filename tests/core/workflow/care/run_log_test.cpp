#include "core/workflow/care/run_log.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <cstdlib>

using namespace coop;

extern int (*coopBeforeTests)(int, char**);

namespace
{
/// A program that dies: --crash null|abort FOLDER.
int crashOrTests(int argc, char** argv)
{
    if (argc != 4 || QByteArray(argv[1]) != "--crash")
        return -1;
    const QCoreApplication application(argc, argv);
    runLog::begin(QString::fromUtf8(argv[3]));
    const QByteArray how(argv[2]);
    if (how == "abort")
        std::abort();
    volatile int* volatile nowhere = nullptr;
    *nowhere = 1;
    return 0;
}
const bool crashes = [] {
    coopBeforeTests = crashOrTests;
    return true;
}();
} // namespace

TEST_CASE("a crash leaves where the stack stood for the next run's log, without a path")
{
    const QTemporaryDir folder;
    const QString log = folder.filePath(QStringLiteral("log"));
    for (const char* how : {"null", "abort"}) {
        INFO(how);
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(),
            {QStringLiteral("--crash"), QString::fromLatin1(how), log});
        REQUIRE(program.waitForFinished(60000));
        CHECK(
            (program.exitStatus() == QProcess::CrashExit || program.exitCode() != 0)); // it dies all the same
        runLog::begin(log);
        CHECK(runLog::wasCutShort());
        const QString said = QString::fromUtf8(runLog::content());
        INFO(said.toStdString());
        CHECK(said.contains(
            QFileInfo(QCoreApplication::applicationFilePath()).fileName() + QStringLiteral("+0x")));
        CHECK_FALSE(
            said.contains(QDir::separator() + QFileInfo(QCoreApplication::applicationFilePath()).fileName()));
        CHECK(QDir(log).entryList({QStringLiteral("crash-*")}).isEmpty());
        runLog::forgetCut();
        runLog::end();
        QDir(log).removeRecursively();
    }
}

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
