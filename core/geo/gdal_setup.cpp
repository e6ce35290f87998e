#include "core/geo/gdal_setup.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcessEnvironment>
#include <algorithm>
#include <cerrno>
#include <cpl_conv.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi_virtual.h>
#include <gdal_priv.h>
#include <mutex>
#include <ogr_srs_api.h>

namespace coop
{

namespace
{
/// What is left of GDAL's drivers; everything else reads what no office has, or asks servers. MBTiles stands
/// on SQLite.
constexpr const char* keptDrivers[] = {"GTiff", "PNG", "JPEG", "MBTiles", "MEM", "VRT", "Memory",
    "ESRI Shapefile", "GPKG", "GeoJSON", "LIBKML", "KML", "MapInfo File", "DXF", "FlatGeobuf", "OpenFileGDB",
    "GPX", "SQLite", "XLSX", "XLS", "ODS"};

/// File systems of GDAL that stay inside this computer and are needed.
constexpr const char* keptFileSystems[] = {"/vsimem/", "/vsizip/"};

template <size_t n> bool contains(const char* const (&names)[n], const char* name)
{
    return std::any_of(
        std::begin(names), std::end(names), [&](const char* each) { return EQUAL(each, name); });
}

/// Takes the place of GDAL's file systems that reach for servers, pipes and devices: nothing is ever there.
class NothingThere : public VSIFilesystemHandler
{
public:
    VSIVirtualHandle* Open(const char*, const char*, bool, CSLConstList) override
    {
        errno = ENOENT;
        return nullptr;
    }
    int Stat(const char*, VSIStatBufL*, int) override
    {
        errno = ENOENT;
        return -1;
    }
};

CPLHTTPResult* refuseToFetch(
    const char*, CSLConstList, GDALProgressFunc, void*, CPLHTTPFetchWriteFunc, void*, void*)
{
    auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
    result->nStatus = 1;
    result->pszErrBuf = CPLStrdup("no network");
    return result;
}

void closeNetwork()
{
    CPLHTTPSetFetchCallback(refuseToFetch, nullptr);
    OSRSetPROJEnableNetwork(FALSE);
    const CPLStringList prefixes(VSIGetFileSystemsPrefixes());
    for (int i = 0; i < prefixes.size(); ++i)
        if (!contains(keptFileSystems, prefixes[i]))
            VSIFileManager::InstallHandler(prefixes[i], new NothingThere); // kept by GDAL until the end
}

/// Where an installer put the data of both libraries beside the program; else they know their places.
void useOwnData()
{
    const QString share = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/");
    if (QFile::exists(share + QStringLiteral("proj/proj.db"))) {
        const QByteArray folder = (share + QStringLiteral("proj")).toUtf8();
        const char* paths[] = {folder.constData(), nullptr};
        OSRSetPROJSearchPaths(paths);
    }
    if (QFile::exists(share + QStringLiteral("gdal/header.dxf")))
        CPLSetConfigOption("GDAL_DATA", (share + QStringLiteral("gdal")).toUtf8().constData());
}

void keepDrivers()
{
    GDALAllRegister();
    GDALDriverManager& all = *GetGDALDriverManager();
    for (int i = all.GetDriverCount() - 1; i >= 0; --i) {
        GDALDriver* driver = all.GetDriver(i);
        if (!contains(keptDrivers, driver->GetDescription())) {
            all.DeregisterDriver(driver);
            delete driver;
        }
    }
    // Pictures are brought into colours through a VRT; none is ever opened, for it names other files.
    if (GDALDriver* vrt = all.GetDriverByName("VRT")) {
        vrt->pfnOpen = nullptr;
        vrt->pfnIdentify = nullptr;
    }
}
} // namespace

void setUpGdal()
{
    static std::once_flag once;
    std::call_once(once, [] {
        // Before the drivers: no plugins of other programs.
        CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
        CPLSetConfigOption("GDAL_PYTHON_DRIVER_PATH", "");
        useOwnData();
        keepDrivers();
        for (const auto& [option, value] : {
                 std::pair("GDAL_PAM_ENABLED", "NO"), // side files .aux.xml: neither read nor left behind
                 std::pair("GDAL_GEOREF_SOURCES", "INTERNAL,WORLDFILE"),
                 std::pair("GDAL_VRT_ENABLE_PYTHON", "NO"),
                 std::pair("OGR_SQLITE_LOAD_EXTENSIONS", ""),
                 std::pair("CPL_DEBUG", "OFF"),
                 std::pair("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}"),
             })
            CPLSetConfigOption(option, value);
        closeNetwork();
    });
}

void forgetForeignSettings()
{
    static constexpr const char* beginnings[]
        = {"GDAL_", "OGR_", "CPL_", "VSI_", "VSI", "PROJ_", "OSR_", "AWS_", "GS_", "GOOGLE_", "AZURE_",
            "OSS_", "SWIFT_", "CURL_", "GTIFF_", "GTFF_", "SHAPE_", "GPKG_", "GEOJSON_", "KML_", "LIBKML_",
            "MITAB_", "DXF_", "GPX_", "GML_", "SQLITE_", "VRT_", "JPEG_", "PNG_", "MBTILES_"};
    const QStringList names = QProcessEnvironment::systemEnvironment().keys();
    for (const QString& name : names)
        for (const char* beginning : beginnings)
            if (name.startsWith(QLatin1String(beginning), Qt::CaseInsensitive))
                qunsetenv(name.toLocal8Bit().constData());
}

} // namespace coop
