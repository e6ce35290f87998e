#include "core/base/files/disk.h"
#include "core/base/files/file_name.h"
#include "core/base/files/input_file.h"
#include "core/base/files/output.h"
#include "core/base/files/output_target.h"
#include "core/base/files/patience.h"
#include "core/base/files/put_in_place.h"
#include "core/base/files/unfinished.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace coop;

namespace
{
struct Folder {
    QTemporaryDir dir;
    QString path(const QString& name) const { return dir.filePath(name); }
    QString put(const QString& name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(bytes) == bytes.size());
        return path(name);
    }
    QByteArray bytes(const QString& name) const
    {
        QFile file(path(name));
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }
    /// Everything in it, hidden or not.
    QStringList names() const
    {
        return QDir(dir.path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    }
};

QByteArray zip(const QList<QByteArray>& names)
{
    QByteArray directory, whole("PK\x03\x04 something packed");
    for (const QByteArray& name : names) {
        QByteArray entry(46, '\0');
        entry.replace(0, 4, "PK\x01\x02");
        entry[28] = char(name.size());
        directory += entry + name;
    }
    QByteArray end(22, '\0');
    end.replace(0, 4, "PK\x05\x06");
    end[12] = char(directory.size());
    end[16] = char(whole.size());
    return whole + directory + end;
}

QByteArray database(const QByteArray& mark, const QByteArray& schema)
{
    QByteArray bytes(5'000'000, '\0'); // longer than what is read at once
    bytes.replace(0, 16, QByteArray("SQLite format 3\0", 16));
    bytes.replace(68, mark.size(), mark);
    bytes.replace(4'194'300, schema.size(), schema); // over the seam of two pieces
    return bytes;
}

struct Sample {
    QByteArray bytes;
    std::optional<FileKind> kind;
};

/// One of each kind, and of what is none.
QList<Sample> samples()
{
    const QByteArray odt = QByteArray("PK\x03\x04") + QByteArray(26, '\0') + "mimetype"
        + "application/vnd.oasis.opendocument.text" + "PK\x03\x04 and more";
    QByteArray odtTemplate = odt, calc = odt;
    odtTemplate.replace("opendocument.textPK", "opendocument.text-templatePK");
    calc.replace("opendocument.text", "opendocument.spreadsheet");
    return {{"名称,镇街\r\n甲社,大观镇\r\n", FileKind::csv}, {"\xEF\xBB\xBF名称\t镇街", FileKind::csv},
        {QByteArray("\xFF\xFE\x0D\x54\xF0\x79", 6), FileKind::csv}, // UTF-16
        {"\xC3\xFB\xB3\xC6,\xD5\xF2\xBD\xD6\r\n", FileKind::csv}, // GBK
        {zip({"[Content_Types].xml", "xl/workbook.xml"}), FileKind::xlsx},
        {"{\"type\": \"FeatureCollection\"", FileKind::geoJson},
        {"<?xml version=\"1.0\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">", FileKind::kml},
        {database("GPKG", "CREATE TABLE gpkg_contents"), FileKind::geoPackage},
        {database("GPKG", "CREATE TABLE coop_meta"), FileKind::workspace},
        {QByteArray("\0\0\x27\x0a\0\0\0\0", 8), FileKind::shapefile}, {"%PDF-1.7\n", FileKind::pdf},
        {odt, FileKind::odt}, {"\x89PNG\r\n\x1a\n and more", FileKind::png},
        {QByteArray("II*\0\x08\0\0\0", 8), FileKind::tiff},
        {QByteArray("MM\0*\0\0\0\x08", 8), FileKind::tiff},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", FileKind::svg},
        {QByteArray("COOPMAP PACKAGE\n\x10\0\0\0", 20), FileKind::package},
        {zip({"[Content_Types].xml", "word/document.xml"}), {}}, {zip({"ppt/presentation.xml"}), {}},
        {zip({"readme.txt"}), {}}, {odtTemplate, {}}, {calc, {}}, {database("", "CREATE TABLE t"), {}},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", {}}, {"\xFF\xD8\xFF\xE0 picture", {}}, {"{\\rtf1 text}", {}},
        {"<!DOCTYPE html><html>", {}},
        {QByteArray("\x7f"
                    "ELF\x02\x01\x01\0",
             8),
            {}}};
}
} // namespace

TEST_CASE("what a file is shows in its content whatever its name")
{
    const Folder folder;
    for (const Sample& sample : samples()) {
        const SniffedFile found = sniffFile(folder.put(QStringLiteral("名.csv"), sample.bytes));
        INFO(sample.bytes.left(60).toStdString() << " is taken for " << found.title.toStdString());
        CHECK(found.kind == sample.kind);
        CHECK(found.readable);
        CHECK_FALSE(found.title.isEmpty());
    }
    CHECK(sniffFile(folder.put(QStringLiteral("空"), {})).empty);
    CHECK_FALSE(sniffFile(folder.path(QStringLiteral("没有"))).readable);
}

TEST_CASE("a file is replaced only by one of its kind and a workspace by none")
{
    const Folder folder;
    for (const FileKind kind : {FileKind::csv, FileKind::xlsx, FileKind::geoJson, FileKind::kml,
             FileKind::geoPackage, FileKind::shapefile, FileKind::pdf, FileKind::odt, FileKind::png,
             FileKind::tiff, FileKind::svg, FileKind::package, FileKind::workspace})
        for (const Sample& sample : samples()) {
            const QString path = folder.put(QStringLiteral("在"), sample.bytes);
            const auto may = mayBeWritten(path, kind);
            INFO(fileKindTitle(kind).toStdString() << " over " << sample.bytes.left(60).toStdString());
            CHECK(may.has_value() == (sample.kind == kind && kind != FileKind::workspace));
            if (!may) {
                CHECK(may.error().kind == ErrorKind::fileUnwritable);
                CHECK(may.error().text.contains(QStringLiteral("换一个文件名")));
            }
            CHECK(mayBeWritten(folder.path(QStringLiteral("新")), kind));
            CHECK(mayBeWritten(folder.put(QStringLiteral("空"), {}), kind));
        }
}

TEST_CASE("content of any kind replaces only content that is called and looks the same")
{
    const Folder folder;
    const QString text = folder.put(QStringLiteral("说明.txt"), "一");
    CHECK(mayBeWritten(text, QByteArray("二")));
    CHECK_FALSE(mayBeWritten(text, QByteArray("%PDF-1.7\n")));
    CHECK_FALSE(mayBeWritten(folder.put(QStringLiteral("说明.pdf"), "一"), QByteArray("%PDF-1.7\n")));
    const QByteArray workspace = database("GPKG", "CREATE TABLE coop_meta");
    CHECK_FALSE(mayBeWritten(folder.put(QStringLiteral("某县.gpkg"), workspace), workspace));
    CHECK_FALSE(mayBeWritten(folder.path(QString()), QByteArray("一")));
}

TEST_CASE("what was there stays until the output is finished and nothing is left of one that is not")
{
    const Folder folder;
    const QString path = folder.put(QStringLiteral("表.csv"), "旧");
    {
        auto output = Output::to(path, FileKind::csv);
        REQUIRE(output);
        REQUIRE(output->write("新的内容"));
        CHECK(folder.bytes(QStringLiteral("表.csv")) == "旧");
        CHECK(folder.names().size() == 2);
    }
    CHECK(folder.bytes(QStringLiteral("表.csv")) == "旧");
    CHECK(folder.names().size() == 1);
    REQUIRE(writeFile(path, FileKind::csv, "新的内容"));
    CHECK(folder.bytes(QStringLiteral("表.csv")) == "新的内容");
    CHECK(folder.names().size() == 1);
    CHECK_FALSE(writeFile(path, FileKind::csv, {}));
    CHECK(folder.bytes(QStringLiteral("表.csv")) == "新的内容");
}

TEST_CASE("several files come into their places together or not at all")
{
    const Folder folder;
    folder.put(QStringLiteral("图-01.svg"), "<svg>旧一</svg>");
    QStringList targets;
    for (const char* name : {"图-01.svg", "图-02.svg", "图-03.svg"})
        targets += folder.path(QString::fromUtf8(name));
    auto output = Output::to(targets, FileKind::svg);
    REQUIRE(output);
    for (int i = 0; i < 3; ++i)
        REQUIRE(output->write("<svg>新</svg>", i));
    SECTION("a place that is taken away in between")
    {
        REQUIRE(QDir(folder.dir.path()).mkdir(QStringLiteral("图-03.svg")));
        CHECK_FALSE(output->finish());
        CHECK(folder.bytes(QStringLiteral("图-01.svg")) == "<svg>旧一</svg>");
        CHECK_FALSE(QFile::exists(targets[1]));
    }
    SECTION("one that was never written")
    {
        REQUIRE(QFile::remove(output->path(1)));
        CHECK_FALSE(output->finish());
        CHECK(folder.bytes(QStringLiteral("图-01.svg")) == "<svg>旧一</svg>");
    }
    SECTION("all of them")
    {
        const auto written = output->finish();
        REQUIRE(written);
        CHECK(*written == targets);
        CHECK(folder.bytes(QStringLiteral("图-03.svg")) == "<svg>新</svg>");
        CHECK(folder.names().size() == 4);
    }
}

TEST_CASE("a file that must not exist is not replaced by one that came meanwhile")
{
    const Folder folder;
    const QString from = folder.put(QStringLiteral("部分"), "新"),
                  to = folder.put(QStringLiteral("名"), "别人的");
    CHECK_FALSE(putInFreePlace({from, to}));
    CHECK(folder.bytes(QStringLiteral("名")) == "别人的");
    REQUIRE(QFile::remove(to));
    REQUIRE(putInFreePlace({from, to}));
    CHECK(folder.bytes(QStringLiteral("名")) == "新");
}

TEST_CASE("leftovers of programs that run no more are removed and no others")
{
    const Folder folder;
    const QString mine = QFileInfo(unfinishedName(folder.dir.path())).fileName();
    const QString process = QString::number(QCoreApplication::applicationPid());
    const QString dead = QString(mine).replace(process, QStringLiteral("999999999"));
    const QString elsewhere
        = QStringLiteral(".coopmap-999999999-%1-00000001.part").arg(QStringLiteral("fedcba"));
    const QString ofElsewhereOld = QStringLiteral(".coopmap-999999999-fedcba-00000002.part");
    for (const QString& name : {mine, dead, dead + QStringLiteral("-journal"), dead + QStringLiteral(".lock"),
             elsewhere, ofElsewhereOld, QStringLiteral(".coopmap-notes"), QStringLiteral("下载.part")})
        folder.put(name, "x");
    QFile old(folder.path(ofElsewhereOld));
    REQUIRE(old.open(QIODevice::ReadWrite));
    REQUIRE(old.setFileTime(QDateTime::currentDateTime().addDays(-2), QFileDevice::FileModificationTime));
    old.close();
    const QString ofDead = QString(dead).replace(QStringLiteral(".part"), QStringLiteral("0.part"));
    REQUIRE(QDir(folder.dir.path()).mkpath(ofDead + QStringLiteral("/inside")));
    removeUnfinished(folder.dir.path());
    QStringList expected{mine, elsewhere, QStringLiteral(".coopmap-notes"), QStringLiteral("下载.part")};
    QStringList left = folder.names();
    expected.sort();
    left.sort();
    CHECK(left == expected);
}

TEST_CASE("a named file is read whole or not at all and never without end")
{
    const Folder folder;
    const QString what = QStringLiteral("附件文件");
    CHECK(*readFile(folder.put(QStringLiteral("甲"), "12345"), what, 5) == "12345");
    const auto large = readFile(folder.put(QStringLiteral("乙"), "123456"), what, 5);
    REQUIRE_FALSE(large);
    CHECK(large.error().kind == ErrorKind::refused);
    for (const QString& path : {folder.path(QStringLiteral("没有")), folder.dir.path()}) {
        const auto read = readFile(path, what, 5);
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == ErrorKind::fileUnreadable);
        CHECK(read.error().text.contains(what));
    }
}

#ifdef Q_OS_UNIX
TEST_CASE("links lead to the file and pipes and devices are refused")
{
    const Folder folder;
    const QString real = folder.put(QStringLiteral("真.csv"), "旧");
    const QString link = folder.path(QStringLiteral("链.csv"));
    REQUIRE(QFile::link(real, link));
    REQUIRE(QFile::setPermissions(real, QFile::ReadOwner | QFile::WriteOwner));
    REQUIRE(writeFile(link, FileKind::csv, "新"));
    CHECK(QFileInfo(link).isSymLink());
    CHECK(folder.bytes(QStringLiteral("真.csv")) == "新");
    CHECK_FALSE(QFileInfo(real).permissions().testFlag(QFile::ReadOther)); // as it was

    const QString pipe = folder.path(QStringLiteral("管.csv"));
    REQUIRE(::mkfifo(QFile::encodeName(pipe).constData(), 0600) == 0);
    for (const QString& path : {pipe, QStringLiteral("/dev/null"), folder.dir.path()}) {
        CHECK_FALSE(mayBeWritten(path, FileKind::csv));
        CHECK_FALSE(mayBeWritten(path, QByteArray("x")));
        CHECK_FALSE(readFile(path, QStringLiteral("文件"), 5));
    }
    CHECK_FALSE(readFile(QStringLiteral("/dev/zero"), QStringLiteral("文件"), 5));
    const QString nowhere = folder.path(QStringLiteral("空链.csv"));
    REQUIRE(QFile::link(folder.path(QStringLiteral("没有")), nowhere));
    CHECK_FALSE(mayBeWritten(nowhere, FileKind::csv));
    CHECK(folder.names().size() == 4);
}

TEST_CASE("a file that this program has open is neither replaced nor opened once more")
{
    const Folder folder;
    const QString path = folder.put(QStringLiteral("表.csv"), "旧");
    const QString other = folder.path(QStringLiteral("又名.csv"));
    REQUIRE(linkFile(path, other) == 0);
    CHECK_FALSE(isOpenHere(other));
    QFile open(path);
    REQUIRE(open.open(QIODevice::ReadOnly));
    CHECK(isOpenHere(other));
    for (const QString& each : {path, other}) {
        CHECK_FALSE(mayBeWritten(each, FileKind::csv));
        CHECK_FALSE(mayBeWritten(each, QByteArray("新")));
        CHECK_FALSE(mayReplaceSideFile(each));
        CHECK_FALSE(readFile(each, QStringLiteral("文件"), 100));
    }
    open.close();
    CHECK(mayBeWritten(other, FileKind::csv));
}

TEST_CASE("a second name of a file keeps the old content")
{
    const Folder folder;
    folder.put(QStringLiteral("一.csv"), "旧");
    REQUIRE(linkFile(folder.path(QStringLiteral("一.csv")), folder.path(QStringLiteral("二.csv"))) == 0);
    REQUIRE(writeFile(folder.path(QStringLiteral("一.csv")), FileKind::csv, "新"));
    CHECK(folder.bytes(QStringLiteral("一.csv")) == "新");
    CHECK(folder.bytes(QStringLiteral("二.csv")) == "旧");
}
#endif

TEST_CASE("a name that no disk takes is refused with how long it may be")
{
    const Folder folder;
    for (const QString& letter : {QStringLiteral("长"), QStringLiteral("x"), QStringLiteral("𠮷")}) {
        const auto may
            = mayBeWritten(folder.path(letter.repeated(300) + QStringLiteral(".csv")), FileKind::csv);
        REQUIRE_FALSE(may);
        CHECK(may.error().kind == ErrorKind::fileUnwritable);
        CHECK(may.error().text.contains(QStringLiteral("太长")));
        CHECK(may.error().text.size() < 80);
    }
    CHECK(
        mayBeWritten(folder.path(QStringLiteral("长").repeated(60) + QStringLiteral(".csv")), FileKind::csv));
}

TEST_CASE("what a virus scanner holds is tried again within a bound and what is forbidden is not")
{
    constexpr int held = 32, forbidden = 5;
    const auto mayPass = [](int code) { return code == held; };
    unsigned long waited = 0;
    const auto wait = [&](unsigned long milliseconds) { waited += milliseconds; };
    int tries = 0;
    CHECK(patiently([&] { return ++tries < 4 ? held : 0; }, mayPass, wait) == 0);
    CHECK(tries == 4);
    CHECK(waited == 25 + 50 + 100);

    tries = 0;
    CHECK(patiently([&] { return ++tries < 3 ? held : forbidden; }, mayPass, wait) == forbidden);
    CHECK(tries == 3);

    waited = 0;
    CHECK(patiently([] { return held; }, mayPass, wait) == held);
    CHECK(waited < 4000);
}

#ifdef Q_OS_WIN
TEST_CASE("what can never be replaced is told at once and not after the patience for scanners")
{
    const Folder folder; // a read-only file is the same to Windows; Wine replaces it
    const QString fresh = folder.put(QStringLiteral("新"), "新");
    REQUIRE(QDir(folder.dir.path()).mkdir(QStringLiteral("旧")));
    QElapsedTimer clock;
    clock.start();
    CHECK(replaceFile(fresh, folder.path(QStringLiteral("旧"))) != 0);
    CHECK(clock.elapsed() < 2000);
    CHECK(folder.bytes(QStringLiteral("新")) == "新");
}
#endif

TEST_CASE("a name that Windows would not take or would change is refused with the reason")
{
    for (const char* bad : {"CON", "con.csv", "NUL.tar.gz", "Lpt1.xlsx", "COM9", "aux .txt", "台账:甲.csv",
             "a|b.pdf", "报告.", "报告 ", "a\tb.csv", "CONIN$"})
        CHECK_FALSE(windowsRefuses(QString::fromUtf8(bad)).isEmpty());
    for (const char* good :
        {"台账.csv", "CONTOUR.csv", "COM.csv", "COM10.csv", "NULL.csv", ".nfb", "a.b.c", "第 1 季.xlsx"})
        CHECK(windowsRefuses(QString::fromUtf8(good)).isEmpty());
}

TEST_CASE("a name made of a title is good on every system")
{
    CHECK(asFileName(QStringLiteral("服务网点（全区）")) == QStringLiteral("服务网点（全区）"));
    CHECK(asFileName(QStringLiteral("上报/2024:Q4?")) == QStringLiteral("上报2024Q4"));
    CHECK(
        asFileName(QStringLiteral("上报/2024:Q4 . "), QStringLiteral(" ")) == QStringLiteral("上报 2024 Q4"));
    CHECK(asFileName(QStringLiteral("nul")) == QStringLiteral("_nul"));
    for (const char* title : {"CON", "a:b", "x...", "LPT1.表", "<>|"})
        CHECK(windowsRefuses(asFileName(QString::fromUtf8(title)) + QStringLiteral("-1.csv")).isEmpty());
}
