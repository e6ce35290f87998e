#include "core/map/labels/fonts.h"

#include <QDirIterator>
#include <QRawFont>
#include <QSet>
#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("every mark that the sources show is in our own face")
{
    const QRawFont marks = QRawFont::fromFont(QFont(marksFamily()));
    REQUIRE(marks.familyName() == marksFamily());
    QSet<QChar> shown;
    for (const char* folder : {"core", "ui", "app"}) {
        QDirIterator sources(QStringLiteral(COOP_SOURCE_DIR "/") + QLatin1String(folder),
            {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files, QDirIterator::Subdirectories);
        while (sources.hasNext()) {
            QFile file(sources.next());
            REQUIRE(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            for (const QChar c : text) // arrows and √ are in every Chinese face
                if (c == QChar(0x22EF) || (c >= QChar(0x2500) && c <= QChar(0x2BFF)))
                    shown.insert(c);
        }
    }
    CHECK(shown.size() >= 10);
    for (const QChar mark : shown) {
        INFO(QString(mark).toStdString());
        CHECK(marks.supportsCharacter(mark));
    }
}

TEST_CASE("our own marks stand behind the face of every role")
{
    for (const FontRole role :
        {FontRole::title, FontRole::text, FontRole::table, FontRole::label, FontRole::labelBold}) {
        const QStringList families = fontFor(role).families();
        CHECK(families.size() == 2);
        CHECK(families.last() == marksFamily());
    }
}
