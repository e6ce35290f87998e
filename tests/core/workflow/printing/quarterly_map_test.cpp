#include "core/domain/plan/shortfall.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/new_workspace.h"
#include "core/workflow/printing/quarterly_map.h"
#include "core/workflow/report/report.h"

#include <QTemporaryDir>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
const QTemporaryDir& folder()
{
    static const QTemporaryDir kept;
    return kept;
}

const Workspace& example()
{
    static const std::unique_ptr<Workspace> open = [] {
        const QString path = folder().filePath(QStringLiteral("示例.gpkg"));
        const auto made = newWorkspace({.path = path,
            .plan = QStringLiteral("nanchuan-2024-17"),
            .who = QStringLiteral("张三"),
            .example = true});
        INFO((made ? QString() : made.error().text).toStdString());
        REQUIRE(made.has_value());
        return std::move(*Workspace::open(path, Workspace::Access::read));
    }();
    return *open;
}

QuarterlyMapRequest request(const QString& indicator, int quarter, Breakdown breakdown)
{
    return {.theme = {indicator, Period::ofQuarter(2024, quarter), breakdown}, .made = QDate(2025, 1, 10)};
}
} // namespace

TEST_CASE(
    "the quarterly map has every element, names who did not report, and its table agrees with the indicators")
{
    const auto sheet
        = quarterlyMap(example(), request(QStringLiteral("mu-times"), 4, Breakdown::byFederation));
    REQUIRE(sheet.has_value());
    CHECK(missingElements(*sheet).isEmpty());
    CHECK(sheet->settings.period == QStringLiteral("2024年第四季度"));
    CHECK(sheet->settings.unreported == QStringList{QStringLiteral("大有镇农合联")});
    REQUIRE(sheet->table.rows.size() == 8);
    const auto readings = readIndicator(
        example(), QStringLiteral("mu-times"), Period::ofQuarter(2024, 4), Breakdown::byFederation);
    for (int i = 0; i < readings->size(); ++i) {
        const Reading& reading = readings->at(i);
        CHECK(sheet->table.rows[i][0] == reading.area.name);
        CHECK(sheet->table.rows[i][1]
            == (reading.value ? roundedFigure(*reading.indicator, *reading.value) : QStringLiteral("未报")));
    }
    CHECK(sheet->table.rows.last()[1] == QStringLiteral("25.30"));
    // 差多少: of 27 a year 1.7 are missing.
    REQUIRE(sheet->table.headings.mid(4, 2)
        == QStringList{QStringLiteral("落后（百分点）"), QStringLiteral("还差（万亩次）")});
    CHECK(sheet->table.rows.last().mid(4, 2) == QStringList{QStringLiteral("6.3"), QStringLiteral("1.70")});
    for (int i = 0; i < readings->size(); ++i)
        CHECK(sheet->table.rows[i].mid(4, 2)
            == QStringList{behindText(readings->at(i)), missingText(readings->at(i))});
}

TEST_CASE("a map of the month or quarter that is running says that its data go to the day when it was made")
{
    QuarterlyMapRequest running = request(QStringLiteral("mu-times"), 4, Breakdown::byFederation);
    const auto until = [&](QDate made) {
        running.made = made;
        const auto sheet = quarterlyMap(example(), running);
        REQUIRE(sheet.has_value());
        return missingElements(*sheet).isEmpty() ? sheet->settings.dataUntil : QDate();
    };
    CHECK(until({2024, 12, 20}) == QDate(2024, 12, 20)); // in the month of the newest data
    CHECK_FALSE(until({2024, 11, 30}).isValid()); // older than its data: a slip
    // Without data at all, as in a workspace that was made today.
    const Period quarter = Period::ofQuarter(2026, 4);
    CHECK(shownUntil({}, quarter, {2026, 11, 30}) == QDate(2026, 11, 30));
    CHECK(shownUntil({}, quarter, {2026, 9, 30}) == QDate(2026, 12, 31));
    CHECK(shownUntil({}, quarter, {2027, 1, 10}) == QDate(2026, 12, 31));
}

TEST_CASE("the report's ranking says by how much each federation is behind, and the district at its end")
{
    const auto report
        = readReport(example(), {.period = Period::ofQuarter(2024, 4), .made = QDate(2025, 1, 10)});
    REQUIRE(report);
    for (const ReportFigure& figure : report->figures) {
        if (figure.federations.isEmpty())
            continue;
        const SheetTable table = rankingTable(*report, figure);
        const qsizetype behind = table.headings.indexOf(behindHeading());
        REQUIRE(behind > 0);
        CHECK(table.headings[behind + 1] == missingHeading(*figure.whole.indicator));
        for (const QStringList& row : table.rows)
            CHECK(row.size() == table.headings.size());
        CHECK(table.rows.last()[behind] == behindText(figure.whole));
        CHECK(table.rows.last()[behind + 1] == missingText(figure.whole));
    }
}

TEST_CASE("half way through the year the best class of a map begins at half of the target")
{
    const auto theme = areaTheme(
        example(), {QStringLiteral("mu-times"), Period::ofQuarter(2024, 2), Breakdown::byFederation});
    REQUIRE(theme.has_value());
    CHECK(theme->classes.first().label == QStringLiteral("<30%"));
    CHECK(theme->classes.last().label == QStringLiteral("≥50%（达到序时）"));
    const auto readings = readIndicator(
        example(), QStringLiteral("mu-times"), Period::ofQuarter(2024, 2), Breakdown::byFederation);
    for (const Reading& reading : *readings) {
        const AreaMark mark = theme->marks.value(reading.area.id);
        if (!reading.value)
            CHECK(mark.classIndex == AreaMark::unreported);
        else
            CHECK((mark.classIndex == 4) == (*reading.completion >= 0.5));
    }
}

TEST_CASE("areas without targets of their own are coloured by value and show their share")
{
    const auto sheet = quarterlyMap(example(), request(QStringLiteral("outlets"), 4, Breakdown::byTownship));
    REQUIRE(sheet.has_value());
    CHECK(sheet->table.headings
        == QStringList{QStringLiteral("镇街"), QStringLiteral("实绩"), QStringLiteral("占全区")});
    CHECK(sheet->table.rows.size() == 35);
    CHECK(sheet->map.content().theme.unit == QStringLiteral("家"));
    CHECK(sheet->settings.unreported.isEmpty());
}

TEST_CASE("points are those that were open in their role on the day")
{
    const auto count = [](QDate day, const QString& layer) {
        const auto layers = pointLayers(example(), day);
        for (const PointLayer& each : *layers)
            if (each.id == layer)
                return int(each.points.size());
        return -1;
    };
    const QDate end(2024, 12, 31);
    CHECK(count(end, QStringLiteral("outlets")) + count(end, QStringLiteral("star-outlets")) == 139);
    CHECK(count(end, QStringLiteral("star-outlets")) == 44);
    CHECK(count(end, QStringLiteral("centres")) == 7);
    CHECK(count(end, QStringLiteral("federations")) == 7);
    CHECK(count(QDate(2020, 1, 1), QStringLiteral("outlets")) == 0);
}

TEST_CASE("an indicator or a page that there is not is refused with what there is")
{
    CHECK(quarterlyMap(example(), request(QStringLiteral("nothing"), 4, Breakdown::byFederation))
              .error()
              .text.contains(QStringLiteral("mu-times")));
    auto other = request(QStringLiteral("mu-times"), 4, Breakdown::byFederation);
    other.page = QStringLiteral("A5");
    CHECK(quarterlyMap(example(), other).error().text.contains(QStringLiteral("A3-landscape")));
}
