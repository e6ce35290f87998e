#include "ui/widgets/window_words.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("no sentence of core that a window shows names an option of the command line")
{
    CHECK(inWindowWords(QStringLiteral("请指明坐标来源：--datum gcj02 或 --datum wgs84"))
        == QStringLiteral("请在“坐标系”里选：GCJ-02 或 WGS84"));
    CHECK(inWindowWords(QStringLiteral("请用 --crs 指定，例如 --crs EPSG:4490（经纬度）"))
        == QStringLiteral("请在“坐标系”里指定，例如 EPSG:4490（经纬度）"));
    CHECK(inWindowWords(QStringLiteral("另选这张工作表（--sheet）")) == QStringLiteral("另选这张工作表"));

    // A new option in a sentence of core wants its words here.
    static const QRegularExpression texts(
        QStringLiteral("\"(?:[^\"\\\\\\n]|\\\\.)*\"(?:\\s*\"(?:[^\"\\\\\\n]|\\\\.)*\")*"));
    static const QRegularExpression option(QStringLiteral("--[a-z][a-z-]+"));
    static const QRegularExpression seam(QStringLiteral("\"\\s*\""));
    int seen = 0;
    QDirIterator files(QStringLiteral(COOP_SOURCE_DIR "/core"), {QStringLiteral("*.cpp")}, QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        REQUIRE(file.open(QIODevice::ReadOnly));
        const QString source = QString::fromUtf8(file.readAll());
        for (auto each = texts.globalMatch(source); each.hasNext();) {
            QString text = each.next().captured();
            text.remove(seam);
            if (!option.match(text).hasMatch())
                continue;
            ++seen;
            for (const char* datum : {"gcj02", "bd09"}) {
                QString filled = text;
                filled.replace(QRegularExpression(QStringLiteral("--datum %\\d")),
                    QStringLiteral("--datum ") + QLatin1String(datum));
                INFO(file.fileName().toStdString() + ": " + text.toStdString());
                CHECK_FALSE(option.match(inWindowWords(filled)).hasMatch());
            }
        }
    }
    CHECK(seen > 10);
}
