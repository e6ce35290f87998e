#include "core/map/sheet/sheet_raster.h"

#include "core/geo/gdal_session.h"
#include "core/map/sheet/elements/map_frame.h"
#include "core/map/sheet/sheet_layout.h"
#include "core/map/sheet/sheet_renderer.h"

#include <QPainter>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <memory>

namespace coop
{

namespace
{
/// Where the paper's corner lies and how large a pixel is, in the map's metres.
std::optional<std::array<double, 6>> placeOf(const Sheet& sheet, int dpi)
{
    const Projection& projection = sheet.map.content().projection;
    if (sheet.tableOnly || projection.isNull() || projection.epsg() == 0)
        return std::nullopt;
    const SheetLayout layout(sheet);
    const MapView view = layout.mapFrame().view(layout.mapBox());
    const MapPoint corner = view.toMetres({0, 0});
    const double pixel = view.metresPerUnit() * 25.4 / dpi;
    return std::array<double, 6>{corner.x, pixel, 0, corner.y, 0, -pixel};
}
} // namespace

QImage sheetPicture(const Sheet& sheet, int dpi)
{
    QImage image((sheet.settings.paperMm() * dpi / 25.4).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return image;
    image.setDotsPerMeterX(qRound(dpi / 0.0254));
    image.setDotsPerMeterY(qRound(dpi / 0.0254));
    image.fill(Qt::white);
    QPainter painter(&image);
    SheetRenderer().draw(painter, sheet, dpi / 25.4);
    return image;
}

QByteArray tiffOf(const Sheet& sheet, const QImage& picture, int dpi)
{
    const GdalSession session;
    const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
    if (rgb.isNull())
        return {};
    auto* memory = GetGDALDriverManager()->GetDriverByName("MEM");
    auto* tiff = GetGDALDriverManager()->GetDriverByName("GTiff");
    if (memory == nullptr || tiff == nullptr)
        return {};
    const std::unique_ptr<GDALDataset> source(
        memory->Create("", rgb.width(), rgb.height(), 3, GDT_Byte, nullptr));
    if (!source
        || source->RasterIO(GF_Write, 0, 0, rgb.width(), rgb.height(), const_cast<uchar*>(rgb.constBits()),
               rgb.width(), rgb.height(), GDT_Byte, 3, nullptr, 3, rgb.bytesPerLine(), 1, nullptr)
            != CE_None)
        return {};
    if (auto place = placeOf(sheet, dpi)) {
        source->SetGeoTransform(place->data());
        OGRSpatialReference crs;
        if (crs.importFromEPSG(sheet.map.content().projection.epsg()) == OGRERR_NONE)
            source->SetSpatialRef(&crs);
    }
    source->SetMetadataItem("TIFFTAG_XRESOLUTION", QByteArray::number(dpi).constData());
    source->SetMetadataItem("TIFFTAG_YRESOLUTION", QByteArray::number(dpi).constData());
    source->SetMetadataItem("TIFFTAG_RESOLUTIONUNIT", "2");
    CPLStringList options;
    options.AddNameValue("COMPRESS", "DEFLATE");
    options.AddNameValue("PREDICTOR", "2");
    options.AddNameValue("PHOTOMETRIC", "RGB");
    const QByteArray path = "/vsimem/coop-sheet-" + QByteArray::number(quintptr(source.get()), 16) + ".tif";
    std::unique_ptr<GDALDataset> written(
        tiff->CreateCopy(path.constData(), source.get(), FALSE, options.List(), nullptr, nullptr));
    const bool made = written != nullptr;
    CPLErrorReset();
    written.reset(); // flushes
    const bool whole = made && CPLGetLastErrorType() < CE_Failure;
    vsi_l_offset size = 0;
    GByte* bytes = VSIGetMemFileBuffer(path.constData(), &size, TRUE);
    QByteArray result
        = whole ? QByteArray(reinterpret_cast<const char*>(bytes), qsizetype(size)) : QByteArray();
    VSIFree(bytes);
    return result;
}

} // namespace coop
