#include "core/store/figures/indicator_reader.h"
#include "core/workflow/targets/decisions.h"
#include "core/workflow/targets/target_matrix.h"
#include "tests/ui/window_desk.h"

#include <QLineEdit>
#include <QRadioButton>
#include <QTableWidget>

using namespace coop;

namespace
{
const QString table = QStringLiteral("targets.table");
const QString parts = QStringLiteral("targets.parts");

class TargetsDesk : public WindowDesk
{
public:
    explicit TargetsDesk(const std::function<void(Workspace&)>& prepare = {})
        : WindowDesk(prepare)
    {
        open();
        show(QStringLiteral("settings"));
    }
    /// The row of an indicator by its title and unit.
    int rowOf(const QString& title)
    {
        auto* widget = part<QTableWidget>(table);
        for (int row = 0; row < widget->rowCount(); ++row)
            if (widget->item(row, 0)->data(Qt::DisplayRole).toString().startsWith(title))
                return row;
        FAIL("no such row");
        return -1;
    }
    QString shown(const QString& name, int row, int column)
    {
        return part<QTableWidget>(name)->item(row, column)->data(Qt::DisplayRole).toString();
    }
    QString shown(const QString& title, int year) { return shown(table, rowOf(title), column(year)); }
    static int column(int year) { return 3 + year - 2024; }
    void choose(const QString& title, int year)
    {
        part<QTableWidget>(table)->setCurrentCell(rowOf(title), column(year));
        settle();
    }
    /// As somebody types into a cell and presses Enter.
    void type(const QString& name, int row, int column, const QString& text)
    {
        auto* widget = part<QTableWidget>(name);
        widget->setCurrentCell(row, column);
        settle();
        widget->editItem(widget->item(row, column));
        auto* editor = widget->findChild<QLineEdit*>();
        REQUIRE(editor);
        editor->setText(text);
        QTest::keyClick(editor, Qt::Key_Return);
        QTest::qWait(20); // the cell takes the text with the next turn of the event loop
        settle();
    }
    void click(const QString& button)
    {
        part<QPushButton>(button)->click();
        settle();
    }
    std::optional<qint64> stored(const QString& indicator, int year)
    {
        const auto matrix = targetMatrix(workspace());
        for (const TargetRow& row : matrix->rows)
            for (const TargetCell& cell : row.cells)
                if (row.indicator->id == indicator && cell.year == year)
                    return cell.value;
        return std::nullopt;
    }
};
const QString flow = QStringLiteral("社会化服务规模");
} // namespace

TEST_CASE("the matrix shows every target, a dash where there is none, and the document's words beside it")
{
    TargetsDesk desk;
    CHECK(desk.part<QTableWidget>(table)->rowCount() == 16);
    CHECK(desk.shown(flow, 2025) == u"36");
    CHECK(desk.shown(QStringLiteral("会员单位"), 2025) == u"—");
    desk.choose(flow, 2025);
    CHECK(desk.text(QStringLiteral("targets.heading")).contains(QStringLiteral("≥36万亩次")));
    CHECK(desk.text(QStringLiteral("targets.source"))
              .contains(QStringLiteral("附件第8项：2025年完成36万亩次")));
    CHECK(desk.text(QStringLiteral("targets.notes")).contains(QStringLiteral("口径说明：")));
    CHECK(desk.part<QTableWidget>(parts)->rowCount() == 7);
    CHECK(desk.shown(parts, 0, 1) == u"—"); // nothing was handed in last year: no word that asks for it
    CHECK(desk.shown(parts, 0, 2) == u"—");
}

TEST_CASE(
    "a target is typed in its cell, marked as edited, cleared, and goes back to the plan's by one button")
{
    TargetsDesk desk;
    desk.type(table, desk.rowOf(flow), desk.column(2025), QStringLiteral("37.5"));
    CHECK(desk.stored(QStringLiteral("mu-times"), 2025) == 37'500'000);
    CHECK(desk.shown(flow, 2025) == QStringLiteral("37.5（改）"));
    desk.choose(flow, 2025);
    CHECK(desk.text(QStringLiteral("targets.source")).contains(QStringLiteral("方案为 36")));
    desk.click(QStringLiteral("targets.asPlanned"));
    CHECK(desk.stored(QStringLiteral("mu-times"), 2025) == 36'000'000);
    CHECK(desk.shown(flow, 2025) == u"36");
    desk.type(table, desk.rowOf(flow), desk.column(2025), QStringLiteral("—"));
    CHECK_FALSE(desk.stored(QStringLiteral("mu-times"), 2025));
    CHECK(desk.shown(flow, 2025).startsWith(u'—'));
}

TEST_CASE("half an outlet is refused and the cell shows what is kept")
{
    TargetsDesk desk;
    desk.whenRefused();
    const QString outlets = QStringLiteral("农村综合服务社（");
    desk.type(table, desk.rowOf(outlets), desk.column(2024), QStringLiteral("147.5"));
    REQUIRE(desk.waitFor([&] { return !desk.refusals.isEmpty(); }));
    CHECK(desk.shown(outlets, 2024) == u"147");
    CHECK(desk.stored(QStringLiteral("outlets"), 2024) == 147);
}

TEST_CASE("a target is divided evenly, changed by hand, and the sum is checked")
{
    TargetsDesk desk;
    desk.choose(flow, 2025);
    desk.click(QStringLiteral("targets.evenly"));
    CHECK(desk.text(QStringLiteral("targets.sum")) == QStringLiteral("✔ 合计 36，与全区目标一致"));
    CHECK(desk.shown(parts, 0, 2) == u"5.15");
    desk.type(parts, 0, 2, QStringLiteral("4.65"));
    CHECK(desk.text(QStringLiteral("targets.sum")) == QStringLiteral("⚠ 合计 35.5，比全区目标 36 少 0.5"));
    CHECK(desk.part<QTableWidget>(table)->currentRow() == desk.rowOf(flow)); // where one was
    desk.click(QStringLiteral("targets.noParts"));
    CHECK(desk.shown(parts, 0, 2) == u"—");
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("targets.noParts"))->isEnabled());
    desk.whenRefused();
    desk.click(QStringLiteral("targets.byLastYear")); // nothing was done last year
    REQUIRE(desk.waitFor([&] { return !desk.refusals.isEmpty(); }));
    CHECK(desk.refusals.first().contains(QStringLiteral("没有实绩")));
}

TEST_CASE("who only looks sees targets and choices and changes neither")
{
    TargetsDesk desk([](Workspace& workspace) {
        const Author author{QStringLiteral("张三"), Door::form, {}};
        REQUIRE(addPerson(workspace, author, QStringLiteral("张三"), Role::admin));
        REQUIRE(addPerson(workspace, author, QStringLiteral("李四"), Role::read));
    });
    desk.choose(flow, 2025);
    CHECK(desk.part<QPushButton>(QStringLiteral("targets.evenly"))->isEnabled());
    REQUIRE(desk.session().signIn(QStringLiteral("李四")));
    desk.settle();
    CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("targets.evenly"))->isEnabled());
    CHECK_FALSE(desk.part<QTableWidget>(table)->item(0, 3)->flags().testFlag(Qt::ItemIsEditable));
    CHECK_FALSE(desk.part<QTableWidget>(parts)->item(0, 2)->flags().testFlag(Qt::ItemIsEditable));
    CHECK_FALSE(
        desk.part<QRadioButton>(QStringLiteral("decision.choice.members-300.more-than"))->isEnabled());
    CHECK(desk.shown(flow, 2025) == u"36");
    CHECK(desk.text(QStringLiteral("targets.explanation")) == desk.session().writeRefusal());
}

TEST_CASE("a choice is recorded with its reason, and targets and notes follow")
{
    TargetsDesk desk;
    auto* more = desk.part<QRadioButton>(QStringLiteral("decision.choice.members-300.more-than"));
    auto* record = desk.part<QPushButton>(QStringLiteral("decision.record.members-300"));
    CHECK(desk.part<QRadioButton>(QStringLiteral("decision.choice.members-300.at-least"))->isChecked());
    CHECK(record->isEnabled()); // to confirm the default is a decision, too
    more->click();
    desk.part<QLineEdit>(QStringLiteral("decision.reason.members-300"))->setText(QStringLiteral("会议纪要"));
    desk.click(QStringLiteral("decision.record.members-300"));
    CHECK(desk.text(QStringLiteral("decision.standing.members-300")).contains(QStringLiteral("张三")));
    CHECK(desk.text(QStringLiteral("decision.standing.members-300")).contains(QStringLiteral("会议纪要")));
    CHECK(more->isChecked());
    CHECK_FALSE(record->isEnabled());
    CHECK(desk.part<QLineEdit>(QStringLiteral("decision.reason.members-300"))->text().isEmpty());
    CHECK(desk.workspace().plan().indicator(u"members")->strict);
    desk.choose(QStringLiteral("会员单位"), 2027);
    CHECK(desk.text(QStringLiteral("targets.heading")).contains(QStringLiteral(">300个")));

    CHECK(desk.shown(QStringLiteral("为农服务中心"), 2025) == u"8");
    desk.part<QRadioButton>(QStringLiteral("decision.choice.centres-years.main-text"))->click();
    desk.click(QStringLiteral("decision.record.centres-years"));
    CHECK(desk.shown(QStringLiteral("为农服务中心"), 2025) == u"—"); // and not marked as edited by hand
}

TEST_CASE("a choice that was begun stays while somebody else's step reloads the page")
{
    TargetsDesk desk;
    desk.part<QRadioButton>(QStringLiteral("decision.choice.members-300.more-than"))->click();
    desk.part<QLineEdit>(QStringLiteral("decision.reason.members-300"))->setText(QStringLiteral("待定"));
    desk.put(QStringLiteral("甲店"));
    CHECK(desk.part<QRadioButton>(QStringLiteral("decision.choice.members-300.more-than"))->isChecked());
    CHECK(desk.part<QLineEdit>(QStringLiteral("decision.reason.members-300"))->text() == u"待定");
}

TEST_CASE("targets show names and years side by side on a small screen with large letters")
{
    WindowDesk desk;
    desk.open();
    desk.show(QStringLiteral("settings"));
    for (const QSize size : {QSize(911, 512), QSize(1366, 768)}) {
        desk.window.resize(size);
        desk.settle();
        QTest::qWait(50);
        INFO(size.width());
        const auto* table = desk.part<QTableWidget>(QStringLiteral("targets.table"));
        CHECK(table->columnViewportPosition(0) == 0);
        const int last = table->columnCount() - 1;
        CHECK(
            table->columnViewportPosition(last) + table->columnWidth(last) <= table->viewport()->width() + 1);
    }
}

TEST_CASE("no two names of the table of targets are cut to the same")
{
    TargetsDesk desk;
    auto* shown = desk.part<QTableWidget>(table);
    const int room = shown->columnWidth(0);
    for (int row = 0; row < shown->rowCount(); ++row) {
        INFO(shown->item(row, 0)->text().toStdString());
        CHECK(shown->fontMetrics().horizontalAdvance(shown->item(row, 0)->text()) < room);
    }
}
