#include "core/tabular/table_reader.h"

#include "core/geo/gdal_session.h"
#include "core/tabular/cell_text.h"
#include "core/tabular/package_layout.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace coop
{

namespace
{
/// GDAL 3.6 knows no open options for these: a heading in row 1 would become field names and be lost.
class ThreadOption
{
public:
    explicit ThreadOption(const char* optionName, const char* value)
        : name(optionName)
    {
        CPLSetThreadLocalConfigOption(name, value);
    }
    ~ThreadOption() { CPLSetThreadLocalConfigOption(name, nullptr); }
    ThreadOption(const ThreadOption&) = delete;
    ThreadOption& operator=(const ThreadOption&) = delete;

private:
    const char* name;
};

QStringList cellsOf(const OGRFeature& feature, int row, QList<RewordedCell>& reworded)
{
    QStringList cells;
    const int count = feature.GetFieldCount();
    cells.reserve(count);
    for (int i = 0; i < count; ++i) {
        if (!feature.IsFieldSetAndNotNull(i)) {
            cells += QString();
            continue;
        }
        const QString written = QString::fromUtf8(feature.GetFieldAsString(i));
        cells += shownText(written);
        if (cells.last() != written)
            reworded += RewordedCell{{row, i}, written};
    }
    return cells;
}

TableSheet sheetOf(OGRLayer& layer, QList<RewordedCell>& reworded)
{
    TableSheet sheet{.name = QString::fromUtf8(layer.GetName()), .rows = {}};
    for (const auto& feature : layer) {
        // Without headings a feature's id is its row, as Excel counts.
        const auto row = feature->GetFID();
        while (row > sheet.rows.size() + 1)
            sheet.rows += QStringList();
        sheet.rows += cellsOf(*feature, int(sheet.rows.size()), reworded);
    }
    return sheet;
}
} // namespace

std::optional<QList<TableSheet>> readWorkbook(const QString& path)
{
    const GdalSession quiet;
    const ThreadOption plain[]
        = {ThreadOption("OGR_XLSX_HEADERS", "DISABLE"), ThreadOption("OGR_XLSX_FIELD_TYPES", "STRING"),
            ThreadOption("OGR_ODS_HEADERS", "DISABLE"), ThreadOption("OGR_ODS_FIELD_TYPES", "STRING"),
            ThreadOption("OGR_XLS_HEADERS", "DISABLE"), ThreadOption("OGR_XLS_FIELD_TYPES", "STRING")};
    const char* const drivers[] = {"XLSX", "ODS", "XLS", nullptr};
    const GDALDatasetUniquePtr data(GDALDataset::Open(
        path.toUtf8().constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr));
    if (!data)
        return std::nullopt;
    QList<TableSheet> sheets;
    QList<QList<RewordedCell>> reworded;
    for (OGRLayer* layer : data->GetLayers())
        sheets += sheetOf(*layer, reworded.emplaceBack());
    const QString driver = QString::fromUtf8(data->GetDriverName());
    if (driver == u"XLSX")
        layOutXlsx(path, sheets, reworded);
    else if (driver == u"ODS")
        layOutOds(path, sheets);
    for (TableSheet& sheet : sheets)
        sheet.trim();
    return sheets;
}

} // namespace coop
