#include "core/map/sheet/sheet_export.h"
#include "core/map/sheet/sheet_layout.h"
#include "core/map/theme/area_style.h"
#include "core/map/theme/classes.h"
#include "tests/core/map/example_map.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <functional>

using namespace coop;

namespace
{
const QStringList pages{QStringLiteral("A3-landscape"), QStringLiteral("A3-portrait"),
    QStringLiteral("A4-landscape"), QStringLiteral("A4-portrait")};

void manyRows(Sheet& sheet, int rows)
{
    sheet.table.rows.clear();
    for (int i = 0; i <= rows; ++i) {
        QStringList cells{QStringLiteral("第%1片区名字很长的农民合作经济组织联合会").arg(i + 1)};
        while (cells.size() < sheet.table.headings.size())
            cells += QStringLiteral("1,000,000,000.00");
        sheet.table.rows += cells;
    }
}

/// Nothing of a sheet without complaints overlaps, leaves the paper, or has less room than it needs.
void checkBoxes(const Sheet& sheet)
{
    const SheetLayout layout(sheet);
    const QRectF paper(QPointF(), sheet.settings.paperMm());
    const QList<PlacedElement> boxes = layout.elements();
    REQUIRE(boxes.size() >= 3);
    for (int i = 0; i < boxes.size(); ++i) {
        INFO(boxes[i].id.toStdString());
        CHECK(paper.adjusted(-0.01, -0.01, 0.01, 0.01).contains(boxes[i].box));
        const bool inMap = boxes[i].id == u"north" || boxes[i].id == u"scale";
        if (!layout.mapBox().isEmpty()) {
            const QRectF both = boxes[i].box & layout.mapBox();
            CHECK((inMap ? layout.mapBox().contains(boxes[i].box)
                         : both.width() < 0.31 || both.height() < 0.31));
        }
        for (int k = i + 1; k < boxes.size(); ++k) {
            const QRectF both = boxes[i].box & boxes[k].box;
            INFO(boxes[k].id.toStdString());
            CHECK((both.width() <= 0.3 || both.height() <= 0.3));
        }
    }
}
} // namespace

TEST_CASE("nothing on a sheet overlaps or is cut, whatever is on it; what does not fit is said before")
{
    const QTemporaryDir folder;
    const QList<std::pair<const char*, std::function<void(Sheet&)>>> scenes{
        {"as it is", [](Sheet&) {}},
        {"a long title", [](Sheet& s) { s.settings.title = QString(60, u'长'); }},
        {"a title that is far too long", [](Sheet& s) { s.settings.title = QString(200, u'长'); }},
        {"long notes", [](Sheet& s) { s.settings.notes = QStringList(6, QString(70, u'注')); }},
        {"notes without end", [](Sheet& s) { s.settings.notes = QStringList(60, QString(90, u'注')); }},
        {"40 federations", [](Sheet& s) { manyRows(s, 40); }},
        {"120 federations", [](Sheet& s) { manyRows(s, 120); }},
        {"no data at all",
            [](Sheet& s) {
                s.table = {};
                s.map = s.map.withPoints({});
            }},
        {"all 未报",
            [](Sheet& s) {
                AreaTheme theme = s.map.content().theme;
                for (AreaMark& mark : theme.marks)
                    mark = {AreaMark::unreported, QStringLiteral("未报")};
                s.map = s.map.withTheme(theme);
                s.settings.unreported = QStringList(34, QStringLiteral("某某某街道办事处"));
            }},
        {"0 and 1,000,000,000",
            [](Sheet& s) {
                for (QStringList& row : s.table.rows)
                    for (qsizetype i = 1; i < row.size(); ++i)
                        row[i] = i % 2 ? QStringLiteral("0") : QStringLiteral("1,000,000,000.00");
            }},
        {"a long name in the legend",
            [](Sheet& s) {
                QList<PointLayer> points = s.map.content().points;
                points += PointLayer{.id = QStringLiteral("x"),
                    .title = QString(80, u'网'),
                    .symbol = QStringLiteral("outlet"),
                    .points = {PointFeature{.at = s.map.bounds().centre()}}};
                s.map = s.map.withPoints(points);
            }},
    };
    int fine = 0, refused = 0;
    for (const QString& page : pages)
        for (const auto& [name, change] : scenes) {
            INFO(page.toStdString() << ": " << name);
            Sheet sheet = test::exampleSheet(page);
            change(sheet);
            if (SheetLayout(sheet).complaints().isEmpty()) {
                checkBoxes(sheet);
                ++fine;
                continue;
            }
            const QString path = folder.filePath(QStringLiteral("x.pdf"));
            const auto written = exportSheets({sheet}, path);
            REQUIRE_FALSE(written);
            CHECK(written.error().kind == ErrorKind::refused);
            CHECK(written.error().text.contains(SheetLayout(sheet).complaints().first()));
            CHECK_FALSE(QFileInfo::exists(path));
            ++refused;
        }
    CHECK(fine >= 24);
    CHECK(refused >= 8); // what cannot be printed well is not
}

TEST_CASE("a table that is too much beside the map gets pages of its own, each row on one of them")
{
    for (const QString& page : pages) {
        INFO(page.toStdString());
        Sheet sheet = test::exampleSheet(page);
        manyRows(sheet, 120);
        sheet.settings.tableApart = true;
        const QList<Sheet> all = pagesOf({sheet});
        REQUIRE(all.size() >= 3);
        CHECK(all.first().table.isEmpty());
        qsizetype rows = 0;
        for (qsizetype i = 0; i < all.size(); ++i) {
            CHECK(missingElements(all[i]).isEmpty());
            checkBoxes(all[i]);
            CHECK(all[i].settings.pageText == QStringLiteral("第%1页，共%2页").arg(i + 1).arg(all.size()));
            rows += all[i].table.rows.size();
            if (all[i].tableOnly)
                CHECK(all[i].table.headings == sheet.table.headings);
        }
        CHECK(rows == sheet.table.rows.size());
        CHECK(all.last().table.rows.last() == sheet.table.rows.last());
    }
}

TEST_CASE("an export that is cancelled between two pages leaves no file")
{
    const QTemporaryDir folder;
    const QList<Sheet> all(3, test::exampleSheet(QStringLiteral("A4-portrait")));
    for (const char* ending : {"pdf", "png"}) {
        int asked = 0;
        const auto written = exportSheets(all, folder.filePath(QStringLiteral("x.") + QLatin1String(ending)),
            72, [&](int, int) { return ++asked < 3; });
        REQUIRE_FALSE(written);
        CHECK(written.error().kind == ErrorKind::cancelled);
        CHECK(asked == 3);
        CHECK(QDir(folder.path()).isEmpty());
    }
}

TEST_CASE("an element that was moved stands where it was put; on top of another one it is complained about")
{
    Sheet sheet = test::exampleSheet();
    const auto boxOf = [&](const char* id) {
        for (const PlacedElement& element : SheetLayout(sheet).elements())
            if (element.id == QLatin1String(id))
                return element.box;
        return QRectF();
    };
    const QRectF before = boxOf("legend"), table = boxOf("table");
    sheet.settings.places[QStringLiteral("legend")] = QPointF(30, 200);
    CHECK(boxOf("legend").topLeft() == QPointF(30, 200));
    CHECK(boxOf("legend").size() == before.size());
    sheet.settings.places[QStringLiteral("north")] = QPointF(60, 60);
    CHECK(boxOf("north").topLeft() == QPointF(60, 60));
    sheet.settings.places[QStringLiteral("north")] = QPointF(-500, 9000); // stays in the map
    CHECK(SheetLayout(sheet).mapBox().contains(boxOf("north")));
    sheet.settings.places[QStringLiteral("legend")] = table.topLeft();
    const QStringList complaints = SheetLayout(sheet).complaints();
    REQUIRE_FALSE(complaints.isEmpty());
    CHECK(complaints.first().contains(QStringLiteral("重叠")));
}

TEST_CASE("in grey every class has another grey or another hatch")
{
    for (const int count : {2, 3, 5, 7}) {
        QStringList labels;
        for (int i = 0; i < count; ++i)
            labels += QString::number(i);
        for (const QList<ThemeClass>& classes : {rampClasses(labels), categoryClasses(labels)}) {
            AreaTheme theme{.categorical = classes.first().hatch != Hatch::none, .classes = classes};
            for (int i = 0; i < count; ++i)
                for (int k = i + 1; k < count; ++k) {
                    const AreaFill a = fillFor(theme, i, true), b = fillFor(theme, k, true);
                    CHECK((
                        a.hatch != b.hatch || std::abs(qGray(a.colour.rgb()) - qGray(b.colour.rgb())) >= 12));
                }
        }
    }
}
