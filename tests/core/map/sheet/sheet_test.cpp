#include "core/map/sheet/elements/map_frame.h"
#include "core/map/sheet/sheet_export.h"
#include "core/map/sheet/sheet_layout.h"
#include "core/map/sheet/sheet_renderer.h"
#include "tests/core/map/example_map.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
const QStringList everyPage{QStringLiteral("A3-landscape"), QStringLiteral("A3-portrait"),
    QStringLiteral("A4-landscape"), QStringLiteral("A4-portrait")};

QByteArray run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    REQUIRE(process.waitForFinished());
    CHECK(process.exitCode() == 0);
    return process.readAllStandardOutput();
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

QImage picture(const Sheet& sheet, double unitsPerMm)
{
    const QSizeF paper = sheet.settings.paperMm() * unitsPerMm;
    QImage image(qRound(paper.width()), qRound(paper.height()), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    SheetRenderer().draw(painter, sheet, unitsPerMm);
    return image;
}

/// Share of pixels that are plainly another colour.
double difference(const QImage& a, const QImage& b)
{
    int other = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            other += qAbs(qRed(p) - qRed(q)) + qAbs(qGreen(p) - qGreen(q)) + qAbs(qBlue(p) - qBlue(q)) > 90;
        }
    return double(other) / (a.width() * a.height());
}
} // namespace

TEST_CASE("each element that a sheet lacks is named, and such a sheet is not written")
{
    const QTemporaryDir folder;
    CHECK(missingElements(test::exampleSheet()).isEmpty());
    const auto lacks = [&](auto change) {
        Sheet sheet = test::exampleSheet();
        change(sheet.settings);
        const auto missing = missingElements(sheet);
        CHECK(exportSheets({sheet}, folder.filePath(QStringLiteral("x.pdf"))).error().kind
            == ErrorKind::refused);
        CHECK_FALSE(QFileInfo::exists(folder.filePath(QStringLiteral("x.pdf"))));
        return missing.size() == 1 ? missing.first().field : QString();
    };
    CHECK(lacks([](SheetSettings& s) { s.title.clear(); }) == QStringLiteral("title"));
    CHECK(lacks([](SheetSettings& s) { s.period.clear(); }) == QStringLiteral("period"));
    CHECK(lacks([](SheetSettings& s) { s.producer.clear(); }) == QStringLiteral("producer"));
    CHECK(lacks([](SheetSettings& s) { s.made = {}; }) == QStringLiteral("made"));
    CHECK(lacks([](SheetSettings& s) { s.dataUntil = {}; }) == QStringLiteral("dataUntil"));
}

TEST_CASE("a place where nothing can be written is refused and leaves nothing")
{
    const QTemporaryDir folder;
    const Sheet sheet = test::exampleSheet();
    CHECK(exportSheets({sheet}, folder.filePath(QStringLiteral("没有/x.pdf"))).error().kind
        == ErrorKind::fileUnwritable);
    CHECK(exportSheets({sheet}, folder.filePath(QStringLiteral("x.doc"))).error().kind
        == ErrorKind::invalidValue);
    CHECK_FALSE(exportSheets({sheet}, folder.path()).has_value());
    CHECK(QDir(folder.path()).isEmpty());
}

TEST_CASE("the PDF of a sheet can be searched, has its fonts, passes qpdf, and comes out the same twice")
{
    const QTemporaryDir folder;
    for (const QString& page : everyPage) {
        INFO(page.toStdString());
        const Sheet sheet = test::exampleSheet(page);
        const QString path = folder.filePath(page + QStringLiteral(".pdf"));
        REQUIRE(exportSheets({sheet}, path).has_value());
        const QString text = QString::fromUtf8(
            run(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")}))
                                 .remove(u' ');
        for (const QString& wanted :
            {sheet.settings.title, sheet.settings.period, sheet.settings.producer, QStringLiteral("数据截止"),
                QStringLiteral("内部使用"), QStringLiteral("示意边界，非法定界线"), QStringLiteral("口径"),
                QStringLiteral("比例尺"), QStringLiteral("图例"), QStringLiteral("坐标系")}) {
            INFO(wanted.toStdString());
            CHECK(text.contains(QString(wanted).remove(u' ')));
        }
        const QList<QByteArray> fonts = run(QStringLiteral("pdffonts"), {path}).split('\n');
        for (int i = 2; i < fonts.size(); ++i)
            if (!fonts[i].isEmpty())
                CHECK(fonts[i].contains(" yes "));
        run(QStringLiteral("qpdf"), {QStringLiteral("--check"), path});
        const QString again = folder.filePath(QStringLiteral("again.pdf"));
        REQUIRE(exportSheets({sheet}, again).has_value());
        CHECK(contentOf(path) == contentOf(again));
    }
}

TEST_CASE("a picture has the paper's size at its resolution")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.png"));
    REQUIRE(exportSheets({test::exampleSheet(QStringLiteral("A4-portrait"))}, path, 100).has_value());
    const QImage image(path);
    CHECK(image.width() == Approx(210 / 25.4 * 100).margin(1));
    CHECK(image.height() == Approx(297 / 25.4 * 100).margin(1));
    CHECK(image.dotsPerMeterX() == Approx(100 / 0.0254).margin(40));
}

TEST_CASE("the map of a sheet fills its frame at a round scale")
{
    for (const QString& page : everyPage) {
        const Sheet sheet = test::exampleSheet(page);
        const SheetLayout layout(sheet);
        const double scale = layout.mapFrame().view(layout.mapBox()).scale();
        CHECK(std::fmod(scale, 5000) == Approx(0).margin(1e-6));
        const QRectF frame = layout.mapFrame().inner(layout.mapBox());
        const Bounds bounds = sheet.map.bounds();
        CHECK(bounds.height() / scale * 1000 <= frame.height());
        CHECK(bounds.width() / scale * 1000 <= frame.width());
        CHECK(QRectF(QPointF(0, 0), sheet.settings.paperMm()).contains(frame));
    }
}

TEST_CASE("the sheets look as they did", "[golden]")
{
    const QString folder = QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/golden/");
    for (const QString& page : everyPage)
        for (const bool grey : {false, true}) {
            Sheet sheet = test::exampleSheet(page);
            sheet.settings.blackAndWhite = grey;
            const QImage now = picture(sheet, 2.5);
            const QString path
                = folder + page + (grey ? QStringLiteral("-grey.png") : QStringLiteral(".png"));
            if (qEnvironmentVariableIsSet("COOPMAP_RENEW_GOLDEN")) {
                QDir().mkpath(folder);
                REQUIRE(now.save(path));
            }
            const QImage golden(path);
            INFO(path.toStdString() << ": look at the new picture, then ./dev golden");
            REQUIRE(golden.size() == now.size());
            CHECK(difference(golden, now) < 0.002);
        }
}
