#include "core/domain/plan/shortfall.h"
#include "core/store/figures/indicator_reader.h"
#include "core/workflow/new_workspace.h"
#include "tests/ui/window_desk.h"
#include "ui/charts/ranking_list.h"
#include "ui/overview/indicator_card.h"

#include <QTableWidget>

using namespace coop;

namespace
{
/// The window on the example at the last quarter of 2024.
class RankingDesk
{
public:
    RankingDesk()
    {
        const QString path = folder.filePath(QStringLiteral("示例.gpkg"));
        REQUIRE(newWorkspace({.path = path,
            .plan = QStringLiteral("nanchuan-2024-17"),
            .who = QStringLiteral("张三"),
            .example = true}));
        QSettings::setPath(QSettings::defaultFormat(), QSettings::UserScope, folder.path());
        theme::apply(*qApp);
        window.resize(1366, 768);
        REQUIRE(window.tryOpen(path, Period::ofQuarter(2024, 4)));
        window.show();
        REQUIRE(becomesActive(&window));
        show(QStringLiteral("overview"));
    }
    void show(const QString& page)
    {
        window.workbench()->showPage(page);
        settle();
    }
    void settle()
    {
        REQUIRE(QTest::qWaitFor([this] { return !window.workbench()->page()->busy(); }, 20000));
        QTest::qWait(20);
    }
    template <class Part> Part& find(const QString& name)
    {
        auto* part = window.findChild<Part*>(name);
        INFO(name.toStdString());
        REQUIRE(part != nullptr);
        return *part;
    }

    QTemporaryDir folder;
    MainWindow window;
};
} // namespace

TEST_CASE("who is behind and by how much stands on the first screen without a key, by mark and by number")
{
    RankingDesk desk;
    auto& ranking = desk.find<RankingList>(QStringLiteral("ranking"));
    CHECK(ranking.visibleRegion().boundingRect() == ranking.rect());
    auto& numbers = desk.find<QTableWidget>(QStringLiteral("ranking.numbers"));
    const auto column = [&](const QString& heading) {
        for (int i = 0; i < numbers.columnCount(); ++i)
            if (numbers.horizontalHeaderItem(i)->text() == heading)
                return i;
        return -1;
    };
    const int behind = column(QStringLiteral("落后（百分点）"));
    const int missing = column(QStringLiteral("还差（万亩次）"));
    REQUIRE((behind > 0 && missing > 0));
    const auto all = readIndicator(desk.window.session()->workspace(), QStringLiteral("mu-times"),
        Period::ofQuarter(2024, 4), Breakdown::byFederation);
    int late = 0;
    for (const Reading& reading : *all) {
        const auto cells = numbers.findItems(reading.area.name, Qt::MatchExactly);
        REQUIRE(cells.size() == 1);
        CHECK(numbers.item(cells.first()->row(), behind)->text() == behindText(reading));
        CHECK(numbers.item(cells.first()->row(), missing)->text() == missingText(reading));
        CHECK(ranking.accessibleDescription().contains(
            QStringLiteral("落后 %1 个百分点，还差 %2").arg(behindText(reading), missingText(reading))));
        late += shortfallOf(reading).has_value();
    }
    CHECK(late > 0);
    CHECK(late < all->size());
}

TEST_CASE("no card of the overview is lost or moved away when the window changes its size")
{
    RankingDesk desk;
    for (const QSize size : {QSize(1280, 720), QSize(1024, 640), QSize(1366, 768), QSize(1100, 700)}) {
        desk.window.resize(size);
        desk.settle();
        QTest::qWait(50);
        CAPTURE(size.width());
        const auto cards = desk.window.findChildren<IndicatorCard*>();
        REQUIRE(cards.size() == 16);
        const QWidget* grid = cards.first()->parentWidget();
        CHECK(grid->y() == theme::gap);
        for (const IndicatorCard* card : cards)
            CHECK(grid->rect().contains(card->geometry()));
    }
}
