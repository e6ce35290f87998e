#include "core/tabular/table_reader.h"

#include <QHash>
#include <QRegularExpression>
#include <cpl_error.h>
#include <memory>
#include <mutex>
#include <ogrsf_frmts.h>

namespace coop
{

namespace
{
struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

/// GDAL's own remarks stay away from standard error.
class QuietGdal
{
public:
    QuietGdal() { CPLPushErrorHandler(CPLQuietErrorHandler); }
    ~QuietGdal() { CPLPopErrorHandler(); }
    QuietGdal(const QuietGdal&) = delete;
    QuietGdal& operator=(const QuietGdal&) = delete;
};

/// Excel keeps 17 digits of a binary fraction (25.300000000000001) and shows 15: what it shows is meant.
QString shownNumber(const QString& raw)
{
    static const QRegularExpression binary(QStringLiteral("^-?[0-9]+(\\.[0-9]{9,})?(?:[eE][+-]?[0-9]+)?$"));
    const auto match = binary.match(raw);
    const bool fraction = !match.captured(1).isEmpty();
    if (!match.hasMatch() || !(fraction || raw.contains(u'e', Qt::CaseInsensitive)))
        return raw;
    const double number = raw.toDouble();
    if (qAbs(number) >= 1e15)
        return raw; // more digits than Excel holds: the reader of the cell decides
    QString shown = QString::number(number, 'g', 15);
    if (shown.contains(u'e'))
        shown = QString::number(number, 'f', 12);
    if (shown.contains(u'.'))
        shown.remove(QRegularExpression(QStringLiteral("\\.?0+$")));
    return shown;
}

TableSheet readLayer(OGRLayer& layer)
{
    TableSheet sheet{.name = QString::fromUtf8(layer.GetName())};
    const int columns = layer.GetLayerDefn()->GetFieldCount();
    layer.ResetReading();
    qsizetype next = 0;
    while (OGRFeature* feature = layer.GetNextFeature()) {
        const std::unique_ptr<OGRFeature, void (*)(OGRFeature*)> owner(feature, OGRFeature::DestroyFeature);
        // The driver numbers rows as Excel does, from 1.
        const qsizetype row = qMax<qsizetype>(qsizetype(feature->GetFID()) - 1, next);
        while (sheet.rows.size() < row)
            sheet.rows += QStringList();
        QStringList cells;
        for (int i = 0; i < columns; ++i)
            cells += feature->IsFieldSetAndNotNull(i)
                ? shownNumber(QString::fromUtf8(feature->GetFieldAsString(i)))
                : QString();
        while (!cells.isEmpty() && cells.last().isEmpty())
            cells.removeLast();
        sheet.rows += cells;
        next = row + 1;
    }
    while (!sheet.rows.isEmpty() && sheet.rows.last().isEmpty())
        sheet.rows.removeLast();
    return sheet;
}
} // namespace

Result<QList<TableSheet>> readWorkbook(const QString& path)
{
    static std::once_flag once;
    std::call_once(once, [] { GDALAllRegister(); });
    const QuietGdal quiet;
    const char* drivers[] = {"XLSX", "ODS", "XLS", nullptr};
    const char* options[] = {"HEADERS=DISABLE", "FIELD_TYPES=STRING", nullptr};
    const Dataset dataset(
        GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options));
    if (!dataset)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”不是能读的工作簿（可能已损坏或设了打开密码）。请在 Excel 或 WPS "
                           "里打开，去掉密码，另存为 .xlsx")
                .arg(path));
    const auto merged = mergedRanges(path);
    QList<TableSheet> sheets;
    for (int i = 0; i < dataset->GetLayerCount(); ++i) {
        sheets += readLayer(*dataset->GetLayer(i));
        sheets.last().merged = merged.value(sheets.last().name);
    }
    return sheets;
}

} // namespace coop
