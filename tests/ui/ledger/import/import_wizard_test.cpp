#include "tests/ui/ledger/import/import_desk.h"

#include "core/base/text/text.h"
#include "core/store/history/change_log.h"
#include "core/store/undo/undo.h"
#include "tests/core/tabular/read/made_tables.h"

#include <QCheckBox>
#include <QClipboard>
#include <QTableWidget>

using namespace coop;

namespace
{
const QByteArray threeShops = QStringLiteral("南川区服务网点一览表,,,\n名称,镇街,电话,开业日期\n"
                                             "甲店,大观镇,13812345678,2024.7.1\n"
                                             "乙店,没有镇,13812345679,2024年7月2日\n"
                                             "合计,,2,\n")
                                  .toUtf8();
} // namespace

TEST_CASE(
    "the wizard finds heading and columns, shows each row's result, and a wrong cell is put right in place")
{
    ImportDesk desk;
    desk.start(threeShops);
    CHECK(desk.w<QLabel>("import.found")->text().contains(QStringLiteral("表头在第 2 行，认出 4 列")));
    CHECK(desk.w<QComboBox>("import.column.C")->currentText() == u"联系电话");
    desk.press("import.next");
    // What needs a hand is shown first.
    CHECK(desk.outcomes() == QStringList{QStringLiteral("4✘ 不合格")});
    CHECK(desk.w<QLabel>("import.details")->text().contains(QStringLiteral("没有镇")));
    CHECK_FALSE(desk.w<QPushButton>("import.next")->isEnabled());
    CHECK(desk.count() == 0);

    desk.retype(0, 2, QStringLiteral("dgz"));
    CHECK(desk.outcomes()
        == QStringList{QStringLiteral("4✘ 不合格")}); // initials are for people, not for tables
    desk.retype(0, 2, QStringLiteral("大观"));
    CHECK(desk.outcomes()
        == QStringList{QStringLiteral("3＋ 新增"), QStringLiteral("4＋ 新增"), QStringLiteral("5— 跳过")});
    CHECK(desk.count() == 0);
    CHECK(desk.w<QPushButton>("import.next")->text() == u"导入 2 行");
    desk.press("import.next");
    CHECK(desk.wizard->result() == QDialog::Accepted);
    CHECK(desk.count() == 2);
    const auto step = *nextUndo(desk.workspace());
    CHECK(step->name == u"导入服务网点 2 行");
    REQUIRE(undo(desk.workspace(), desk.session.author(Door::undo, {}), step->entry));
    CHECK(desk.count() == 0);
}

TEST_CASE("refused rows are left out only when the clerk says so")
{
    ImportDesk desk;
    desk.start(toGb18030(QString::fromUtf8(threeShops)));
    desk.press("import.next");
    auto* leaveOut = desk.w<QCheckBox>("import.leaveOut");
    CHECK(leaveOut->text() == u"1 行不合格的不导入，其余照常导入");
    leaveOut->click();
    CHECK(desk.w<QPushButton>("import.next")->text() == u"导入 1 行");
    desk.press("import.next");
    CHECK(desk.count() == 1);
}

TEST_CASE("a changed row shows field by field what changes, a masked number changes nothing")
{
    ImportDesk desk;
    desk.put(QStringLiteral("outlets"),
        {{QStringLiteral("name"), QStringLiteral("甲店")},
            {QStringLiteral("township"), QStringLiteral("大观镇")},
            {QStringLiteral("phone"), QStringLiteral("13812345678")},
            {QStringLiteral("operator"), QStringLiteral("张三")}});
    desk.start("名称,镇街,联系电话,经营者\n甲店,大观镇,138****5678,李四\n");
    desk.press("import.next");
    CHECK(desk.outcomes() == QStringList{QStringLiteral("2✎ 修改")});
    CHECK(desk.w<QLabel>("import.details")->text().contains(QStringLiteral("经营者：张三 → 李四")));
    CHECK_FALSE(desk.w<QLabel>("import.details")->text().contains(QStringLiteral("联系电话")));
    desk.press("import.next");
    const auto rows = *desk.workspace().rows({.registry = QStringLiteral("outlets")});
    CHECK(rows.first()[u"phone"].text() == u"13812345678");
    CHECK(rows.first()[u"operator"].text() == u"李四");
}

TEST_CASE("a heading that the program does not know is mapped by hand once and known the next time")
{
    ImportDesk desk;
    const QByteArray odd = "门店大名,镇街,店主\n甲店,大观镇,张三\n";
    desk.start(odd);
    CHECK(desk.w<QLabel>("import.columnsProblem")->text().contains(QStringLiteral("名称")));
    desk.choose("import.column.A", QStringLiteral("名称 *"));
    desk.choose("import.column.C", QStringLiteral("经营者"));
    CHECK(desk.w<QLabel>("import.columnsProblem")->text().isEmpty());
    desk.wizard->reject();
    desk.start(odd);
    CHECK(desk.w<QComboBox>("import.column.A")->currentText() == u"名称 *");
    CHECK(desk.w<QComboBox>("import.column.C")->currentText() == u"经营者");
    desk.choose("import.column.C", QStringLiteral("（不导入这一列）"));
    desk.press("import.next");
    desk.press("import.next");
    CHECK((*desk.workspace().rows({.registry = QStringLiteral("outlets")})).first()[u"operator"].isNull());
}

TEST_CASE("what is unusual asks for a reason, which stands in the history")
{
    ImportDesk desk;
    desk.start("名称,镇街,联系电话\n甲店,大观镇,123\n");
    desk.press("import.next");
    CHECK(desk.outcomes() == QStringList{QStringLiteral("2＋ 新增 ◆")});
    CHECK_FALSE(desk.w<QPushButton>("import.next")->isEnabled());
    desk.w<QLineEdit>("import.reason")->setText(QStringLiteral("内部短号"));
    desk.press("import.next");
    const auto entries = history(desk.workspace(), {.limit = 1});
    CHECK(entries->first().reason == u"导入服务网点 1 行：内部短号");
    CHECK(entries->first().door == Door::importing);
}

TEST_CASE(
    "coordinates of Baidu are converted and kept as they came, and the file imported again changes nothing")
{
    ImportDesk desk;
    const QByteArray baidu = "名称,镇街,经度,纬度\n甲店,大观镇,107.1131,29.1592\n";
    for (const QString& expected : {QStringLiteral("2＋ 新增"), QStringLiteral("2＝ 相同")}) {
        desk.start(baidu);
        desk.choose("import.datum", QStringLiteral("BD-09（百度）"));
        desk.press("import.next");
        CHECK(desk.outcomes() == QStringList{expected});
        if (desk.count() == 0)
            desk.press("import.next");
    }
    const auto row = (*desk.workspace().rows({.registry = QStringLiteral("outlets")})).first();
    CHECK(row[u"source_point"].text() == u"BD-09 107.1131,29.1592");
    CHECK(qAbs(row[u"lon"].real() - 107.1131) > 0.005);
}

TEST_CASE("coordinates without a word about their datum are said to be read as CGCS2000")
{
    ImportDesk desk;
    desk.start("名称,镇街,经度,纬度\n甲店,大观镇,107.1131,29.1592\n");
    const auto isShown = [&] { return desk.w<QLabel>("import.datumNote")->isVisible(); };
    CHECK(isShown());
    CHECK(desk.w<QLabel>("import.datumNote")->text().contains(QStringLiteral("CGCS2000")));
    desk.choose("import.datum", QStringLiteral("BD-09（百度）"));
    CHECK_FALSE(isShown());
    desk.choose("import.datum", QStringLiteral("CGCS2000"));
    desk.press("import.next");
    CHECK(isShown()); // also beside the rows
    desk.start("名称,镇街\n乙店,大观镇\n");
    CHECK_FALSE(isShown()); // nothing is assumed where there is none
    desk.startFile(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/layers/gcj02_points.geojson"));
    CHECK_FALSE(isShown()); // its name says GCJ-02: that is asked, nothing is assumed
    CHECK(desk.w<QLabel>("import.problem")->text().contains(QStringLiteral("gcj02")));
    CHECK_FALSE(desk.w<QLabel>("import.problem")->text().contains(QStringLiteral("--")));
}

TEST_CASE("a file that does not say what its coordinates are is read when somebody says it in the window")
{
    ImportDesk desk;
    const QString path = desk.folder.filePath(QStringLiteral("网点.ovkml"));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QStringLiteral(
        "<kml><Document><Placemark><name>甲店</name><ExtendedData><Data name=\"镇街\"><value>大观镇"
        "</value></Data></ExtendedData><Point><coordinates>107.1131,29.1592</coordinates></Point>"
        "</Placemark></Document></kml>")
                   .toUtf8());
    file.close();
    desk.startFile(path);
    CHECK(desk.w<QLabel>("import.problem")->text().contains(QStringLiteral("奥维")));
    CHECK_FALSE(desk.w<QLabel>("import.problem")->text().contains(QStringLiteral("--")));
    REQUIRE(desk.w<QComboBox>("import.datum")->isVisible());
    desk.choose("import.datum", QStringLiteral("GCJ-02（高德、腾讯）"));
    desk.press("import.next");
    CHECK(desk.outcomes() == QStringList{QStringLiteral("2＋ 新增")});
    desk.press("import.next");
    const auto row = (*desk.workspace().rows({.registry = QStringLiteral("outlets")})).first();
    CHECK(row[u"source_point"].text() == u"GCJ-02 107.1131,29.1592");
    CHECK(qAbs(row[u"lon"].real() - 107.1131) > 0.001);
}

TEST_CASE("a file that is no table, and one without a known column, say what to do")
{
    ImportDesk desk;
    desk.start(QByteArray("\0\1\2\3binary", 10));
    CHECK(desk.w<QLabel>("import.problem")->text().contains(QStringLiteral("另存为")));
    desk.start("a,b\n1,2\n");
    CHECK(desk.w<QLabel>("import.found")->text().contains(QStringLiteral("没有认出表头")));
    CHECK_FALSE(desk.w<QPushButton>("import.next")->isEnabled());
}

TEST_CASE("the sheet of a workbook is chosen, also another one than the program would take")
{
    ImportDesk desk;
    desk.startFile(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/tables/outlets.xlsx"));
    CHECK(desk.w<QTableWidget>("import.columns")->columnCount() > 2);
    desk.press("import.next");
    CHECK(desk.rows()->rowCount() > 0);
    desk.press("import.back");
    CHECK(desk.w<QPushButton>("import.next")->text().contains(QStringLiteral("逐行检查")));
}

TEST_CASE("rows that were corrected in the wizard are not dropped by Esc alone")
{
    ImportDesk desk;
    desk.start("名称,镇街\n甲店,不知道镇\n");
    desk.press("import.next");
    desk.retype(0, 2, QStringLiteral("大观"));
    desk.answer({QStringLiteral("继续导入")});
    desk.wizard->reject();
    CHECK(desk.wizard->isVisible());
    CHECK(desk.w<QPushButton>("import.next")->text() == u"导入 1 行");
    desk.answer({QStringLiteral("不导入")});
    desk.wizard->reject();
    CHECK_FALSE(desk.wizard->isVisible());
    CHECK(desk.count() == 0);
    CHECK(desk.asked.size() == 2);
}

TEST_CASE("an import that is closed while it writes stays until it says what it has written")
{
    ImportDesk desk;
    desk.start(QStringLiteral("名称,镇街\n甲店,大观镇\n乙店,大观镇\n").toUtf8());
    desk.press("import.next");
    desk.w<QPushButton>("import.next")->click();
    REQUIRE(desk.wizard->working());
    desk.wizard->reject();
    CHECK(desk.wizard->isVisible());
    REQUIRE(QTest::qWaitFor([&] { return !desk.wizard->working(); }, 30000));
    QTest::qWait(0);
    const bool stopped = desk.count() == 0;
    CHECK(desk.wizard->isVisible() == stopped);
    CHECK(desk.w<QLabel>("import.problem")->text().isEmpty() != stopped);
    CHECK((stopped || desk.count() == 2));
}

TEST_CASE("a merged title a hidden column an error and a formula without result are said at their place")
{
    ImportDesk desk;
    const QString path = desk.folder.filePath(QStringLiteral("网点.xlsx"));
    const auto text = [](const char* place, const char* words) { return MadeXlsx::text(place, words); };
    MadeXlsx{.rows = "<row r=\"1\">" + text("A1", "南川区服务网点一览表") + "</row><row r=\"2\">"
            + text("A2", "名称") + text("B2", "镇街") + text("C2", "经营者") + text("D2", "备注")
            + "</row><row r=\"3\">" + text("A3", "甲社") + text("B3", "大观镇")
            + "<c r=\"C3\" t=\"e\"><v>#N/A</v></c></row><row r=\"4\">" + text("A4", "乙社")
            + text("B4", "大观镇") + "<c r=\"C4\"><f>A3&amp;A4</f></c>" + text("D4", "隐藏列里的话")
            + "</row>",
        .behind = "<mergeCells><mergeCell ref=\"A1:D1\"/></mergeCells>",
        .before = "<cols><col min=\"4\" max=\"4\" width=\"9\" hidden=\"1\"/></cols>"}
        .write(path);
    desk.startFile(path);
    CHECK(desk.w<QLabel>("import.found")->text().contains(QStringLiteral("表头在第 2 行")));
    desk.press("import.next");
    REQUIRE(desk.outcomes() == QStringList{QStringLiteral("3✘ 不合格"), QStringLiteral("4✘ 不合格")});
    auto* table = desk.w<QTableView>("import.rows");
    const auto said = [&](int row) {
        table->setCurrentIndex(desk.rows()->index(row, 0));
        return desk.w<QLabel>("import.details")->text();
    };
    INFO(said(0).toStdString() << "\n" << said(1).toStdString());
    CHECK(said(0).contains(QStringLiteral("经营者")));
    CHECK(said(0).contains(QStringLiteral("#N/A")));
    CHECK(said(1).contains(QStringLiteral("公式")));
    CHECK(desk.w<QLabel>("import.details")->width()
        <= desk.w<QLabel>("import.details")->parentWidget()->width());
}

TEST_CASE("the sentence on a file that is no workbook stands whole in the wizard and says what to do")
{
    ImportDesk desk;
    const QByteArray page = "<html><body><table><tr><td>名称</td></tr></table></body></html>";
    QFile good(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/tables/outlets.xlsx"));
    REQUIRE(good.open(QIODevice::ReadOnly));
    const QByteArray book = good.readAll();
    for (const auto& [name, bytes, words] : {std::tuple("网页.xls", page, QStringLiteral("网页")),
             {"下载一半.xlsx", book.left(book.size() / 2), QStringLiteral("重新")},
             {"文档.xlsx", QByteArray("%PDF-1.7\n"), QStringLiteral("PDF")}}) {
        const QString path = desk.folder.filePath(QString::fromUtf8(name));
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        desk.startFile(path);
        const auto* problem = desk.w<QLabel>("import.problem");
        INFO(problem->text().toStdString());
        CHECK(problem->isVisible());
        CHECK(problem->text().contains(QString::fromUtf8(name)));
        CHECK(problem->text().contains(words));
        CHECK(problem->text().contains(QStringLiteral("请")));
        CHECK(problem->height() >= problem->heightForWidth(problem->width()));
        CHECK(problem->geometry().right() <= desk.wizard->width());
    }
}

TEST_CASE("a table that was copied in a spreadsheet is pasted into the wizard with its headings")
{
    ImportDesk desk;
    const auto paste = [&](const QString& text) {
        QApplication::clipboard()->setText(text);
        desk.wizard
            = std::make_unique<ImportWizard>(desk.session, *desk.workspace().registries().find(u"loans"));
        desk.wizard->show();
        REQUIRE(becomesActive(desk.wizard.get()));
        QTest::keyClick(desk.wizard.get(), Qt::Key_V, Qt::ControlModifier);
        desk.settle();
    };
    paste({});
    CHECK(desk.w<QLabel>("import.problem")->text().contains(QStringLiteral("剪贴板里没有表格")));
    paste(QStringLiteral("月份\t金融机构\t借款主体\t产品\t发放金额（万元）\t备注\r\n"
                         "2024-10\t农商行\t涉农企业\t信用\t1.5\t\"首笔\n\"\"春耕\"\"贷\t款\"\r\n"));
    INFO(desk.w<QLabel>("import.problem")->text().toStdString());
    INFO(desk.w<QLabel>("import.columnsProblem")->text().toStdString());
    CHECK(desk.w<QLabel>("import.file")->text() == QStringLiteral("粘贴的表格.txt"));
    const auto* columns = desk.w<QTableWidget>("import.columns");
    CHECK(columns->columnCount() == 6);
    desk.press("import.next");
    QString rows;
    for (int column = 0; column < desk.rows()->columnCount(); ++column)
        rows += desk.rows()->index(0, column).data().toString() + u'|';
    INFO(rows.toStdString());
    CHECK(rows.contains(QStringLiteral("\"春耕\"")));
    REQUIRE(desk.rows()->rowCount() == 1);
}

TEST_CASE("a refused cell is seen in its colour and equal ones are corrected together")
{
    ImportDesk desk;
    desk.start("名称,镇街\n甲店,大观陣\n乙店,水江镇\n丙店,大观陣\n丁店,大观陣\n");
    desk.press("import.next");
    auto* table = desk.w<QTableView>("import.rows");
    CHECK(desk.wizard->focusWidget() == table);
    REQUIRE(desk.rows()->rowCount() == 3);
    table->setCurrentIndex(desk.rows()->index(0, 0));
    const auto seen = [&](int row, int column) {
        const QRect cell = table->visualRect(desk.rows()->index(row, column));
        return table->viewport()->grab().toImage().pixelColor(cell.right() - 6, cell.bottom() - 4);
    };
    CHECK(seen(1, 2) == desk.rows()->index(1, 2).data(Qt::BackgroundRole).value<QBrush>().color());
    CHECK(seen(1, 2) != seen(1, 0));
    desk.answer({QStringLiteral("一起改正 2 行")});
    desk.retype(0, 2, QStringLiteral("大观"));
    QTest::qWait(20);
    desk.settle();
    CHECK(desk.asked.size() == 1);
    CHECK(desk.w<QPushButton>("import.next")->text() == u"导入 4 行");
    CHECK(desk.wizard->focusWidget() == desk.w<QPushButton>("import.next"));
}

TEST_CASE("of two columns of one heading that differ the wizard says so and takes the one that is chosen")
{
    ImportDesk desk;
    desk.start(QStringLiteral("名称,镇街,备注,备注\n甲店,大观镇,一,二\n").toUtf8());
    CHECK(desk.w<QLabel>("import.columnsProblem")->text().contains(QStringLiteral("“备注”有两列")));
    CHECK_FALSE(desk.w<QLabel>("import.columnsProblem")->text().contains(QStringLiteral("--map")));
    desk.choose("import.column.D", QStringLiteral("备注"));
    CHECK(desk.w<QLabel>("import.columnsProblem")->text().isEmpty());
    desk.press("import.next");
    CHECK(desk.outcomes() == QStringList{QStringLiteral("2＋ 新增")});
    desk.press("import.next");
    CHECK(desk.count() == 1);
    // Nothing of it is remembered for the heading: the next table is asked about again.
    desk.start(QStringLiteral("名称,镇街,备注\n乙店,大观镇,三\n").toUtf8());
    CHECK(desk.w<QComboBox>("import.column.C")->currentText() == u"备注");
}

TEST_CASE("what was most likely meant is offered and written by one click or key into all equal cells")
{
    ImportDesk desk;
    desk.start("名称,镇街,村\n甲店,大官镇,大官镇\n乙店,水江镇,\n丙店,大官镇,\n丁店,石林镇,\n戊店,水姜镇,\n");
    desk.press("import.next");
    REQUIRE(desk.rows()->rowCount() == 4);
    auto* table = desk.w<QTableView>("import.rows");
    auto* offered = desk.w<QPushButton>("import.suggestion");
    const auto town = [&](int row) { return desk.rows()->index(row, 2).data().toString(); };
    table->setCurrentIndex(desk.rows()->index(2, 2));
    CHECK(town(2) == QStringLiteral("石林镇")); // 石溪镇 and 石莲镇 are as near
    CHECK_FALSE(offered->isVisible());
    table->setCurrentIndex(desk.rows()->index(0, 1));
    CHECK(desk.w<QLabel>("import.details")->text().contains(QStringLiteral("您是不是要找：大观镇")));
    REQUIRE(offered->isVisible());
    CHECK(offered->text() == QStringLiteral("2 行都改成“大观镇”（F7）"));
    CHECK(town(0) == QStringLiteral("大官镇")); // nothing is written before somebody says so

    SECTION("with the mouse")
    {
        desk.press("import.suggestion");
    }
    SECTION("with the keyboard")
    {
        table->setFocus();
        QTest::keyClick(table, Qt::Key_F7);
        desk.settle();
    }
    CHECK(desk.asked.isEmpty());
    REQUIRE(desk.rows()->rowCount() == 2);
    CHECK(town(0) == QStringLiteral("石林镇"));
    CHECK(desk.wizard->focusWidget() == table);
    QTest::keyClick(table, Qt::Key_F7); // this row has none
    desk.settle();
    CHECK(desk.rows()->rowCount() == 2);
    QTest::keyClick(table, Qt::Key_Down);
    CHECK(offered->text() == QStringLiteral("改成“水江镇”（F7）"));
    QTest::keyClick(table, Qt::Key_F7);
    desk.settle();
    desk.retype(0, 2, QStringLiteral("石莲镇"));
    CHECK(desk.w<QPushButton>("import.next")->text() == u"导入 5 行");
    desk.press("import.next");
    QStringList towns;
    const auto stored = *desk.workspace().rows(
        {.registry = QStringLiteral("outlets")}); // a temporary would be gone in the loop
    for (const Record& row : stored)
        towns += desk.workspace().lookup().row({QStringLiteral("townships")}, row[u"township"].number()).name
            + row[u"village"].text();
    towns.sort();
    CHECK(towns
        == QStringList{QStringLiteral("大观镇"), QStringLiteral("大观镇大官镇"), QStringLiteral("水江镇"),
            QStringLiteral("水江镇"), QStringLiteral("石莲镇")});
}

TEST_CASE("what a format hides is named above the columns and a day among telephones is mended in its row")
{
    ImportDesk desk;
    const QString path = desk.folder.filePath(QStringLiteral("格式.xlsx"));
    const auto text = [](const char* place, const char* words) { return MadeXlsx::text(place, words); };
    MadeXlsx made{.rows = "<row r=\"1\">" + text("A1", "名称") + text("B1", "镇街") + text("C1", "联系电话")
            + text("D1", "经营者") + "</row><row r=\"2\">" + text("A2", "甲社") + text("B2", "大观镇")
            + "<c r=\"C2\" s=\"1\"><v>40000</v></c><c r=\"D2\" s=\"2\" t=\"str\"><v>暗</v></c></row>"};
    made.formats
        = "<numFmt numFmtId=\"170\" formatCode=\"yyyy/m/d\"/><numFmt numFmtId=\"171\" formatCode=\";;;\"/>";
    made.styles = "<xf numFmtId=\"170\"/><xf numFmtId=\"171\"/>";
    made.write(path);
    desk.startFile(path);
    const auto* problem = desk.w<QLabel>("import.problem");
    CHECK(problem->isVisible());
    CHECK(problem->text().contains(QStringLiteral("单元格 D2")));
    desk.press("import.next");
    REQUIRE(desk.outcomes() == QStringList{QStringLiteral("2✘ 不合格")});
    CHECK(desk.w<QLabel>("import.details")->text().contains(QStringLiteral("显示为日期“2009-07-06”")));
    desk.retype(0, 3, QStringLiteral("13812345678"));
    REQUIRE(desk.outcomes() == QStringList{QStringLiteral("2＋ 新增")});
    desk.press("import.next");
    const auto rows = *desk.workspace().rows({.registry = QStringLiteral("outlets")});
    REQUIRE(rows.size() == 1);
    CHECK(rows.first()[u"phone"].text() == u"13812345678");
    CHECK(rows.first()[u"operator"].isNull());
}
