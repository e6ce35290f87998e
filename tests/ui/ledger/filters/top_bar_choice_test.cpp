#include "tests/ui/window_desk.h"

#include "tests/ui/ledger/grid/grid_desk.h"
#include "ui/ledger/export/export_dialog.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid_pane.h"
#include "ui/ledger/import/import_wizard.h"
#include "ui/ledger/totals_line.h"

#include <QComboBox>
#include <QToolButton>
#include <QTreeWidget>

using namespace coop;

namespace
{
const QString services = QStringLiteral("services");

/// Services of two quarters in two townships, and a clerk in front of them in 2024Q3.
class QuarterDesk : public GridDesk
{
public:
    QuarterDesk()
    {
        putOutlet(QStringLiteral("甲社"), QStringLiteral("大观镇"));
        putOutlet(QStringLiteral("乙社"), QStringLiteral("水江镇"));
        putService(QStringLiteral("2024-04"), QStringLiteral("大观镇"), QStringLiteral("甲社"), 10);
        putService(QStringLiteral("2024-07"), QStringLiteral("大观镇"), QStringLiteral("甲社"), 20);
        putService(QStringLiteral("2024-09"), QStringLiteral("水江镇"), QStringLiteral("乙社"), 40);
        open(services);
    }
    RowId putService(const QString& month, const QString& township, const QString& provider, int area)
    {
        return put(services,
            {{QStringLiteral("month"), month}, {QStringLiteral("township"), township},
                {QStringLiteral("provider"), provider}, {QStringLiteral("stage"), QStringLiteral("防")},
                {QStringLiteral("area"), QString::number(area)}});
    }
    void choose(const QString& township)
    {
        const auto found = workspace().lookup().find({QStringLiteral("townships")}, township);
        REQUIRE(found.size() == 1);
        session.setScope({QStringLiteral("townships"), found[0].id, found[0].code, found[0].name});
        QTest::qWait(0);
    }
    QString months() { return shownAll(QStringLiteral("month")).join(u' '); }
    QToolButton* chip(const QString& of) { return part<QToolButton>(QStringLiteral("choice.") + of); }
    bool has(const QString& of)
    {
        const auto* found = page.findChild<QToolButton*>(QStringLiteral("choice.") + of);
        return found && found->isVisible();
    }
    void press(const QString& of)
    {
        QTest::mouseClick(chip(of), Qt::LeftButton);
        QTest::qWait(0);
    }
    QString totals()
    {
        QTest::qWait(10);
        return part<TotalsLine>(QStringLiteral("ledger.totals"))->accessibleDescription();
    }
};

/// What the program says at the bottom, of a step or by itself.
class Said
{
public:
    explicit Said(Session& session)
        : messages(&session, &Session::message)
        , steps(&session, &Session::saved)
    {
    }
    QString all() const
    {
        QStringList texts;
        for (const auto* spy : {&messages, &steps})
            for (const auto& each : *spy)
                texts += each.first().toString();
        return texts.join(u'\n');
    }

private:
    QSignalSpy messages, steps;
};
} // namespace

TEST_CASE(
    "the ledger shows the quarter of the top bar, and the total says what it adds up", "[ledger][top-bar]")
{
    QuarterDesk desk;
    CHECK(desk.months() == QStringLiteral("2024-07 2024-09"));
    CHECK(desk.chip(QStringLiteral("quarter"))->text() == QStringLiteral("2024年第三季度"));
    CHECK_FALSE(desk.has(QStringLiteral("area"))); // the whole district is no limit
    CHECK(desk.text(QStringLiteral("ledger.count")) == QStringLiteral("2 行，共 3 行"));
    CHECK(
        desk.totals().startsWith(QStringLiteral("合计（2024年第三季度 · 全区 · 2 行），服务面积（亩） 60")));

    desk.session.setPeriod(Period::ofQuarter(2024, 2));
    CHECK(desk.months() == QStringLiteral("2024-04"));
    CHECK(desk.totals().startsWith(QStringLiteral("合计（2024年第二季度 · 全区 · 1 行）")));

    desk.session.setPeriod(Period::ofQuarter(2024, 3));
    desk.choose(QStringLiteral("水江镇"));
    CHECK(desk.months() == QStringLiteral("2024-09"));
    CHECK(desk.chip(QStringLiteral("area"))->text() == QStringLiteral("水江镇"));
    CHECK(desk.totals().startsWith(QStringLiteral("合计（2024年第三季度 · 水江镇 · 1 行）")));
}

TEST_CASE(
    "a chip is taken off and put back, by mouse and by keyboard, for its ledger alone", "[ledger][top-bar]")
{
    QuarterDesk desk;
    desk.choose(QStringLiteral("大观镇"));
    REQUIRE(desk.months() == QStringLiteral("2024-07"));
    desk.press(QStringLiteral("quarter"));
    CHECK(desk.months() == QStringLiteral("2024-04 2024-07"));
    CHECK(desk.chip(QStringLiteral("quarter"))->text() == QStringLiteral("只看2024年第三季度"));
    CHECK(desk.totals().startsWith(QStringLiteral("合计（全部季度 · 大观镇 · 2 行）")));

    // The keyboard stays on the chip: the same key puts it back.
    desk.chip(QStringLiteral("area"))->setFocus();
    desk.key(Qt::Key_Space);
    QTest::qWait(10);
    CHECK(desk.months() == QStringLiteral("2024-04 2024-07 2024-09"));
    CHECK(desk.totals().startsWith(QStringLiteral("合计（全部季度 · 全部范围 · 3 行）")));
    REQUIRE(QApplication::focusWidget() == desk.chip(QStringLiteral("area")));
    desk.key(Qt::Key_Space);
    QTest::qWait(10);
    CHECK(desk.months() == QStringLiteral("2024-04 2024-07"));

    desk.open(QStringLiteral("loans"));
    CHECK(desk.chip(QStringLiteral("quarter"))->text() == QStringLiteral("2024年第三季度"));
    desk.open(services);
    CHECK(desk.months() == QStringLiteral("2024-04 2024-07")); // as it was left
    desk.press(QStringLiteral("quarter"));
    CHECK(desk.months() == QStringLiteral("2024-07"));
}

TEST_CASE("the chips can be reached with F6 and Tab in the whole window", "[ledger][top-bar]")
{
    WindowDesk desk;
    desk.open();
    desk.show(QStringLiteral("ledger"));
    desk.window.workbench()->page()->findChild<QTreeWidget*>(QStringLiteral("ledger.list"))->setFocus();
    Q_EMIT desk.session().placeRequested(RowPlace{services, 0});
    desk.settle();
    auto* grid = desk.part<QWidget>(QStringLiteral("ledger.grid"));
    auto* chip = desk.part<QToolButton>(QStringLiteral("choice.quarter"));
    grid->setFocus();
    QTest::keyClick(grid, Qt::Key_F6, Qt::ShiftModifier); // one step, as where there are no chips
    CHECK(QApplication::focusWidget() == desk.part<QWidget>(QStringLiteral("ledger.list")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
    CHECK(QApplication::focusWidget() == chip);
    // And the top bar's own key changes what the chip says.
    auto* chooser = desk.part<QWidget>(QStringLiteral("quarterChooser"));
    chooser->setFocus();
    QTest::keyClick(chooser, Qt::Key_Up);
    CHECK(
        desk.part<QToolButton>(QStringLiteral("choice.quarter"))->text() == QStringLiteral("2024年第三季度"));
}

TEST_CASE(
    "a ledger has the chip of the quarter when its rows are about a month or a day", "[ledger][top-bar]")
{
    QuarterDesk desk;
    desk.choose(QStringLiteral("大观镇"));
    QStringList dated;
    for (const RegistrySpec* ledger : desk.workspace().registries().ledgers()) {
        desk.open(ledger->id);
        INFO(ledger->id.toStdString());
        CHECK(desk.has(QStringLiteral("quarter")) == (ledger->when() != nullptr));
        CHECK(desk.has(QStringLiteral("area")));
        if (ledger->when())
            dated += ledger->id;
    }
    CHECK(dated.contains(services));
    CHECK(dated.contains(QStringLiteral("loans")));
    CHECK_FALSE(dated.contains(outlets));
    CHECK_FALSE(dated.contains(QStringLiteral("centres")));
}

TEST_CASE("rows of a day keep to the quarter, too, its first and last day included", "[ledger][top-bar]")
{
    QuarterDesk desk;
    const QString activities = QStringLiteral("activities");
    const QString task
        = desk.workspace().rows({.registry = QStringLiteral("tasks"), .limit = 1}).value().first().code();
    for (const char* day : {"2024-06-30", "2024-07-01", "2024-09-30", "2024-10-01"})
        desk.put(activities,
            {{QStringLiteral("date"), QString::fromLatin1(day)}, {QStringLiteral("task"), task},
                {QStringLiteral("kind"), QStringLiteral("培训")}});
    desk.open(activities);
    CHECK(desk.shownAll(QStringLiteral("date"))
        == QStringList{QStringLiteral("2024-07-01"), QStringLiteral("2024-09-30")});
}

TEST_CASE("townships and federations are narrowed to the area, figures of a federation to its federation",
    "[ledger][top-bar]")
{
    QuarterDesk desk;
    desk.choose(QStringLiteral("大观镇"));
    desk.open(QStringLiteral("townships"));
    CHECK(desk.shownAll(name) == QStringList{QStringLiteral("大观镇")});
    desk.open(QStringLiteral("federations"));
    CHECK(desk.gridRows() == 1);
    const QString federation = desk.shown(0, name);
    CHECK(desk.chip(QStringLiteral("area"))->text() == federation);
    desk.press(QStringLiteral("area"));
    CHECK(desk.gridRows() > 1);
}

TEST_CASE(
    "what somebody writes outside of the quarter is shown, and the program says why", "[ledger][top-bar]")
{
    QuarterDesk desk;
    Said said(desk.session);
    const QString sentence = QStringLiteral("新增的 1 行不在2024年第三季度，已取消季度限制");
    SECTION("in the form")
    {
        desk.key(Qt::Key_N, Qt::ControlModifier);
        desk.fill(QStringLiteral("month"), QStringLiteral("2024-11"));
        desk.fill(QStringLiteral("township"), QStringLiteral("大观镇"));
        desk.key(Qt::Key_Return);
        desk.fill(QStringLiteral("provider"), QStringLiteral("甲社"));
        desk.key(Qt::Key_Return);
        desk.field<QComboBox>(QStringLiteral("stage"))->setCurrentText(QStringLiteral("收"));
        desk.fill(QStringLiteral("area"), QStringLiteral("5"));
        desk.click(QStringLiteral("form.save"));
        CHECK(said.all().contains(sentence));
    }
    SECTION("in the empty row")
    {
        auto& grid = *static_cast<RecordGrid*>(desk.grid());
        desk.grid()->setFocus();
        REQUIRE(grid.goToNewRow());
        desk.copy(
            QStringLiteral("月份\t镇街\t服务主体\t服务环节\t服务面积（亩）\n2024-11\t大观镇\t甲社\t收\t5\n"));
        desk.key(Qt::Key_V, Qt::ControlModifier);
        REQUIRE(desk.preview());
        desk.GridDesk::press(QStringLiteral("changes.write"));
        CHECK(said.all().contains(sentence));
    }
    SECTION("by changing a month")
    {
        desk.go(0, QStringLiteral("month"));
        desk.type(QStringLiteral("2024-11"));
        desk.key(Qt::Key_Return);
        CHECK(said.all().contains(QStringLiteral("修改的 1 行不在2024年第三季度，已取消季度限制")));
    }
    CHECK(desk.months().contains(QStringLiteral("2024-11")));
    CHECK(desk.months().contains(QStringLiteral("2024-04"))); // the limit is off
    CHECK(desk.chip(QStringLiteral("quarter"))->text() == QStringLiteral("只看2024年第三季度"));
}

TEST_CASE("an import shows what it took in outside of the quarter", "[ledger][top-bar]")
{
    QuarterDesk desk;
    Said said(desk.session);
    const QString path = desk.folder.filePath(QStringLiteral("服务.csv"));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(
        QStringLiteral("月份,镇街,服务主体,服务环节,服务面积（亩）\n2024-11,大观镇,甲社,收,5\n").toUtf8());
    file.close();
    desk.click(QStringLiteral("ledger.import"));
    auto* wizard = desk.page.findChild<ImportWizard*>();
    REQUIRE(wizard);
    wizard->openFile(path);
    auto* next = wizard->findChild<QPushButton*>(QStringLiteral("import.next"));
    for (int step = 0; step < 2; ++step) {
        REQUIRE(QTest::qWaitFor([&] { return next->isEnabled() && !wizard->working(); }, 20000));
        QTest::mouseClick(next, Qt::LeftButton);
    }
    REQUIRE(QTest::qWaitFor([&] { return desk.gridRows() == 4; }, 20000));
    CHECK(said.all().contains(QStringLiteral("新增的 1 行不在2024年第三季度，已取消季度限制")));
    CHECK(desk.months().contains(QStringLiteral("2024-11")));
}

TEST_CASE("a row of the quarter leaves the chip as it is", "[ledger][top-bar]")
{
    QuarterDesk desk;
    Said said(desk.session);
    desk.go(0, QStringLiteral("month"));
    desk.type(QStringLiteral("2024-08"));
    desk.key(Qt::Key_Return);
    CHECK(desk.months() == QStringLiteral("2024-08 2024-09"));
    CHECK_FALSE(said.all().contains(QStringLiteral("限制")));
    CHECK(desk.chip(QStringLiteral("quarter"))->text() == QStringLiteral("2024年第三季度"));
}

TEST_CASE("a row that is asked for by a link is shown whatever the top bar says", "[ledger][top-bar]")
{
    QuarterDesk desk;
    const RowId other
        = desk.putService(QStringLiteral("2024-11"), QStringLiteral("水江镇"), QStringLiteral("乙社"), 7);
    desk.choose(QStringLiteral("大观镇"));
    REQUIRE(desk.months() == QStringLiteral("2024-07"));
    Said said(desk.session);
    desk.page.showRow(services, other);
    QTest::qWait(0);
    CHECK(
        desk.shown(desk.grid()->currentIndex().row(), QStringLiteral("month")) == QStringLiteral("2024-11"));
    CHECK(said.all().contains(QStringLiteral("要看的 1 行不在2024年第三季度，已取消季度限制")));
    CHECK(said.all().contains(QStringLiteral("不在大观镇，已取消范围限制")));
}

TEST_CASE(
    "rows chosen elsewhere are shown exactly, and the choice holds again after them", "[ledger][top-bar]")
{
    QuarterDesk desk;
    const auto all = desk.workspace().rows({.registry = services}).value();
    desk.page.showPlace(RowsPlace{services, {all[0].id, all[2].id}, QStringLiteral("两行")});
    REQUIRE(QTest::qWaitFor([&] { return desk.gridRows() == 2; }, 5000));
    CHECK(desk.months() == QStringLiteral("2024-04 2024-09"));
    CHECK_FALSE(desk.has(QStringLiteral("quarter")));
    CHECK(desk.totals().startsWith(QStringLiteral("合计（两行 · 2 行）")));
    desk.part<QToolButton>(QStringLiteral("chip.figure"))->click();
    REQUIRE(QTest::qWaitFor([&] { return desk.has(QStringLiteral("quarter")); }, 5000));
    CHECK(desk.months() == QStringLiteral("2024-07 2024-09"));
}

TEST_CASE("a search says what it finds outside of the quarter, and shows it on demand", "[ledger][top-bar]")
{
    QuarterDesk desk;
    auto* search = desk.part(QStringLiteral("ledger.search"));
    SECTION("beside rows of the quarter")
    {
        search->setText(QStringLiteral("dgz"));
        QTest::qWait(0);
        CHECK(desk.months() == QStringLiteral("2024-07"));
        REQUIRE(desk.chip(QStringLiteral("rest"))->text() == QStringLiteral("其他季度还有 1 行"));
        desk.press(QStringLiteral("rest"));
    }
    SECTION("where the quarter has none")
    {
        desk.session.setPeriod(Period::ofQuarter(2024, 4));
        search->setText(QStringLiteral("dgz"));
        QTest::qWait(0);
        CHECK(desk.gridRows() == 0);
        CHECK(desk.text(QStringLiteral("empty.heading")) == QStringLiteral("2024年第四季度没有找到“dgz”"));
        CHECK(desk.text(QStringLiteral("empty.text")) == QStringLiteral("其他季度找到 2 行。"));
        if (GENERATE(false, true)) {
            QTest::keyClick(search, Qt::Key_Return);
            CHECK(desk.grid()->hasFocus());
        } else {
            desk.click(QStringLiteral("empty.step"));
        }
    }
    CHECK(desk.months() == QStringLiteral("2024-04 2024-07"));
    CHECK(search->text() == QStringLiteral("dgz"));
}

TEST_CASE("a quarter without rows says so, and where the others are", "[ledger][top-bar]")
{
    QuarterDesk desk;
    desk.session.setPeriod(Period::ofQuarter(2025, 1));
    QTest::qWait(0);
    CHECK(desk.text(QStringLiteral("empty.heading")) == QStringLiteral("2025年第一季度还没有社会化服务"));
    CHECK(desk.text(QStringLiteral("empty.text")).contains(QStringLiteral("其他季度有 3 行")));
    CHECK(desk.has(QStringLiteral("quarter")));
}

TEST_CASE("what is shown is what is exported", "[ledger][top-bar][export]")
{
    QuarterDesk desk;
    const QString file = desk.folder.filePath(QStringLiteral("本季.csv"));
    desk.click(QStringLiteral("ledger.export"));
    auto* dialog = desk.page.findChild<ExportDialog*>();
    REQUIRE(dialog);
    CHECK(dialog->findChild<QAbstractButton*>(QStringLiteral("export.range.0"))->text()
        == QStringLiteral("屏幕上的 2 行"));
    dialog->setPath(file);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("export.run")), Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return QFile::exists(file) && !dialog->working(); }, 20000));
    QFile written(file);
    REQUIRE(written.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(written.readAll());
    CHECK(text.contains(QStringLiteral("2024-07")));
    CHECK(text.contains(QStringLiteral("2024-09")));
    CHECK_FALSE(text.contains(QStringLiteral("2024-04")));
    dialog->close();
}
