#include "core/domain/field_text.h"
#include "core/store/workspace.h"
#include "core/tabular/import/importer.h"
#include "tests/bench/example_workspace.h"
#include "ui/ledger/filters/filter_popup.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/ledger_page.h"
#include "ui/ledger/totals_line.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QTest>
#include <QThread>
#include <QToolButton>
#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace coop;

namespace
{
constexpr int manyRows = 100000;

/// A CSV of services that are new to the example: ten years of months, a crop for each row.
void writeServices(const Workspace& workspace, const QString& path)
{
    const auto outlets = workspace.rows({.registry = QStringLiteral("outlets")});
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("月份,镇街,服务主体,服务环节,作物,服务面积（亩）,服务次数\n");
    for (int i = 0; i < manyRows; ++i) {
        const Record& outlet = (*outlets)[i % outlets->size()];
        file.write(
            QStringLiteral("%1-%2,%3,%4,耕,作物%5,%6,%7\n")
                .arg(2017 + i % 10)
                .arg(1 + i % 12, 2, 10, QLatin1Char('0'))
                .arg(workspace.lookup().row({QStringLiteral("townships")}, outlet[u"township"].number()).name)
                .arg(outlet.title())
                .arg(i)
                .arg(10 + i % 90)
                .arg(1 + i % 3)
                .toUtf8());
    }
}

QString manyServices(const QTemporaryDir& folder)
{
    const QString path = folder.filePath(QStringLiteral("many.gpkg"));
    QFile::copy(exampleWorkspace(), path);
    const auto workspace = Workspace::open(path, Workspace::Access::write);
    ImportRequest request;
    request.backUpFirst = false;
    request.registry = QStringLiteral("services");
    request.file = folder.filePath(QStringLiteral("services.csv"));
    request.author = {QStringLiteral("bench"), Door::importing, QStringLiteral("bench")};
    writeServices(**workspace, request.file);
    const auto report = importTable(**workspace, request);
    REQUIRE(report);
    REQUIRE(report->added == manyRows);
    return path;
}

/// Memory that is in use, in MB; what the reading thread gave back does not count.
double used()
{
#ifdef __GLIBC__
    const auto info = mallinfo2();
    return double(info.uordblks + info.hblkhd) / 1e6;
#else
    return 0;
#endif
}

/// What one action keeps the user-interface thread busy, with the painting that follows; the worst of three.
template <class Work> void measure(const QString& what, Work work)
{
    qint64 worst = 0;
    for (int i = 0; i < 3; ++i) {
        QElapsedTimer clock;
        clock.start();
        work(i);
        QCoreApplication::processEvents();
        worst = std::max(worst, clock.nsecsElapsed());
    }
    printf("%-44s %6.1f ms\n", qPrintable(what), double(worst) / 1e6);
    fflush(stdout);
}
} // namespace

TEST_CASE("a ledger of 100,000 services in the grid", "[grid]")
{
    theme::apply(*qApp);
    const QTemporaryDir folder;
    const QString path = manyServices(folder);
    auto opened = Workspace::open(path, Workspace::Access::write);
    REQUIRE(opened);
    Session session(std::move(*opened));
    REQUIRE(session.signIn(QStringLiteral("bench")));
    session.setPeriod(Period::ofQuarter(2024, 1)); // of its many quarters
    LedgerPage page(session);
    page.resize(1254, 692);
    page.show();
    REQUIRE(QTest::qWaitForWindowExposed(&page));
    QTest::qWait(200);
    auto& grid = *page.findChild<RecordGrid*>(QStringLiteral("ledger.grid"));
    const double before = used();

    QElapsedTimer clock;
    clock.start();
    page.showRow(QStringLiteral("services"), 0);
    page.findChild<QToolButton*>(QStringLiteral("choice.quarter"))->click(); // all quarters
    QCoreApplication::processEvents();
    REQUIRE(grid.records().rowCount() > 100);
    printf("\nopen to first rows on screen                 %6.1f ms\n", double(clock.nsecsElapsed()) / 1e6);
    qint64 worst = 0;
    while (page.busy()) {
        QElapsedTimer turn;
        turn.start();
        QCoreApplication::processEvents();
        worst = std::max(worst, turn.nsecsElapsed());
        QThread::msleep(1);
    }
    printf("all rows there after                         %6.1f ms, longest stop of the window %.1f ms\n",
        double(clock.nsecsElapsed()) / 1e6, double(worst) / 1e6);
    REQUIRE(grid.records().rowCount() > manyRows);
    printf("memory of the rows                           %6.1f MB\n", used() - before);

    const auto column = [&](const char* field) { return page.ledger().indexOf(QString::fromLatin1(field)); };
    for (const char* field : {"code", "month", "township", "provider", "stage", "crop", "area"})
        measure(QStringLiteral("sort by ") + QString::fromLatin1(field), [&](int i) {
            grid.sortByColumn(column(field), i % 2 ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
    auto* search = page.findChild<QLineEdit*>(QStringLiteral("ledger.search"));
    for (const char* query : {"d", "dg", "dgz", "zuowu99", "2024", "dgz 耕"})
        measure(QStringLiteral("two keys of the search “%1”").arg(QString::fromUtf8(query)), [&](int) {
            search->setText(QString::fromUtf8(query).chopped(1)); // as one types
            search->setText(QString::fromUtf8(query));
        });
    measure(QStringLiteral("search cleared"), [&](int) { search->clear(); });
    for (const char* field : {"township", "crop", "area"})
        measure(QStringLiteral("filter popup of ") + QString::fromLatin1(field), [&](int) {
            auto* popup = new FilterPopup(grid, column(field));
            popup->openBelowHeading();
            QCoreApplication::processEvents();
            popup->close();
        });
    {
        auto* popup = new FilterPopup(grid, column("crop"));
        popup->openBelowHeading();
        auto* values = popup->findChild<QLineEdit*>(QStringLiteral("filter.search"));
        measure(QStringLiteral("search in the filter of crop"),
            [&](int i) { values->setText(QStringLiteral("zw%1").arg(i)); });
        popup->close();
    }
    const ColumnFilter place{.field = QStringLiteral("township"), .values = {QStringLiteral("大观镇")}};
    const ColumnFilter size{.field = QStringLiteral("area"),
        .kind = ColumnFilter::Kind::range,
        .from = QStringLiteral("20"),
        .to = QStringLiteral("60")};
    measure(QStringLiteral("filter of township on, off"),
        [&](int i) { grid.records().setFilter(place.field, i % 2 ? nullptr : &place); });
    grid.records().setFilters({});
    measure(QStringLiteral("filter of area on, off"),
        [&](int i) { grid.records().setFilter(size.field, i % 2 ? nullptr : &size); });
    grid.records().setFilters({});
    measure(QStringLiteral("select all"), [&](int) { grid.selectAll(); });
    measure(QStringLiteral("sort with all selected"), [&](int i) {
        grid.selectAll();
        grid.sortByColumn(column("area"), i % 2 ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    grid.selectRecord(grid.records().idAt(50000));
    measure(QStringLiteral("one cell written (with the disk)"), [&](int i) {
        QTest::keyClicks(&grid, QStringLiteral("%1").arg(i));
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &grid, Qt::Key_Return);
    });
    printf("memory in the end                            %6.1f MB\n", used() - before);
}
