#include "core/store/history/change_log.h"
#include "core/store/people/people.h"
#include "core/workflow/filing/filing_steps.h"
#include "tests/ui/window_desk.h"
#include "ui/filing/filing_board_view.h"
#include "ui/filing/many_filings_dialog.h"

#include <QLineEdit>
#include <QRadioButton>
#include <QTableWidget>
#include <QToolButton>

using namespace coop;

namespace
{
const QString zhang = QStringLiteral("张三"), li = QStringLiteral("李四"), wang = QStringLiteral("王五");
const Period quarter = Period::ofQuarter(2024, 4);

Author as(Workspace& workspace, const QString& who)
{
    REQUIRE(workspace.signIn(who));
    return {who, Door::form, {}};
}

/// Brings the filing of a federation (its place on the board) so far: 张三 submits it, 王五 does the rest.
void bring(Workspace& workspace, int place, FilingState state, const QString& submitter = zhang)
{
    const auto board = filingBoard(workspace, {quarter}, QDate(2025, 1, 1));
    REQUIRE(board);
    const FilingKey key{(*board)[place].federation.id, quarter};
    const auto findings = filingFindings(workspace, key);
    REQUIRE(findings);
    for (const FilingFinding& each : *findings)
        REQUIRE(explainFinding(workspace, as(workspace, submitter), key, each.id, QStringLiteral("已核实")));
    REQUIRE(submitFiling(workspace, as(workspace, submitter), key));
    if (state > FilingState::submitted)
        REQUIRE(reviewFiling(workspace, as(workspace, wang), key));
    if (state > FilingState::reviewed)
        REQUIRE(lockFiling(workspace, as(workspace, wang), key));
    REQUIRE(workspace.signIn(zhang));
}

/// The page 填报 in the real window: of seven filings two are locked, one waits for its lock, three for their
/// review, of which 李四 himself submitted one, and nobody began the last.
class BoardDesk : public WindowDesk
{
public:
    explicit BoardDesk(QSize size = {1366, 768})
        : WindowDesk([](Workspace& workspace) {
            for (const int locked : {0, 1})
                bring(workspace, locked, FilingState::locked);
            bring(workspace, 2, FilingState::reviewed);
            for (const int submitted : {3, 4})
                bring(workspace, submitted, FilingState::submitted);
            bring(workspace, 5, FilingState::submitted, li);
        })
    {
        window.resize(size);
        open();
        REQUIRE(session().signIn(li));
        show(QStringLiteral("entry"));
    }
    FilingBoardView* board() { return part<FilingBoardView>(QStringLiteral("entry.board")); }
    QString word(int row) { return board()->item(row, quarterColumn)->text(); }
    void clickCell(int row, Qt::KeyboardModifiers with = {})
    {
        const QTableWidgetItem* cell = board()->item(row, quarterColumn);
        board()->scrollToItem(cell);
        QTest::mouseClick(board()->viewport(), Qt::LeftButton, with, board()->visualItemRect(cell).center());
        settle();
    }
    void press(const QString& name, QObject* in = nullptr)
    {
        auto* button = part<QAbstractButton>(name, in);
        INFO(name.toStdString());
        REQUIRE(button->isVisible());
        REQUIRE(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// Opens 成批办理 and does something in it; then it is closed.
    void withDialog(const std::function<void(ManyFilingsDialog*)>& what)
    {
        whenAsked<ManyFilingsDialog>(QStringLiteral("manyFilings"), [&](ManyFilingsDialog* dialog) {
            REQUIRE(waitFor([&] { return !dialog->busy(); }));
            what(dialog);
            press(QStringLiteral("many.close"), dialog);
        });
        press(QStringLiteral("entry.many"));
        settle();
    }
    /// 2024年…|已提交|✔ 可以审核
    QStringList lines(QObject* dialog)
    {
        const auto* table = part<QTableWidget>(QStringLiteral("many.table"), dialog);
        QStringList rows;
        for (int row = 0; row < table->rowCount(); ++row)
            rows += table->item(row, 1)->text() + u'|' + table->item(row, 2)->text();
        return rows;
    }
    /// A click on a radio button's mark.
    void choose(const QString& name, ManyFilingsDialog* dialog)
    {
        auto* button = part<QRadioButton>(name, dialog);
        REQUIRE(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
        REQUIRE(button->isChecked());
        REQUIRE(waitFor([&] { return !dialog->busy(); }));
    }
    qint64 stepsInHistory()
    {
        const auto entries = history(workspace());
        REQUIRE(entries);
        return entries->size();
    }

    static constexpr int quarterColumn = 3; // 2024年第四季度
};
} // namespace

TEST_CASE(
    "on a low window the board is a line that tells the quarter, and keys and mouse unfold it", "[entry]")
{
    BoardDesk desk({900, 560});
    CHECK(desk.text(QStringLiteral("entry.boardLine"))
        == QStringLiteral("2024年第四季度：已锁定 2 · 待锁定 1 · 待审核 3 · 逾期 1"));
    CHECK_FALSE(desk.board()->isVisible());
    auto* tabs = desk.part<QWidget>(QStringLiteral("entry.tabs"));
    const int room = tabs->height();
    QTest::keyClick(&desk.window, Qt::Key_1, Qt::ControlModifier);
    CHECK(desk.board()->isVisible());
    desk.press(QStringLiteral("entry.fold"));
    CHECK_FALSE(desk.board()->isVisible());
    desk.settle();
    CHECK(tabs->height() == room);
    CHECK(room > 200); // headings and some rows of the table

    // The choice holds for low pages, and high ones have their own.
    desk.press(QStringLiteral("entry.fold"));
    desk.window.resize(1366, 768);
    desk.settle();
    CHECK(desk.board()->isVisible());
    QTest::keyClick(&desk.window, Qt::Key_1, Qt::ControlModifier);
    CHECK_FALSE(desk.board()->isVisible());
    desk.window.resize(900, 560);
    desk.settle();
    CHECK(desk.board()->isVisible());
}

TEST_CASE("on a high window the board stands open under its line until somebody folds it", "[entry]")
{
    BoardDesk desk;
    CHECK(desk.board()->isVisible());
    CHECK(desk.part<QLabel>(QStringLiteral("entry.boardLine"))->isVisible());
    desk.board()->setFocus();
    QTest::keyClick(desk.board(), Qt::Key_1, Qt::ControlModifier);
    CHECK_FALSE(desk.board()->isVisible());
    CHECK(desk.part<QToolButton>(QStringLiteral("entry.fold"))->hasFocus()); // not nowhere
}

TEST_CASE("all that wait are reviewed in one go, what cannot be is named beforehand and left", "[entry]")
{
    BoardDesk desk;
    const qint64 before = desk.stepsInHistory();
    desk.withDialog([&](ManyFilingsDialog* dialog) {
        CHECK(desk.part<QRadioButton>(QStringLiteral("many.allSubmitted"), dialog)->isChecked());
        REQUIRE(desk.lines(dialog).size() == 3);
        CHECK(desk.lines(dialog)[0] == QStringLiteral("已提交|✔ 可以审核"));
        CHECK(desk.lines(dialog)[2].contains(QStringLiteral("✘")));
        CHECK(desk.lines(dialog)[2].contains(QStringLiteral("录入人不能审核自己填的表")));
        auto* act = desk.part<QPushButton>(QStringLiteral("many.act"), dialog);
        CHECK(act->text() == QStringLiteral("审核 2 张"));
        CHECK(desk.stepsInHistory() == before); // to look is no step
        QTest::mouseClick(act, Qt::LeftButton);
        REQUIRE(desk.waitFor([&] { return !dialog->busy(); }));
        CHECK(desk.lines(dialog)[0] == QStringLiteral("已审核|✔ 已审核"));
        CHECK(desk.lines(dialog)[2].startsWith(QStringLiteral("已提交|✘")));
        // The dialog goes on with what waits now.
        desk.choose(QStringLiteral("many.allReviewed"), dialog);
        CHECK(desk.part<QRadioButton>(QStringLiteral("many.allReviewed"), dialog)->text()
            == QStringLiteral("全部待锁定 3 张"));
        CHECK(desk.part<QRadioButton>(QStringLiteral("many.lock"), dialog)->isChecked());
        CHECK(desk.lines(dialog).size() == 3);
    });
    CHECK(desk.stepsInHistory() == before + 2); // one each
    for (const int row : {2, 3, 4})
        CHECK(desk.word(row) == QStringLiteral("已审核"));
    CHECK(desk.word(5) == QStringLiteral("已提交"));

    desk.withDialog([&](ManyFilingsDialog* dialog) {
        desk.choose(QStringLiteral("many.allReviewed"), dialog);
        CHECK(desk.part<QRadioButton>(QStringLiteral("many.lock"), dialog)->isChecked());
        QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("many.act"), dialog), Qt::LeftButton);
        REQUIRE(desk.waitFor([&] { return !dialog->busy(); }));
    });
    CHECK(desk.stepsInHistory() == before + 5);
    for (const int row : {0, 1, 2, 3, 4})
        CHECK(desk.word(row) == QStringLiteral("已锁定"));
}

TEST_CASE("cells chosen with Ctrl and Shift are given back together with one reason", "[entry]")
{
    BoardDesk desk;
    desk.clickCell(1);
    const QString heading = desk.text(QStringLiteral("entry.heading"));
    desk.clickCell(4, Qt::ShiftModifier); // 1 … 4
    desk.clickCell(6, Qt::ControlModifier);
    CHECK(desk.board()->chosenFilings().size() == 5);
    CHECK(desk.text(QStringLiteral("entry.heading")) == heading); // the filing that is shown stays
    CHECK(desk.part<QPushButton>(QStringLiteral("entry.many"))->text() == QStringLiteral("成批办理 5 张…"));
    desk.withDialog([&](ManyFilingsDialog* dialog) {
        CHECK(desk.part<QRadioButton>(QStringLiteral("many.chosen"), dialog)->isChecked());
        desk.choose(QStringLiteral("many.return"), dialog);
        const QStringList lines = desk.lines(dialog);
        REQUIRE(lines.size() == 5);
        CHECK(lines[0].startsWith(QStringLiteral("已锁定|✘")));
        CHECK(lines[1] == QStringLiteral("已审核|✔ 可以退回"));
        CHECK(lines[4].startsWith(QStringLiteral("逾期|✘"))); // as the board says
        auto* act = desk.part<QPushButton>(QStringLiteral("many.act"), dialog);
        CHECK(act->text() == QStringLiteral("退回 3 张"));
        CHECK_FALSE(act->isEnabled()); // not without a reason
        auto* reason = desk.part<QLineEdit>(QStringLiteral("many.reason"), dialog);
        reason->setText(QStringLiteral("面积单位有误"));
        REQUIRE(act->isEnabled());
        QTest::mouseClick(act, Qt::LeftButton);
        REQUIRE(desk.waitFor([&] { return !dialog->busy(); }));
    });
    const auto board = filingBoard(desk.workspace(), {quarter}, QDate(2025, 1, 1));
    REQUIRE(board);
    for (const int row : {2, 3, 4}) {
        CHECK((*board)[row].state == FilingState::draft);
        CHECK((*board)[row].returnReason == QStringLiteral("面积单位有误"));
        CHECK((*board)[row].returnedBy == li);
    }
    CHECK((*board)[1].state == FilingState::locked);
    CHECK((*board)[6].row == 0);
}

TEST_CASE("who may not review is told so at the button", "[entry]")
{
    BoardDesk desk;
    REQUIRE(desk.session().signIn(zhang));
    REQUIRE(addPerson(desk.workspace(), desk.session().author(Door::form, {}), zhang, Role::admin));
    REQUIRE(addPerson(desk.workspace(), desk.session().author(Door::form, {}), wang, Role::entry));
    REQUIRE(desk.session().signIn(wang));
    desk.settle();
    const auto* many = desk.part<QPushButton>(QStringLiteral("entry.many"));
    CHECK_FALSE(many->isEnabled());
    CHECK(many->toolTip().contains(QStringLiteral("审核")));
}
