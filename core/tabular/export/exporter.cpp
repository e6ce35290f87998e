#include "core/tabular/export/exporter.h"

#include "core/base/files/output.h"
#include "core/base/files/output_target.h"
#include "core/store/workspace.h"
#include "core/tabular/export/export_source.h"
#include "core/tabular/export/table_writers.h"

#include <QDir>
#include <QFileInfo>

namespace coop
{

namespace
{
using Writer = Result<> (*)(const ExportSource&, Output&);

struct Kind {
    QString ending;
    Writer write;
    bool points = false; ///< only for ledgers with a point
};

const QList<Kind>& kinds()
{
    static const QList<Kind> all{{QStringLiteral("xlsx"), writeXlsx}, {QStringLiteral("csv"), writeCsv},
        {QStringLiteral("geojson"), writePoints, true}, {QStringLiteral("gpkg"), writePoints, true},
        {QStringLiteral("shp"), writePoints, true}, {QStringLiteral("kml"), writePoints, true}};
    return all;
}

Result<Writer> writerFor(const RegistrySpec& spec, const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    const QStringList possible = exportEndings(spec);
    const QString use = QStringLiteral("请用 .") + possible.join(QStringLiteral("、."));
    for (const Kind& kind : kinds()) {
        if (kind.ending != ending)
            continue;
        if (kind.points && !spec.hasPoint())
            return fail(ErrorKind::invalidValue,
                QStringLiteral("%1没有坐标，不能导出为“.%2”，%3").arg(spec.label, ending, use));
        return kind.write;
    }
    const QFileInfo file(path);
    if (file.fileName().isEmpty() || file.isDir())
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”是一个文件夹，请写出文件名").arg(QDir::toNativeSeparators(path)));
    if (ending.isEmpty())
        return fail(
            ErrorKind::invalidValue, QStringLiteral("文件名“%1”没有后缀，%2").arg(file.fileName(), use));
    return fail(ErrorKind::invalidValue, QStringLiteral("不能导出为“.%1”，%2").arg(file.suffix(), use));
}

Result<> writeStaged(const ExportSource& source, const QString& path, Writer write)
{
    auto output = Output::to(path, *fileKindOfEnding(QFileInfo(path).suffix()));
    COOP_TRY(output);
    COOP_TRY(write(source, *output));
    const auto finished = output->finish();
    return finished ? Result<>() : fail(finished.error());
}
} // namespace

QStringList exportEndings(const RegistrySpec& spec)
{
    QStringList endings;
    for (const Kind& kind : kinds())
        if (!kind.points || spec.hasPoint())
            endings += kind.ending;
    return endings;
}

Result<> mayExportTo(const RegistrySpec& spec, const QString& path)
{
    COOP_TRY(writerFor(spec, path));
    return mayBeWritten(path, *fileKindOfEnding(QFileInfo(path).suffix()));
}

Result<> exportTable(const Workspace& workspace, const ExportRequest& request)
{
    const auto source = ExportSource::of(workspace, request);
    COOP_TRY(source);
    const auto writer = writerFor(source->spec(), request.path);
    return writer ? writeStaged(*source, request.path, *writer) : Result<>(fail(writer.error()));
}

Result<> exportTemplate(const Workspace& workspace, const QString& registry, const QString& path)
{
    ExportRequest request{.registry = registry, .path = path, .rows = {}};
    const auto spec = workspace.registries().require(registry);
    COOP_TRY(spec);
    if (QFileInfo(path).suffix().toLower() != u"xlsx")
        return fail(ErrorKind::invalidValue,
            QStringLiteral("空白表样只能导出为 .xlsx，请把“%1”的后缀改为 .xlsx")
                .arg(QFileInfo(path).fileName()));
    for (const FieldSpec& field : (*spec)->fields)
        if (!field.byProgram && !field.secret)
            request.fields += field.id;
    const auto source = ExportSource::of(workspace, request);
    return source ? writeStaged(*source, path, writeTemplate) : Result<>(fail(source.error()));
}

} // namespace coop
