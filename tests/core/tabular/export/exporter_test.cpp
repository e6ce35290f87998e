#include "core/tabular/export/exporter.h"
#include "core/tabular/short_names.h"
#include "core/tabular/table_reader.h"
#include "tests/core/tabular/table_files.h"

#include <QDir>
#include <QProcess>

using namespace coop;

namespace
{
/// Rows in every registry that offices keep, with texts that spreadsheets like to change.
void fill(const TableTest& test)
{
    const auto take = [&](const char* registry, const char* text) {
        const QByteArray table
            = QByteArray(text).replace("%TASK%", test.rows("tasks").first().code().toUtf8());
        const ImportReport report = test.take(registry, test.file(table));
        INFO(registry << ": " << reasons(report));
        REQUIRE(report.refused == 0);
        REQUIRE(report.added + report.updated > 0);
    };
    take("centres",
        "名称,级别,镇街,状态,建成日期,服务功能,工作人员数,财政补助（元）,联系电话,经度,纬度\n"
        "区中心,区级,西城街道,建成,2024-06-20,农资供应、金融服务,12,1500000,02371234567,107.0987654,29."
        "1234567\n"
        "新中心,乡镇级,大观镇,筹建,,,,,,,\n");
    take("federations",
        "名称,级别,驻地镇街,状态,登记日期,依托服务中心,党组织\n"
        "大观镇农合联,乡镇级,大观镇,已登记,2024-09-27,区中心,是\n");
    take("outlets",
        "编码,名称,镇街,村（社区）,开业日期,联系电话,地址,经度,纬度,综合服务社,星级社,星级,备注\n"
        "500119104001002003,=网点+1,大观镇,某村,2024-01-02,13900001111,@街1号,107.1,29.16,2024-01-02,2024-03-"
        "01,3,"
        "\"两行\n备注_x0041_，带,逗号和\"\"引号\"\"\"\n"
        "007,-减号店,水江镇,,,,''=撇号,,,,,,5.00\n");
    take("members",
        "单位名称,类别,镇街,所属农合联,入会日期,退会日期,联系电话,土地面积（亩）,授信额度（元）\n"
        "甲社,农民合作社,大观镇,南川区农合联、大观镇农合联,2024-03-01、2024-05-01,2024-12-31、,13911112222,"
        "30.14,500000\n"
        "乙行,金融机构,,南川区农合联,2024-01-01,,,,\n");
    take("assets",
        "名称,类别,认定日期,认定文号,镇街\n示范社,农民合作社示范社,2024-11-28,示例〔2024〕1号,南平镇\n");
    take("services",
        "月份,镇街,服务主体,服务环节,服务模式,作物,服务面积（亩）,服务次数,亩次,是否补助\n"
        "2024-10,大观镇,测试一社,防,菜单式,水稻,8.14,3,24.42,是\n2024-11,水江镇,测试二社,收,,玉米,1234567.89,"
        "1,,否\n");
    take("loans",
        "月份,金融机构,镇街,借款主体,产品,笔数,发放额（元）,农合联撬动\n"
        "2024-07,甲行,全区,农户,信用,3,99999999999,是\n");
    take("activities",
        "日期,任务序号,类别,镇街,参加人数,数量,单位,金额（元）,内容\n"
        "2024-08-15,%TASK%,培训,全区,30,1.5,场次,2000,讲课\n");
}
} // namespace

TEST_CASE("what was exported comes back unchanged, from every ledger and in both forms")
{
    TableTest test;
    fill(test);
    const qint64 version = test->dataVersion();
    for (const RegistrySpec& spec : standardRegistries().all()) {
        const auto rows = need(test->rows({.registry = spec.id}));
        if (rows.isEmpty() || spec.guarded) // a guarded one is not imported
            continue;
        for (const QString& ending : {QStringLiteral("xlsx"), QStringLiteral("csv")}) {
            INFO(spec.id.toStdString() << " " << ending.toStdString());
            const QString path = test.folder.filePath(QStringLiteral("导出.") + ending);
            const auto written = exportTable(*test, {.registry = spec.id, .path = path, .rows = rows});
            REQUIRE(written);
            ImportRequest asked = TableTest::request("outlets", path);
            asked.registry = spec.id;
            const ImportReport report = need(test.take(asked));
            INFO(reasons(report));
            CHECK(report.unchanged == rows.size());
            CHECK(report.rows == rows.size());
            CHECK(test->dataVersion() == version);
        }
    }
}

TEST_CASE("personal data leave the program masked, and what looks like a formula stays text")
{
    TableTest test;
    fill(test);
    const auto rows = need(test->rows({.registry = QStringLiteral("outlets")}));
    const QString path = test.folder.filePath(QStringLiteral("网点.csv"));
    REQUIRE(exportTable(*test, {.registry = QStringLiteral("outlets"), .path = path, .rows = rows}));
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    CHECK(text.startsWith("\xEF\xBB\xBF"));
    CHECK(text.contains("139****1111"));
    CHECK_FALSE(text.contains("13900001111"));
    CHECK(text.contains("'=网点+1"));
    CHECK(text.contains("''=撇号"));
}

TEST_CASE("an exported workbook is in the office's form: openpyxl finds title, units, types, lists, page")
{
    TableTest test;
    fill(test);
    const auto rows = need(test->rows({.registry = QStringLiteral("outlets")}));
    const QString path = test.folder.filePath(QStringLiteral("网点.xlsx"));
    REQUIRE(exportTable(*test, {.registry = QStringLiteral("outlets"), .path = path, .rows = rows}));
    QProcess python;
    python.start(QStringLiteral("/usr/bin/python3"),
        {QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/tables/describe_workbook.py"), path});
    REQUIRE(python.waitForFinished());
    const std::string told = python.readAllStandardOutput().toStdString();
    INFO(python.readAllStandardError().toStdString());
    for (const char* fact : {"title 南川区服务网点台账", "制定机关：南川区供销合作社 | 表号：附表WD",
             "填报单位：", "heading 开业日期", "frozen C6", "page landscape 9 True", "rows $1:$5",
             "merged A4:A5 编码", "merged K4:L4 坐标", "merged M4:S4 服务角色及起始日期", "heading 寄递",
             "filter A5:T9", "area ['$A$1:$T$10']", "footer 第 &P 页，共 &N 页", "last 单位负责人：",
             "cell 名称 =网点+1 s", "cell 开业日期 2024-01-02 d yyyy-mm-dd", "cell 编码 500119104001002003 s",
             "cell 星级 3 n", "list I6 是,否", "list C6 '下拉选项'!$A$1:$A$34", "sheet 下拉选项 hidden",
             "sheet 服务网点 visible"})
        CHECK_THAT(told, Catch::Contains(fact));
}

TEST_CASE("an export that cannot be written says why and leaves no half file")
{
    TableTest test;
    const auto rows = need(test->rows({.registry = QStringLiteral("outlets")}));
    const auto refusal = [&](const QString& path) {
        const auto written
            = exportTable(*test, {.registry = QStringLiteral("outlets"), .path = path, .rows = rows});
        REQUIRE_FALSE(written);
        return written.error().text.toStdString();
    };
    CHECK_THAT(refusal(test.folder.filePath(QStringLiteral("没有/表.xlsx"))), Catch::Contains("文件夹"));
    CHECK_THAT(refusal(test.folder.filePath(QStringLiteral("表.pdf"))), Catch::Contains(".xlsx"));
    REQUIRE(QDir(test.folder.path()).mkdir(QStringLiteral("夹.xlsx")));
    REQUIRE(QDir(test.folder.path()).mkdir(QStringLiteral("夹.csv")));
    refusal(test.folder.filePath(QStringLiteral("夹.xlsx")));
    refusal(test.folder.filePath(QStringLiteral("夹.csv")));
    for (const QString& name : QDir(test.folder.path()).entryList(QDir::Files))
        CHECK_FALSE(name.endsWith(QStringLiteral(".part")));
}

TEST_CASE("an export that is cancelled leaves the old file and nothing else")
{
    TableTest test;
    const auto rows = need(test->rows({.registry = QStringLiteral("outlets")}));
    const auto openFiles = [] {
#ifdef Q_OS_LINUX
        return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::System).size();
#else
        return 0; // Windows shows it by what cannot be removed below
#endif
    };
    for (const QString& ending : exportEndings(rows.first().spec())) {
        INFO(ending.toStdString());
        const QString path = test.folder.filePath(QStringLiteral("表.") + ending);
        REQUIRE(exportTable(
            *test, {.registry = QStringLiteral("outlets"), .path = path, .rows = rows.mid(0, 1)}));
        const auto openBefore = openFiles();
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        const QByteArray old = file.readAll();
        file.close();
        const auto written = exportTable(*test,
            {.registry = QStringLiteral("outlets"), .path = path, .rows = rows, .progress = [](qsizetype) {
                 return false;
             }});
        REQUIRE_FALSE(written);
        CHECK(written.error().kind == ErrorKind::cancelled);
        CHECK(openFiles() == openBefore);
        REQUIRE(file.open(QIODevice::ReadOnly));
        CHECK(file.readAll() == old);
        file.close();
        for (const QString& part : QDir(test.folder.path()).entryList({QStringLiteral("表.*")}))
            REQUIRE(QFile::remove(test.folder.filePath(part)));
    }
    // The workspace and its lock are all that is left; hidden folders count, too.
    const QDir folder(test.folder.path());
    CHECK(folder.entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
    for (const QString& name : folder.entryList(QDir::Files))
        CHECK(name.contains(QStringLiteral("gpkg")));
}

TEST_CASE("a shapefile takes the place of another with all its parts")
{
    TableTest test;
    const auto rows = need(test->rows({.registry = QStringLiteral("outlets")}));
    const QString path = test.folder.filePath(QStringLiteral("点.shp"));
    REQUIRE(exportTable(*test, {.registry = QStringLiteral("outlets"), .path = path, .rows = {}}));
    for (const char* part : {"点.qix", "点.sbn"})
        test.file(QByteArray("\0\1\2\3", 4), part);
    const qint64 empty = QFileInfo(test.folder.filePath(QStringLiteral("点.dbf"))).size();
    REQUIRE(exportTable(*test, {.registry = QStringLiteral("outlets"), .path = path, .rows = rows}));
    const QStringList left
        = QDir(test.folder.path()).entryList({QStringLiteral("点.*")}, QDir::Files, QDir::Name);
    CHECK(left
        == QStringList{QStringLiteral("点.cpg"), QStringLiteral("点.dbf"), QStringLiteral("点.prj"),
            QStringLiteral("点.shp"), QStringLiteral("点.shx")});
    CHECK(QFileInfo(test.folder.filePath(QStringLiteral("点.dbf"))).size() > empty);
}

TEST_CASE("a text that Excel cannot hold is refused with its row and column")
{
    TableTest test;
    test.add("outlets",
        {{u"name", QStringLiteral("长社")}, {u"township", test.township(QStringLiteral("大观镇"))}});
    auto rows = need(test->rows({.registry = QStringLiteral("outlets")}));
    // No door takes so long a text any more; workspaces of before may hold one.
    rows.last().set(u"remark", QString(40000, u'长'));
    const QString path = test.folder.filePath(QStringLiteral("长.xlsx"));
    const auto written
        = exportTable(*test, {.registry = QStringLiteral("outlets"), .path = path, .rows = rows});
    REQUIRE_FALSE(written);
    CHECK(written.error().text.contains(QStringLiteral("长社")));
    CHECK(written.error().text.contains(QStringLiteral("备注")));
    CHECK_FALSE(QFile::exists(path));
    CHECK(exportTable(*test,
        {.registry = QStringLiteral("outlets"),
            .path = test.folder.filePath(QStringLiteral("长.csv")),
            .rows = rows}));
}

TEST_CASE("names in a shapefile have at most ten letters and differ")
{
    RegistrySpec spec = *standardRegistries().find(u"outlets");
    for (const char16_t* id : {u"circulation_since_when", u"circulatio", u"circulation_by_whom"})
        spec.fields += FieldSpec{.id = QString::fromUtf16(id), .label = QString::fromUtf16(id)};
    const auto names = shortFieldNames(spec);
    QSet<QString> seen;
    for (const QString& name : names) {
        CHECK(name.size() <= 10);
        seen.insert(name);
    }
    CHECK(seen.size() == spec.fields.size());
    CHECK(names.value(QStringLiteral("circulatio")) == QStringLiteral("circulatio"));
    CHECK(names.value(QStringLiteral("name")) == QStringLiteral("name"));
}
