#include "core/map/sheet/sheet_renderer.h"
#include "core/store/workspace.h"
#include "core/workflow/new_workspace.h"
#include "core/workflow/printing/sheet_design.h"
#include "core/workflow/printing/sheet_kinds.h"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
/// The example workspace, made once.
const Workspace& exampleOfKinds()
{
    static const QTemporaryDir folder;
    static const std::unique_ptr<Workspace> workspace = [] {
        const QString path = folder.filePath(QStringLiteral("例.gpkg"));
        const auto made = newWorkspace({.path = path,
            .plan = QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"),
            .who = QStringLiteral("张三"),
            .example = true});
        REQUIRE(made);
        return std::move(*Workspace::open(path, Workspace::Access::read));
    }();
    return *workspace;
}

QList<Sheet> sheets(SheetKind kind, const QString& page = QStringLiteral("A3-landscape"), bool grey = false)
{
    QuarterlyMapRequest request;
    request.theme.indicator = QStringLiteral("mu-times");
    request.theme.period = Period::ofQuarter(2024, 4);
    request.page = page;
    request.made = QDate(2025, 1, 10);
    request.blackAndWhite = grey;
    const auto made = sheetsOf(exampleOfKinds(), kind, request);
    INFO(sheetKindId(kind).toStdString());
    REQUIRE(made);
    return pagesOf(*made);
}

QImage picture(const Sheet& sheet, double unitsPerMm)
{
    const QSizeF paper = sheet.settings.paperMm() * unitsPerMm;
    QImage image(qRound(paper.width()), qRound(paper.height()), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    SheetRenderer().draw(painter, sheet, unitsPerMm);
    return image;
}

double difference(const QImage& a, const QImage& b)
{
    int other = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            other += qAbs(qRed(p) - qRed(q)) + qAbs(qGreen(p) - qGreen(q)) + qAbs(qBlue(p) - qBlue(q)) > 110;
        }
    return double(other) / (a.width() * a.height());
}
} // namespace

TEST_CASE(
    "every template has all elements on every paper, in colour and in grey, and looks as it did", "[golden]")
{
    const QString folder = QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/golden/templates/");
    for (const SheetKind kind : sheetKinds)
        for (const char* page : {"A3-landscape", "A3-portrait", "A4-landscape", "A4-portrait"})
            for (const bool grey : {false, true}) {
                const QList<Sheet> pages = sheets(kind, QLatin1String(page), grey);
                for (const Sheet& sheet : pages) {
                    for (const MissingElement& missing : missingElements(sheet))
                        UNSCOPED_INFO(missing.text.toStdString());
                    INFO(sheet.settings.title.toStdString() << ' ' << page);
                    CHECK(missingElements(sheet).isEmpty());
                }
                // Of an atlas the first federation's page: the overview is the progress map.
                const QImage now = picture(pages[kind == SheetKind::atlas ? 1 : 0], 1.8)
                                       .convertToFormat(QImage::Format_Indexed8);
                const QString path = folder
                    + QStringLiteral("%1-%2%3.png")
                          .arg(sheetKindId(kind), QLatin1String(page),
                              grey ? QStringLiteral("-grey") : QString());
                if (qEnvironmentVariableIsSet("COOPMAP_RENEW_GOLDEN")) {
                    QDir().mkpath(folder);
                    REQUIRE(now.save(path));
                }
                const QImage golden(path);
                INFO(path.toStdString() << ": look at the new picture, then ./dev golden");
                REQUIRE(golden.size() == now.size());
                CHECK(difference(golden.convertToFormat(QImage::Format_RGB32),
                          now.convertToFormat(QImage::Format_RGB32))
                    < 0.003);
            }
}

TEST_CASE("an atlas has the overview and a sheet for each federation with its own townships only")
{
    const QList<Sheet> pages = sheets(SheetKind::atlas);
    REQUIRE(pages.size() == 8);
    const auto townships = exampleOfKinds().rows({.registry = QStringLiteral("townships")});
    const auto federations = exampleOfKinds().rows({.registry = QStringLiteral("federations")});
    REQUIRE(townships);
    int rows = 0;
    for (qsizetype i = 1; i < pages.size(); ++i) {
        const Sheet& page = pages[i];
        INFO(page.settings.title.toStdString());
        const auto own = std::find_if(federations->begin(), federations->end(),
            [&](const Record& row) { return row.id == page.settings.focusGroup; });
        REQUIRE(own != federations->end());
        CHECK(page.settings.title.startsWith(own->title()));
        QStringList expected;
        for (const Record& row : *townships)
            if (row[u"federation"].number() == own->id)
                expected += row.title();
        QStringList shown;
        for (const QStringList& cells : page.table.rows.mid(0, page.table.rows.size() - 1))
            shown += cells.first();
        CHECK(QSet<QString>(shown.begin(), shown.end()) == QSet<QString>(expected.begin(), expected.end()));
        rows += int(shown.size());
        CHECK_FALSE(page.settings.extent.isEmpty());
    }
    CHECK(rows == 34);
}

TEST_CASE("the outlets' and centres' sheets say what the ledgers have")
{
    const Sheet outlets = sheets(SheetKind::outlets).first();
    const auto figure = [](const char* indicator) {
        const auto reading = readIndicator(
            exampleOfKinds(), QLatin1String(indicator), Period::ofQuarter(2024, 4), Breakdown::district);
        REQUIRE(reading);
        return roundedValueText(reading->first());
    };
    REQUIRE(outlets.table.headings.size() == 4);
    CHECK(outlets.table.rows.last().mid(1)
        == QStringList{figure("outlets"), figure("star-outlets"), figure("circulation-outlets")});
    qsizetype points = 0;
    for (const PointLayer& layer : outlets.map.content().points)
        if (layer.id.contains(QStringLiteral("outlets")))
            points += layer.points.size();
    CHECK(QString::number(points) == figure("outlets"));
    const Sheet centres = sheets(SheetKind::centres).first();
    CHECK(QString::number(centres.table.rows.size()) == figure("centres"));
    const Sheet tasks = sheets(SheetKind::tasks).first();
    CHECK(tasks.tableOnly);
    qsizetype rows = 0;
    for (const Sheet& page : sheets(SheetKind::tasks))
        rows += page.table.rows.size();
    CHECK(rows == 32);
}

TEST_CASE("a design comes back from its text as it was; another program's text is refused")
{
    SheetDesign design;
    design.kind = SheetKind::credit;
    design.indicator = QStringLiteral("credit");
    design.page = QStringLiteral("A4-portrait");
    design.breakdown = Breakdown::byTownship;
    design.title = QStringLiteral("甲");
    design.notes = {QStringLiteral("一"), QStringLiteral("二")};
    design.logo = QByteArray("\x89PNG\0x", 6);
    design.tableApart = true;
    design.scale = 250000;
    design.mapShift = {1000, -500};
    design.places.insert(QStringLiteral("legend"), {20, 30});
    const auto back = SheetDesign::fromJson(design.toJson());
    REQUIRE(back);
    CHECK(back->toJson() == design.toJson());
    CHECK(back->places == design.places);
    CHECK(back->logo == design.logo);
    CHECK(back->breakdown == Breakdown::byTownship);
    CHECK_FALSE(SheetDesign::fromJson(QStringLiteral("{}")));
    CHECK_FALSE(SheetDesign::fromJson(QStringLiteral("x")));
}
