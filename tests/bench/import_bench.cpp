#include "core/store/workspace.h"
#include "core/tabular/import/import_preview.h"
#include "tests/bench/example_workspace.h"
#include "tests/bench/peak_memory.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <cpl_conv.h>
#include <ogrsf_frmts.h>
#include <xlsxwriter.h>

using namespace coop;

namespace
{
/// Service rows that are new to the example workspace: another crop for each.
QString servicesWorkbook(const Workspace& workspace, int rows, const QString& path)
{
    const auto outlets = workspace.rows({.registry = QStringLiteral("outlets")});
    const auto townships = workspace.rows({.registry = QStringLiteral("townships")});
    QHash<RowId, QByteArray> townshipName;
    for (const Record& township : *townships)
        townshipName.insert(township.id, township.title().toUtf8());
    lxw_workbook* book = workbook_new(path.toUtf8().constData());
    lxw_worksheet* sheet = workbook_add_worksheet(book, "services");
    const char* headings[] = {"月份", "镇街", "服务主体", "服务环节", "作物", "服务面积（亩）", "服务次数"};
    for (lxw_col_t column = 0; column < 7; ++column)
        worksheet_write_string(sheet, 0, column, headings[column], nullptr);
    for (int i = 0; i < rows; ++i) {
        const Record& outlet = (*outlets)[i % outlets->size()];
        const auto row = lxw_row_t(i + 1);
        worksheet_write_string(sheet, row, 0, "2025-07", nullptr);
        worksheet_write_string(
            sheet, row, 1, townshipName.value(outlet[u"township"].number()).constData(), nullptr);
        worksheet_write_string(sheet, row, 2, outlet.title().toUtf8().constData(), nullptr);
        worksheet_write_string(sheet, row, 3, "耕", nullptr);
        worksheet_write_string(sheet, row, 4, QStringLiteral("作物%1").arg(i).toUtf8().constData(), nullptr);
        worksheet_write_number(sheet, row, 5, 10 + i % 90, nullptr);
        worksheet_write_number(sheet, row, 6, 1 + i % 3, nullptr);
    }
    workbook_close(book);
    return path;
}
} // namespace

namespace
{
/// What GDAL alone takes to read every cell of the file: the floor of any import through it.
qint64 readByGdal(const QString& book)
{
    GDALAllRegister();
    CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "DISABLE");
    CPLSetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
    QElapsedTimer clock;
    clock.start();
    size_t bytes = 0;
    const GDALDatasetUniquePtr data(
        GDALDataset::Open(book.toUtf8().constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    REQUIRE(data);
    for (OGRLayer* layer : data->GetLayers())
        for (const auto& feature : *layer)
            for (int field = 0; field < feature->GetFieldCount(); ++field)
                bytes += strlen(feature->GetFieldAsString(field));
    REQUIRE(bytes > 0);
    return clock.elapsed();
}

void importAgainstGdal(int rows)
{
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy.gpkg"));
    QFile::copy(exampleWorkspace(), copy);
    const auto workspace = Workspace::open(copy, Workspace::Access::write);
    const QString book
        = servicesWorkbook(**workspace, rows, folder.filePath(QStringLiteral("services.xlsx")));
    const qint64 gdal = readByGdal(book);
    const double before = peakMegabytes();
    QElapsedTimer clock;
    clock.start();
    ImportRequest request{.registry = QStringLiteral("services"), .file = book, .backUpFirst = false};
    request.author = {QStringLiteral("bench"), Door::importing, {}};
    const auto table = readImportTable(*(*workspace)->registries().find(u"services"), request);
    REQUIRE(table);
    const qint64 read = clock.restart();
    const auto preview = previewImport(**workspace, *table, request);
    REQUIRE(preview->added == rows);
    const qint64 previewed = clock.restart();
    const auto report = importTable(**workspace, *table, request);
    REQUIRE(report->added == rows);
    const qint64 written = clock.elapsed();
    printf(
        "%d rows: GDAL alone %lld ms; read %lld ms (%.2f), preview %lld ms, import %lld ms; read and import "
        "are %.2f times GDAL; peak memory %.0f MB, before %.0f MB\n",
        rows, gdal, read, double(read) / double(gdal), previewed, written,
        double(read + written) / double(gdal), peakMegabytes(), before);
}
} // namespace

TEST_CASE("import of 10,000 rows from xlsx against GDAL reading the same file")
{
    importAgainstGdal(10'000);
}

TEST_CASE("import of 100,000 rows from xlsx against GDAL reading the same file")
{
    importAgainstGdal(100'000);
}

TEST_CASE("import of 10,000 service rows from xlsx")
{
    const QTemporaryDir folder;
    QString book;
    {
        const auto workspace = Workspace::open(exampleWorkspace(), Workspace::Access::read);
        book = servicesWorkbook(**workspace, 10000, folder.filePath(QStringLiteral("services.xlsx")));
    }
    BENCHMARK_ADVANCED("import 10,000 rows")(Catch::Benchmark::Chronometer meter)
    {
        const QString copy = folder.filePath(QStringLiteral("copy.gpkg"));
        QFile::remove(copy);
        QFile::copy(exampleWorkspace(), copy);
        const auto workspace = Workspace::open(copy, Workspace::Access::write);
        meter.measure([&] {
            ImportRequest request;
            request.backUpFirst = false;
            request.registry = QStringLiteral("services");
            request.file = book;
            request.author = {QStringLiteral("bench"), Door::importing, {}};
            const auto report = importTable(**workspace, request);
            REQUIRE(report.has_value());
            REQUIRE(report->added == 10000);
        });
    };
}
