#include "core/store/undo/undo.h"
#include "tests/core/tabular/read/made_tables.h"
#include "tests/ui/ledger/import/import_desk.h"
#include "tests/ui/window_desk.h"
#include "ui/ledger/totals_line.h"
#include "ui/session/settings.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QTableWidget>
#include <QTreeWidget>
#include <QUrl>

using namespace coop;

namespace
{
class FilesDesk : public ImportDesk
{
public:
    QTableWidget* files() { return w<QTableWidget>("import.files"); }
    QString cell(int line, const QString& heading)
    {
        for (int column = 0; column < files()->columnCount(); ++column)
            if (files()->horizontalHeaderItem(column)->text() == heading)
                return files()->item(line, column)->text();
        FAIL("no column " << heading.toStdString());
        return {};
    }
    QStringList states()
    {
        QStringList found;
        for (int line = 0; line < files()->rowCount(); ++line)
            found += cell(line, QStringLiteral("结果"));
        return found;
    }
    QString next() { return w<QPushButton>("import.next")->text(); }
    bool nextWorks() { return w<QPushButton>("import.next")->isEnabled(); }
    /// With the mouse, as a person opens a line of a list.
    void openLine(int line)
    {
        const QPoint place = files()->visualItemRect(files()->item(line, 0)).center();
        QTest::mouseClick(files()->viewport(), Qt::LeftButton, Qt::NoModifier, place);
        QTest::mouseDClick(files()->viewport(), Qt::LeftButton, Qt::NoModifier, place);
        settle();
    }
    QStringList names()
    {
        QStringList found;
        const auto stored = *workspace().rows({.registry = outlets}); // a temporary would be gone in the loop
        for (const Record& row : stored)
            found += row.title();
        found.sort();
        return found;
    }
};

/// Keys and clicks, each counted as it is sent.
class Strokes
{
public:
    /// To what has the keyboard in this window; off-screen nobody makes it active when a dialog closes.
    void key(Qt::Key key, QWidget* window, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ++count;
        QTest::keyClick(window->focusWidget() ? window->focusWidget() : window, key, modifiers);
    }
    void click(QWidget* widget, QPoint place, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ++count;
        QTest::mouseClick(widget, Qt::LeftButton, modifiers, place);
    }
    int count = 0;
};

/// The quarter's service rows of one township.
void writeServices(const QString& path, const QByteArray& township, int rows)
{
    const auto text = [](const QByteArray& place, const QByteArray& words) {
        return MadeXlsx::text(place.constData(), words.constData());
    };
    QByteArray lines = "<row r=\"1\">" + text("A1", "月份") + text("B1", "镇街") + text("C1", "服务主体")
        + text("D1", "服务环节") + text("E1", "服务面积（亩）") + "</row>";
    for (int i = 0; i < rows; ++i) {
        const QByteArray row = QByteArray::number(i + 2);
        lines += "<row r=\"" + row + "\">" + text("A" + row, "2024-1" + QByteArray::number(i % 3))
            + text("B" + row, township) + text("C" + row, "甲社") + text("D" + row, i % 2 == 0 ? "耕" : "防")
            + "<c r=\"E" + row + "\"><v>10</v></c></row>";
    }
    MadeXlsx{.rows = lines}.write(path);
}
} // namespace

TEST_CASE("several files are listed with what each would do, mended in place and written as one step")
{
    FilesDesk desk;
    const QString good = desk.put(QStringLiteral("甲.csv"), "名称,镇街\n甲店,大观镇\n乙店,水江镇\n");
    const QString typo = desk.put(QStringLiteral("乙.csv"), "名称,镇街\n丙店,大官镇\n丁店,大官镇\n合计,2\n");
    const QString paper = desk.put(QStringLiteral("丙.xlsx"), "%PDF-1.7\n");
    const QString odd = desk.put(QStringLiteral("丁.csv"), "门店大名,镇街\n戊店,大观镇\n");
    desk.startFiles({good, typo, paper, odd, good}); // one of them twice
    REQUIRE(desk.files()->rowCount() == 4);
    CHECK(desk.states()
        == QStringList{QStringLiteral("可以导入"), QStringLiteral("✘ 2 行不合格"), QStringLiteral("✘ 读不了"),
            QStringLiteral("✘ 列要核对")});
    CHECK(desk.cell(0, QStringLiteral("台账")) == QStringLiteral("服务网点"));
    CHECK(desk.cell(0, QStringLiteral("新增")) == QStringLiteral("2"));
    CHECK(desk.cell(1, QStringLiteral("不合格")) == QStringLiteral("2"));
    CHECK(desk.cell(1, QStringLiteral("跳过")) == QStringLiteral("1"));
    CHECK(desk.cell(2, QStringLiteral("新增")) == QStringLiteral("—"));
    // The first that needs a hand is the current one, with its reason.
    CHECK(desk.files()->currentRow() == 1);
    CHECK(desk.wizard->focusWidget() == desk.files());
    CHECK(desk.w<QLabel>("import.fileDetails")->text().contains(QStringLiteral("您是不是要找：大观镇")));
    CHECK_FALSE(desk.nextWorks());

    QTest::keyClick(desk.files(), Qt::Key_Return);
    desk.settle();
    CHECK(desk.w<QLabel>("import.file")->text() == QStringLiteral("乙.csv"));
    REQUIRE(desk.rows()->rowCount() == 2);
    QTest::keyClick(desk.w<QTableView>("import.rows"), Qt::Key_F7);
    desk.settle();
    CHECK(desk.next() == QStringLiteral("回到文件列表"));
    CHECK(desk.wizard->focusWidget() == desk.w<QPushButton>("import.next"));
    desk.press("import.next");
    CHECK(desk.states()[1] == QStringLiteral("可以导入"));

    CHECK(desk.files()->currentRow() == 2); // the next one that needs a hand
    CHECK(desk.w<QLabel>("import.fileDetails")->text().contains(QStringLiteral("PDF")));
    CHECK_FALSE(desk.w<QPushButton>("import.openFile")->isEnabled());
    desk.openLine(3);
    CHECK(desk.w<QLabel>("import.problem")->text().contains(QStringLiteral("名称")));
    desk.choose("import.column.A", QStringLiteral("名称 *"));
    desk.press("import.next");
    desk.press("import.next");
    CHECK(desk.states()[3] == QStringLiteral("可以导入"));
    CHECK(desk.count() == 0);
    CHECK_FALSE(desk.nextWorks()); // 丙.xlsx: the person says whether the others go without it
    auto* leaveOut = desk.w<QCheckBox>("import.leaveFilesOut");
    CHECK(leaveOut->text() == QStringLiteral("1 个有问题的文件不导入，其余照常导入"));
    leaveOut->click();
    CHECK(desk.next() == QStringLiteral("导入 3 个文件 5 行"));
    desk.press("import.next");
    CHECK(desk.wizard->result() == QDialog::Accepted);
    CHECK(desk.names()
        == QStringList{QStringLiteral("丁店"), QStringLiteral("丙店"), QStringLiteral("乙店"),
            QStringLiteral("戊店"), QStringLiteral("甲店")});
    const auto step = *nextUndo(desk.workspace());
    CHECK(step->name == QStringLiteral("导入服务网点 5 行（3 个文件）"));
    REQUIRE(undo(desk.workspace(), desk.session.author(Door::undo, {}), step->entry));
    CHECK(desk.count() == 0);
}

TEST_CASE("two files that mean the same row do not both go in, and a file does not go in half")
{
    FilesDesk desk;
    const QString first = desk.put(QStringLiteral("甲.csv"), "名称,镇街\n甲店,大观镇\n乙店,没这镇\n");
    const QString second = desk.put(QStringLiteral("乙.csv"), "名称,镇街\n丙店,大观镇\n甲店,大观镇\n");
    desk.startFiles({first, second});
    // The first does not go in as it is: its 甲店 stands in nobody's way.
    CHECK(desk.states() == QStringList{QStringLiteral("✘ 1 行不合格"), QStringLiteral("可以导入")});
    desk.openLine(0);
    desk.w<QCheckBox>("import.leaveOut")->click();
    desk.press("import.next");
    CHECK(
        desk.states() == QStringList{QStringLiteral("可以导入，1 行不导入"), QStringLiteral("✘ 1 行不合格")});
    CHECK(desk.w<QLabel>("import.fileDetails")
              ->text()
              .contains(QStringLiteral("第 3 行和“甲.csv”第 2 行是同一条")));
    desk.openLine(1);
    desk.retype(0, 1, QStringLiteral("丁店"));
    desk.press("import.next");
    CHECK(desk.next() == QStringLiteral("导入 2 个文件 3 行"));
    desk.press("import.next");
    CHECK(
        desk.names() == QStringList{QStringLiteral("丁店"), QStringLiteral("丙店"), QStringLiteral("甲店")});
}

TEST_CASE("what is unusual in several files asks for one reason, and Enter behind it imports")
{
    FilesDesk desk;
    const QString first = desk.put(QStringLiteral("甲.csv"), "名称,镇街,联系电话\n甲店,大观镇,123\n");
    const QString second = desk.put(QStringLiteral("乙.csv"), "名称,镇街,联系电话\n乙店,大观镇,124\n");
    desk.startFiles({first, second});
    CHECK(desk.states()[0] == QStringLiteral("可以导入　◆ 1 行要留意"));
    auto* reason = desk.w<QLineEdit>("import.filesReason");
    CHECK(desk.wizard->focusWidget() == reason);
    CHECK_FALSE(desk.nextWorks());
    QTest::keyClick(reason, Qt::Key_Return); // not yet
    desk.settle();
    CHECK(desk.count() == 0);
    desk.openLine(0);
    CHECK_FALSE(desk.w<QLineEdit>("import.reason")->isVisible()); // asked once, in the list
    desk.press("import.next");
    reason->setText(QStringLiteral("内部短号"));
    QTest::keyClick(reason, Qt::Key_Return);
    desk.settle();
    CHECK(desk.count() == 2);
    CHECK((*nextUndo(desk.workspace()))->name == QStringLiteral("导入服务网点 2 行（2 个文件）：内部短号"));
}

TEST_CASE("of several files each has the datum that it says itself, and says so")
{
    FilesDesk desk;
    const QString amap
        = desk.put(QStringLiteral("甲.csv"), "名称,镇街,高德经度,高德纬度\n甲店,大观镇,107.1131,29.1592\n");
    const QString plain
        = desk.put(QStringLiteral("乙.csv"), "名称,镇街,经度,纬度\n乙店,大观镇,107.1131,29.1592\n");
    desk.startFiles({plain, amap});
    CHECK(desk.states() == QStringList{QStringLiteral("可以导入"), QStringLiteral("可以导入（有说明）")});
    QTest::keyClick(desk.files(), Qt::Key_Down);
    CHECK(desk.w<QLabel>("import.fileDetails")->text().contains(QStringLiteral("GCJ-02")));
    desk.openLine(1);
    CHECK(desk.w<QComboBox>("import.datum")->currentText() == QStringLiteral("GCJ-02（高德、腾讯）"));
    desk.press("import.next");
    desk.openLine(0);
    CHECK(desk.w<QComboBox>("import.datum")->currentText() == QStringLiteral("CGCS2000"));
    CHECK(desk.w<QLabel>("import.datumNote")->isVisible());
    desk.press("import.next");
    desk.press("import.next");
    const auto stored
        = *desk.workspace().rows({.registry = outlets}); // a temporary would be gone in the loop
    for (const Record& row : stored)
        CHECK((row[u"source_point"].text() == QStringLiteral("GCJ-02 107.1131,29.1592"))
            == (row.title() == QStringLiteral("甲店")));
    CHECK(desk.count() == 2);
}

TEST_CASE("files are dropped and pasted several at once")
{
    FilesDesk desk;
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(desk.put(QStringLiteral("甲.csv"), "名称,镇街\n甲店,大观镇\n")),
        QUrl::fromLocalFile(desk.put(QStringLiteral("乙.csv"), "名称,镇街\n乙店,大观镇\n")),
        QUrl(QStringLiteral("https://example.org/a.csv"))});
    desk.startFiles({});
    SECTION("dropped")
    {
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(desk.wizard.get(), &enter);
        CHECK(enter.isAccepted());
        QDropEvent drop({5, 5}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(desk.wizard.get(), &drop);
    }
    SECTION("pasted")
    {
        auto* copied = new QMimeData;
        copied->setUrls(files.urls());
        QApplication::clipboard()->setMimeData(copied);
        QTest::keyClick(desk.wizard.get(), Qt::Key_V, Qt::ControlModifier);
    }
    desk.settle();
    CHECK(desk.states() == QStringList{QStringLiteral("可以导入"), QStringLiteral("可以导入")});
    QTest::keyClick(desk.wizard->focusWidget(), Qt::Key_Space);
    desk.settle();
    CHECK(desk.count() == 2);
}

TEST_CASE(
    "seven township workbooks are in the ledger with their totals after fifteen keys and clicks at most")
{
    WindowDesk desk([](Workspace& workspace) {
        WindowDesk::putOutlet(workspace, QStringLiteral("甲社"), QStringLiteral("新增"));
    });
    QTemporaryDir folder;
    const QByteArrayList towns{"大观镇", "水江镇", "三泉镇", "南平镇", "神童镇", "鸣玉镇", "兴隆镇"};
    for (int i = 0; i < towns.size(); ++i)
        writeServices(
            folder.filePath(QString::fromUtf8(towns[i]) + QStringLiteral(".xlsx")), towns[i], i == 0 ? 4 : 5);
    settings::setImportFolder(folder.path()); // as of the last quarter's import
    desk.open();
    Strokes strokes;
    strokes.key(Qt::Key_3, &desk.window, Qt::AltModifier);
    desk.settle();
    auto* ledgers = desk.part<QTreeWidget>(QStringLiteral("ledger.list"));
    const auto services = ledgers->findItems(QStringLiteral("社会化服务"), Qt::MatchStartsWith);
    REQUIRE(services.size() == 1);
    strokes.click(ledgers->viewport(), ledgers->visualItemRect(services.first()).center());
    desk.settle();
    auto* import = desk.part<QPushButton>(QStringLiteral("ledger.import"));
    strokes.click(import, import->rect().center());
    auto* wizard = desk.part<QDialog>(QStringLiteral("importWizard"));
    REQUIRE(becomesActive(wizard));
    int dialogs = 0;
    desk.whenAsked<QFileDialog>(QStringLiteral("QFileDialog"), [&](QFileDialog* dialog) {
        ++dialogs;
        auto* list = dialog->findChild<QAbstractItemView*>(QStringLiteral("listView"));
        REQUIRE(list);
        REQUIRE(QTest::qWaitFor(
            [&] { return list->model()->rowCount(list->rootIndex()) == towns.size(); }, 10000));
        const auto place = [&](int row) {
            return list->visualRect(list->model()->index(row, 0, list->rootIndex())).center();
        };
        strokes.click(list->viewport(), place(0));
        strokes.click(list->viewport(), place(int(towns.size()) - 1), Qt::ShiftModifier);
        ++strokes.count;
        QTest::keyClick(list, Qt::Key_Return);
    });
    strokes.key(Qt::Key_Return, wizard); // 选择文件…
    auto* next = desk.part<QPushButton>(QStringLiteral("import.next"), wizard);
    CHECK(dialogs == 1);
    CHECK(desk.waitFor([&] { return next->isVisible() && next->isEnabled(); }));
    CHECK(wizard->focusWidget() == next);
    CHECK(next->text() == QStringLiteral("导入 7 个文件 34 行"));
    strokes.key(Qt::Key_Return, wizard);
    REQUIRE(desk.waitFor([&] { return desk.workspace().count(QStringLiteral("services")).value() == 34; }));
    desk.settle();
    auto* grid = desk.part<QTableView>(QStringLiteral("ledger.grid"));
    auto* totals = desk.part<TotalsLine>(QStringLiteral("ledger.totals"));
    const int area = desk.workspace().registries().find(u"services")->indexOf(u"area");
    CHECK(grid->isVisible());
    CHECK(totals->isVisible());
    REQUIRE(desk.waitFor([&] { return totals->textOf(area) == QStringLiteral("340"); }));
    WARN("7 workbooks to totals: " << strokes.count << " keys and clicks");
    CHECK(strokes.count <= 15);
}
