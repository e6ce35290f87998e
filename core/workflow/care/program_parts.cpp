#include "core/workflow/care/program_parts.h"

#include "core/domain/plan/plan.h"
#include "core/map/sheet/pdf/pdf_pages.h"
#include "core/store/file/sqlite_version.h"
#include "core/store/workspace.h"
#include "core/workflow/mapping/map_layers.h"
#include "core/workflow/program_data.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QSysInfo>
#include <expat.h>
#include <gdal.h>
#include <proj.h>
#include <sodium.h>
#include <xlsxwriter.h>
#include <zip.h>
#include <zlib.h>

namespace coop
{

namespace
{
QString latin(const char* text)
{
    return QString::fromLatin1(text);
}

/// GEOS is there through GDAL only, which knows its version.
QString geosVersion()
{
    static const QRegularExpression line(QStringLiteral("GEOS_VERSION=([\\d.]+)"));
    return line.match(latin(GDALVersionInfo("BUILD_INFO"))).captured(1);
}

void addEach(QStringList& credits, const QStringList& more)
{
    for (const QString& each : more)
        for (const QString& line : each.split(u'\n', Qt::SkipEmptyParts))
            if (!credits.contains(line.trimmed()))
                credits += line.trimmed();
}
} // namespace

QList<ProgramPart> programParts()
{
    return {
        {QStringLiteral("Qt"), latin(qVersion()), QStringLiteral("LGPL-3.0（Qt Charts：GPL-3.0）")},
        {QStringLiteral("GDAL"), latin(GDALVersionInfo("RELEASE_NAME")), QStringLiteral("MIT")},
        {QStringLiteral("GEOS"), geosVersion(), QStringLiteral("LGPL-2.1")},
        {QStringLiteral("PROJ"), latin(proj_info().version), QStringLiteral("MIT")},
        {QStringLiteral("SQLite"), sqliteVersion(), QStringLiteral("公有领域")},
        {QStringLiteral("SQLiteCpp"), {}, QStringLiteral("MIT")},
        {QStringLiteral("libsodium"), latin(sodium_version_string()), QStringLiteral("ISC")},
        {QStringLiteral("libxlsxwriter"), latin(lxw_version()), QStringLiteral("BSD-2-Clause")},
        {QStringLiteral("libzip"), latin(zip_libzip_version()), QStringLiteral("BSD-3-Clause")},
        {QStringLiteral("expat"), latin(XML_ExpatVersion()).remove(QStringLiteral("expat_")),
            QStringLiteral("MIT")},
        {QStringLiteral("qpdf"), qpdfVersion(), QStringLiteral("Apache-2.0")},
        {QStringLiteral("zlib"), latin(zlibVersion()), QStringLiteral("Zlib")},
        {QStringLiteral("Boost"), {}, QStringLiteral("BSL-1.0")},
        {QStringLiteral("CLI11（coopctl）"), {}, QStringLiteral("BSD-3-Clause")},
        {QStringLiteral("tl::expected"), {}, QStringLiteral("CC0-1.0")},
        {QStringLiteral("ColorBrewer 色带"), {}, QStringLiteral("Apache-2.0，Cynthia Brewer 等")},
        {QStringLiteral("Breeze 图标"), {}, QStringLiteral("LGPL-3.0-or-later，KDE Visual Design Group")},
    };
}

QStringList dataCredits(const Workspace* workspace)
{
    QStringList credits;
    const QDir plans(dataFolder() + QStringLiteral("/plans"));
    for (const QFileInfo& file : plans.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        if (const auto plan = Plan::fromFile(file.filePath())) {
            addEach(credits, {QStringLiteral("%1（%2）").arg(plan->title, plan->document)});
            addEach(credits, plan->boundaries.credits + plan->credits);
        }
    if (const auto layers = workspace ? mapLayers(*workspace) : Result<QList<MapLayer>>())
        for (const MapLayer& layer : *layers)
            addEach(credits, {layer.credits});
    return credits;
}

QString programText()
{
    QString text = QStringLiteral("农服图 CoopMap %1\n许可：GPL-3.0-or-later\n运行在：%2，%3\n\n组成部分：\n")
                       .arg(QCoreApplication::applicationVersion(), QSysInfo::prettyProductName(),
                           QSysInfo::currentCpuArchitecture());
    for (const ProgramPart& part : programParts())
        text += QStringLiteral("%1，%2\n")
                    .arg(part.version.isEmpty() ? part.name : part.name + u' ' + part.version, part.licence);
    return text;
}

} // namespace coop
