#include "tests/ui/window_desk.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/shell/page_list.h"
#include "ui/tasks/task_list.h"

#include <QTabWidget>
#include <algorithm>
#include <set>

using namespace coop;

namespace
{
/// A place and where somebody is once he went there.
struct Walk {
    Place place;
    QString page;
    std::function<bool()> arrived = [] { return true; };
};
} // namespace

TEST_CASE("every place is shown by one page and a link to it ends there")
{
    WindowDesk desk;
    desk.open();
    const RowId first = desk.put(QStringLiteral("甲店"));
    const RowId second = desk.put(QStringLiteral("乙店"));
    const auto grid = [&] { return desk.part<RecordGrid>(QStringLiteral("ledger.grid")); };
    const auto federations = desk.workspace().rows({.registry = QStringLiteral("federations")});
    REQUIRE(federations);
    const Record federation = federations->last();
    const auto tasks = desk.workspace().rows({.registry = QStringLiteral("tasks")});
    REQUIRE(tasks);
    const Record task = tasks->at(4);
    const QString outlets = QStringLiteral("outlets");
    const QString ledger = QStringLiteral("ledger"), exchange = QStringLiteral("exchange");
    const QString noPackage = desk.folder.filePath(QStringLiteral("没有这个包.nfb"));

    QList<Walk> walks{
        {RowPlace{outlets, first}, ledger,
            [&] { return grid()->records().idAt(grid()->currentIndex().row()) == first; }},
        {RowsPlace{outlets, {second}, QStringLiteral("地图框选 = 1 个")}, ledger,
            [&] { return grid()->records().shownRows() == 1 && grid()->records().idAt(0) == second; }},
        {FigureQuestion{QStringLiteral("mu-times"), desk.session().period()}, ledger,
            [&] { return grid()->records().only().has_value(); }},
        {RowPlace{QStringLiteral("tasks"), task.id}, QStringLiteral("tasks"),
            [&] { return desk.window.findChild<TaskList*>()->currentTask() == task[u"no"].number(); }},
        {TaskLight::grey, QStringLiteral("tasks")},
        {FilingPlace{federation.id}, QStringLiteral("entry"),
            [&] { return desk.text(QStringLiteral("entry.heading")).contains(federation.title()); }},
        {RowPlace{QStringLiteral("conflicts")}, exchange,
            [&] { return desk.part<QTabWidget>(QStringLiteral("exchange.tabs"))->currentIndex() == 1; }},
        {PackagePlace{noPackage}, exchange},
        {HistoryPlace{outlets, first}, exchange,
            [&] { return desk.part<QWidget>(QStringLiteral("historyWindow"))->isVisible(); }},
    };
    for (const PageEntry& entry : pageList())
        walks += Walk{PagePlace{entry.id}, entry.id};

    std::set<size_t> kinds;
    for (const Walk& walk : std::as_const(walks)) {
        INFO(walk.place.index() << " " << walk.page.toStdString());
        kinds.insert(walk.place.index());
        const auto shown = std::count_if(pageList().begin(), pageList().end(),
            [&](const PageEntry& entry) { return entry.shows(walk.place, desk.session()); });
        const bool ofShell = std::holds_alternative<PagePlace>(walk.place)
            || std::holds_alternative<HistoryPlace>(walk.place);
        CHECK(shown == (ofShell ? 0 : 1));
        if (std::holds_alternative<PackagePlace>(walk.place))
            desk.whenAsked<QDialog>(QStringLiteral("merge"), [](QDialog* dialog) {
                auto* again = new QTimer(dialog); // not while it reads
                QObject::connect(again, &QTimer::timeout, dialog, &QDialog::reject);
                again->start(50);
            });
        Q_EMIT desk.session().placeRequested(walk.place);
        desk.settle();
        CHECK(desk.window.workbench()->currentPage() == walk.page);
        CHECK(desk.waitFor(walk.arrived));
    }
    CHECK(kinds.size() == std::variant_size_v<Place>);
}

TEST_CASE("a place that no page shows leaves everybody where he is and says so")
{
    WindowDesk desk;
    desk.open();
    desk.show(QStringLiteral("tasks"));
    QSignalSpy said(&desk.session(), &Session::message);
    Q_EMIT desk.session().placeRequested(RowPlace{QStringLiteral("memberships"), 1});
    REQUIRE(said.size() == 1);
    CHECK(said[0][0].toString().contains(QStringLiteral("入会记录")));
    Q_EMIT desk.session().placeRequested(PagePlace{QStringLiteral("没有这一页")});
    CHECK(desk.window.workbench()->currentPage() == QStringLiteral("tasks"));
}
