#include "core/store/figures/indicator_reader.h"
#include "tests/ui/made_example.h"
#include "tests/ui/window_desk.h"
#include "ui/charts/column_chart.h"
#include "ui/charts/light_bar.h"
#include "ui/charts/parts_chart.h"
#include "ui/charts/ranking_list.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/ledger_page.h"
#include "ui/overview/chart_pane.h"
#include "ui/overview/indicator_card.h"

#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QClipboard>
#include <QComboBox>
#include <QTableWidget>
#include <QToolButton>

using namespace coop;

namespace
{
/// The window on the example, at the last quarter of 2024.
class Overview
{
public:
    Overview()
    {
        makeExample(path);
        QSettings::setPath(QSettings::defaultFormat(), QSettings::UserScope, folder.path());
        theme::apply(*qApp);
        window.resize(1366, 900);
        const auto opened = window.tryOpen(path, Period::ofQuarter(2024, 4));
        REQUIRE(opened);
        window.show();
        REQUIRE(becomesActive(&window));
        show(QStringLiteral("overview"));
    }
    void settle()
    {
        REQUIRE(QTest::qWaitFor([this] { return !window.workbench()->page()->busy(); }, 20000));
        QTest::qWait(20);
    }
    void show(const QString& page)
    {
        window.workbench()->showPage(page);
        settle();
    }
    template <class Part> Part& find(const QString& name)
    {
        auto* part = window.findChild<Part*>(name);
        INFO(name.toStdString());
        REQUIRE(part != nullptr);
        return *part;
    }
    IndicatorCard& card(const char* indicator)
    {
        return find<IndicatorCard>(QStringLiteral("card-") + QLatin1String(indicator));
    }
    Reading reading(const char* indicator, const Period& period, RowId area = 0)
    {
        const auto all = readIndicator(window.session()->workspace(), QLatin1String(indicator), period,
            area == 0 ? Breakdown::district : Breakdown::byFederation);
        for (const Reading& each : *all)
            if (each.area.id == area)
                return each;
        return {};
    }
    /// In the middle of a column of the actual figures.
    void clickColumn(ColumnChart& chart, int category, int column, int columns, double value)
    {
        QChart& its = *chart.chart();
        QAbstractSeries* series = its.series().first();
        const QPointF at = its.mapToPosition({double(category), value / 2}, series);
        const double room = its.mapToPosition({1, 0}, series).x() - its.mapToPosition({0, 0}, series).x();
        const double beside = columns == 1 ? 0 : room * 0.76 * ((column + 0.5) / columns - 0.5);
        const QPointF scene = its.mapToScene(at + QPointF(beside, 0));
        QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, chart.mapFromScene(scene));
        settle();
    }
    /// What 台账 shows now: the sum of a column, over all its rows.
    const RecordTableModel& ledger(const QString& registry)
    {
        REQUIRE(window.workbench()->currentPage() == QStringLiteral("ledger"));
        REQUIRE(QTest::qWaitFor(
            [this] {
                return !window.workbench()->page()->busy()
                    && window.findChild<RecordGrid*>()->records().only();
            },
            20000));
        const RecordTableModel& model = window.findChild<RecordGrid*>()->records();
        CHECK(model.ledger().id == registry);
        return model;
    }
    qint64 sum(const RecordTableModel& model, const char16_t* field)
    {
        return model.sumOf(model.ledger().indexOf(field)).value();
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("南川.gpkg"));
    MainWindow window;
};

const Period lastQuarter = Period::ofQuarter(2024, 4);
} // namespace

TEST_CASE("the figure of a card opens the ledger rows that add up to it, and its chip closes them again")
{
    Overview desk;
    QTest::mouseClick(
        desk.card("mu-times").findChild<QPushButton*>(QStringLiteral("cardFigure")), Qt::LeftButton);
    const RecordTableModel& model = desk.ledger(QStringLiteral("services"));
    const Reading reading = desk.reading("mu-times", lastQuarter);
    CHECK(desk.sum(model, u"mu_times") == reading.value);
    CHECK(model.shownRows() < model.total());
    auto& chip = desk.find<QToolButton>(QStringLiteral("chip.figure"));
    CHECK(chip.toolTip().contains(figure(*reading.indicator, *reading.value)));
    CHECK(chip.toolTip().contains(QStringLiteral("2024年第四季度")));
    QTest::mouseClick(&chip, Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return !model.only(); }, 5000));
    CHECK(model.shownRows() > 0); // those of the quarter: the top bar's choice holds again
    CHECK(model.shownRows() + model.leftOut() == model.total());
    auto& quarter = desk.find<QToolButton>(QStringLiteral("choice.quarter"));
    CHECK(quarter.text() == QStringLiteral("2024年第四季度"));
    QTest::mouseClick(&quarter, Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return model.shownRows() == model.total(); }, 5000));
}

TEST_CASE("Ctrl+Enter on a card opens its rows, Enter chooses it for the charts")
{
    Overview desk;
    desk.card("credit").setFocus();
    QTest::keyClick(&desk.card("credit"), Qt::Key_Return);
    desk.settle();
    CHECK(desk.find<QLabel>(QStringLiteral("years.title")).text().contains(QStringLiteral("亿元")));
    CHECK(desk.find<QLabel>(QStringLiteral("ranking.title")).text().contains(QStringLiteral("信贷")));
    CHECK(desk.find<QComboBox>(QStringLiteral("parts.by")).itemText(0) == QStringLiteral("按借款主体"));
    QTest::keyClick(&desk.card("credit"), Qt::Key_Return, Qt::ControlModifier);
    const RecordTableModel& model = desk.ledger(QStringLiteral("loans"));
    CHECK(desk.sum(model, u"disbursed") == desk.reading("credit", lastQuarter).value);
}

TEST_CASE("columns, parts and ranks open the rows behind them")
{
    Overview desk;
    const Reading year = desk.reading("mu-times", lastQuarter);
    desk.clickColumn(desk.find<ColumnChart>(QStringLiteral("years")), 0, 1, 2,
        figureAsDouble(*year.indicator, *year.value));
    CHECK(desk.sum(desk.ledger(QStringLiteral("services")), u"mu_times") == year.value);

    desk.show(QStringLiteral("overview"));
    const Reading second = desk.reading("mu-times", Period::ofQuarter(2024, 2));
    desk.clickColumn(desk.find<ColumnChart>(QStringLiteral("course")), 1, 0, 1,
        figureAsDouble(*second.indicator, *second.value));
    REQUIRE(QTest::qWaitFor(
        [&] {
            const auto& model = desk.window.findChild<RecordGrid*>()->records();
            return !desk.window.workbench()->page()->busy()
                && model.only()->title.contains(QStringLiteral("第二季度"));
        },
        10000));
    CHECK(desk.sum(desk.ledger(QStringLiteral("services")), u"mu_times") == second.value);

    desk.show(QStringLiteral("overview"));
    auto& ranking = desk.find<RankingList>(QStringLiteral("ranking"));
    ranking.setFocus();
    QTest::keyClick(&ranking, Qt::Key_Return, Qt::ControlModifier);
    const auto federation = [&]() -> Reading {
        const auto all = readIndicator(desk.window.session()->workspace(), QStringLiteral("mu-times"),
            lastQuarter, Breakdown::byFederation);
        const auto ranks = ranksOf(*all);
        return all->at(ranks.indexOf(std::optional(1)));
    }();
    REQUIRE(QTest::qWaitFor(
        [&] {
            return desk.window.findChild<RecordGrid*>()->records().only()->title.contains(
                federation.area.name);
        },
        10000));
    CHECK(desk.sum(desk.ledger(QStringLiteral("services")), u"mu_times") == federation.value);

    desk.show(QStringLiteral("overview"));
    auto& parts = desk.find<PartsChart>(QStringLiteral("parts"));
    auto* bars = qobject_cast<QAbstractBarSeries*>(parts.chart()->series().first());
    REQUIRE(bars);
    const int top = bars->barSets().first()->count() - 1; // the first choice
    const QPointF bar
        = parts.chart()->mapToPosition({bars->barSets().first()->at(top) / 2, double(top)}, bars);
    QTest::mouseClick(
        parts.viewport(), Qt::LeftButton, {}, parts.mapFromScene(parts.chart()->mapToScene(bar)));
    REQUIRE(QTest::qWaitFor(
        [&] {
            return desk.window.findChild<RecordGrid*>()->records().only()->title.contains(
                QStringLiteral("服务环节 耕"));
        },
        10000));
    const RecordTableModel& model = desk.ledger(QStringLiteral("services"));
    const int stage = model.ledger().indexOf(u"stage");
    REQUIRE(model.shownRows() > 0);
    for (int row = 0; row < model.shownRows(); ++row)
        CHECK(model.valueAt(row, stage).text() == QStringLiteral("耕"));
}

TEST_CASE("rows behind a figure are shown although the scope of the top bar would hide them")
{
    Overview desk;
    const auto areas = readIndicator(
        desk.window.session()->workspace(), QStringLiteral("mu-times"), lastQuarter, Breakdown::byFederation);
    desk.window.session()->setScope(areas->at(0).area);
    desk.settle();
    auto& ranking = desk.find<RankingList>(QStringLiteral("ranking"));
    ranking.setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(&ranking, Qt::Key_Down);
    QTest::keyClick(&ranking, Qt::Key_Return, Qt::ControlModifier);
    const RecordTableModel& model = desk.ledger(QStringLiteral("services"));
    CHECK(model.shownRows() > 0);
    int named = 0;
    for (const Reading& each : *areas)
        if (model.only()->title.contains(each.area.name)) {
            ++named;
            CHECK(each.area.id != areas->at(0).area.id); // another one than the top bar's
            CHECK(desk.sum(model, u"mu_times") == each.value);
        }
    CHECK(named == 1);
}

TEST_CASE("a card that is chosen while another quarter is being read does not keep the old quarter's cards")
{
    Overview desk;
    const Period second = Period::ofQuarter(2024, 2);
    desk.window.session()->setPeriod(second);
    REQUIRE(desk.window.workbench()->page()->busy());
    desk.card("credit").setFocus();
    QTest::keyClick(&desk.card("credit"), Qt::Key_Return);
    desk.settle();
    CHECK(desk.card("mu-times").findChild<QPushButton*>(QStringLiteral("cardFigure"))->text()
        == roundedValueText(desk.reading("mu-times", second)));
    CHECK(desk.find<QLabel>(QStringLiteral("years.title")).text().contains(QStringLiteral("亿元")));
}

TEST_CASE("a corrected row renews the figure above the rows, and filters stay")
{
    Overview desk;
    REQUIRE(desk.window.session()->signIn(QStringLiteral("张三")));
    QTest::mouseClick(
        desk.card("mu-times").findChild<QPushButton*>(QStringLiteral("cardFigure")), Qt::LeftButton);
    const RecordTableModel& model = desk.ledger(QStringLiteral("services"));
    const QString before = model.only()->title;
    Workspace& workspace = desk.window.session()->workspace();
    Record row = model.recordAt(0);
    row.set(u"area", row[u"area"].number() + 100);
    row.set(u"mu_times", row[u"mu_times"].number() + 100 * row[u"times"].number());
    {
        const auto work = UnitOfWork::begin(workspace, desk.window.session()->author(Door::form, {}));
        REQUIRE(work);
        REQUIRE((*work)->change(row));
        REQUIRE((*work)->commit());
    }
    desk.window.session()->noteSaved();
    REQUIRE(QTest::qWaitFor([&] { return model.only() && model.only()->title != before; }, 20000));
    desk.settle();
    const Reading now = desk.reading("mu-times", lastQuarter);
    CHECK(desk.sum(model, u"mu_times") == now.value);
    CHECK(model.only()->title.contains(figure(*now.indicator, *now.value)));
}

TEST_CASE("another ledger that is opened while a figure is looked up stays open")
{
    Overview desk;
    desk.show(QStringLiteral("ledger"));
    desk.show(QStringLiteral("overview"));
    Q_EMIT desk.window.session()->placeRequested(FigureQuestion{QStringLiteral("mu-times"), lastQuarter});
    desk.window.workbench()->goTo(RowPlace{QStringLiteral("outlets"),
        desk.window.session()->workspace().rows({.registry = QStringLiteral("outlets")})->first().id});
    desk.settle();
    QTest::qWait(300);
    const RecordTableModel& model = desk.window.findChild<RecordGrid*>()->records();
    CHECK(model.ledger().id == QStringLiteral("outlets"));
    CHECK_FALSE(model.only());
}

TEST_CASE("a chart is copied as picture and numbers, and saved as PNG, SVG and tables")
{
    Overview desk;
    auto& pane = desk.find<ChartPane>(QStringLiteral("years.pane"));
    const auto choose = [&](const QString& text) {
        for (QAction* action : pane.menu()->actions())
            if (action->text() == text)
                return action->trigger();
        FAIL(text.toStdString());
    };
    choose(QStringLiteral("复制数据"));
    const QString copied = QApplication::clipboard()->text();
    const Reading year = desk.reading("mu-times", lastQuarter);
    CHECK(copied.startsWith(QStringLiteral("年度\t目标\t实际\t完成率\t状态\n")));
    CHECK(copied.contains(QStringLiteral("2024\t27\t") + roundedValueText(year)));
    CHECK(copied.contains(QStringLiteral("2027\t54\t—\t—\t—"))); // still to come: neither 0 nor 未报
    choose(QStringLiteral("复制图片"));
    const QImage picture = QApplication::clipboard()->image();
    REQUIRE_FALSE(picture.isNull());
    int coloured = 0;
    for (int y = 0; y < picture.height(); y += 4)
        for (int x = 0; x < picture.width(); x += 4)
            coloured += picture.pixelColor(x, y) == theme::accent;
    CHECK(coloured > 100); // the columns are in it

    choose(QStringLiteral("以表格查看"));
    auto& numbers = desk.find<QTableWidget>(QStringLiteral("years.numbers"));
    CHECK(numbers.isVisible());
    CHECK(numbers.rowCount() == 4);
    CHECK(numbers.item(0, 2)->text() == roundedValueText(year));

    for (const char* name : {"图.png", "图.svg", "图.csv", "图.xlsx"}) {
        const QString file = desk.folder.filePath(QString::fromUtf8(name));
        const auto saved = pane.save(file);
        INFO((saved ? QString() : saved.error().text).toStdString());
        REQUIRE(saved);
        QFile written(file);
        REQUIRE(written.open(QIODevice::ReadOnly));
        const QByteArray content = written.readAll();
        if (file.endsWith(u".csv")) {
            CHECK(QString::fromUtf8(content).contains(QStringLiteral("2024,27,") + roundedValueText(year)));
            CHECK(QString::fromUtf8(content).contains(QStringLiteral("年度发生额")));
        } else if (file.endsWith(u".svg")) {
            CHECK(content.contains("<svg"));
            CHECK(QString::fromUtf8(content).contains(QStringLiteral("社会化服务规模")));
        } else {
            CHECK(content.size() > 2000);
        }
    }
    const auto refused = pane.save(desk.folder.filePath(QStringLiteral("没有/图.png")));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text.contains(QStringLiteral("没有")));
    CHECK_FALSE(pane.save(desk.folder.filePath(QStringLiteral("图.docx"))));
    // A picture or table replaces its like and nothing else.
    for (const char* name : {"图.png", "图.svg", "图.csv", "图.xlsx"}) {
        const QString file = desk.folder.filePath(QString::fromUtf8(name));
        CHECK(pane.save(file));
        REQUIRE(QFile::remove(file));
        REQUIRE(QFile::link(desk.window.session()->workspace().path(), file));
        const auto replaced = pane.save(file);
        REQUIRE_FALSE(replaced);
        CHECK(replaced.error().text.contains(QStringLiteral("工作区")));
    }
}

TEST_CASE("a light of the tasks leads to the tasks that have it")
{
    Overview desk;
    const auto button = desk.window.findChild<QPushButton*>(QStringLiteral("taskLights.grey"));
    REQUIRE(button);
    QTest::mouseClick(button, Qt::LeftButton);
    desk.settle();
    CHECK(desk.window.workbench()->currentPage() == QStringLiteral("tasks"));
    CHECK(desk.find<QToolButton>(QStringLiteral("tasks.light.grey")).isChecked());
    CHECK_FALSE(desk.find<QToolButton>(QStringLiteral("tasks.light.red")).isChecked());
}

TEST_CASE("a township's card says 不适用 where no such figure is kept, and 未报 where one is missing")
{
    Overview desk;
    const auto township = readIndicator(
        desk.window.session()->workspace(), QStringLiteral("mu-times"), lastQuarter, Breakdown::byTownship)
                              ->first()
                              .area;
    const auto figureOn = [&](const char* indicator) {
        return desk.card(indicator).findChild<QPushButton*>(QStringLiteral("cardFigure"))->text();
    };
    CHECK(figureOn("willing-households") == QStringLiteral("未报"));
    desk.window.session()->setScope(township);
    desk.settle();
    CHECK(figureOn("willing-households") == QStringLiteral("不适用"));
    CHECK(desk.card("willing-households").findChild<QLabel*>(QStringLiteral("cardStatus"))->text().isEmpty());
}

TEST_CASE("figures that cannot be read are said to be so and no zeros stand in their place")
{
    WindowDesk desk;
    desk.open();
    const auto* problem = desk.part<QLabel>(QStringLiteral("overviewProblem"));
    const auto* lights = desk.part<QWidget>(QStringLiteral("taskLights"));
    CHECK(lights->isVisible());
    REQUIRE(QFile::rename(desk.path, desk.path + QStringLiteral(".away")));
    desk.session().setPeriod(Period::ofQuarter(2025, 1));
    REQUIRE(desk.waitFor([&] { return problem->isVisible(); }));
    CHECK_FALSE(problem->text().isEmpty());
    CHECK_FALSE(lights->isVisible());
    REQUIRE(QFile::rename(desk.path + QStringLiteral(".away"), desk.path));
    desk.session().setPeriod(Period::ofQuarter(2025, 2));
    REQUIRE(desk.waitFor([&] { return lights->isVisible(); }));
    CHECK_FALSE(problem->isVisible());
}

TEST_CASE("nothing of the overview lies beside the window on a small screen with large letters")
{
    WindowDesk desk;
    desk.open();
    for (const QSize size : {QSize(911, 512), QSize(1024, 576), QSize(1366, 768), QSize(1920, 1080)}) {
        desk.window.resize(size);
        desk.settle();
        QTest::qWait(50);
        const auto* page = desk.window.workbench()->page();
        INFO(size.width());
        for (const QString& pane :
            {QStringLiteral("years"), QStringLiteral("course"), QStringLiteral("parts"),
                QStringLiteral("ranking"), QStringLiteral("taskLights"), QStringLiteral("nextSteps")}) {
            INFO(pane.toStdString());
            const auto* widget = desk.part<QWidget>(pane);
            CHECK(widget->mapTo(page, QPoint(widget->width(), 0)).x() <= page->width());
        }
    }
}

TEST_CASE("the words below the charts of a federation have its own target and not the district's")
{
    Overview desk;
    const auto readings = readIndicator(
        desk.window.session()->workspace(), QStringLiteral("mu-times"), lastQuarter, Breakdown::byFederation);
    const Reading own = readings->first();
    REQUIRE(own.target);
    const auto basis = [&] { return desk.find<QLabel>(QStringLiteral("years.basis")).text(); };
    const QString whole = basis();
    CHECK(whole.contains(QStringLiteral("目标≥27万亩次")));
    desk.window.session()->setScope(own.area);
    desk.settle();
    INFO(basis().toStdString());
    CHECK(basis().contains(QStringLiteral("目标≥%1万亩次").arg(figure(*own.indicator, *own.target))));
    CHECK_FALSE(basis().contains(QStringLiteral("≥27万亩次")));
}
