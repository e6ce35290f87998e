#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QList>
#include <QStringList>
#include <functional>

namespace coop
{

class Workspace;
struct FieldSpec;
struct RegistrySpec;

/// What leaves the program and how.
struct ExportRequest {
    QString registry, path;
    QList<Record> rows;
    QStringList fields{}; ///< columns in their order; empty: all of the registry
    bool personal = false; ///< unmasked: the caller has asked seePersonal before
    QString period{}, author{}, unit{}; ///< for the office's form: 报告期, 填表人, 填报单位; may be empty
    /// Asked now and then with rows done; false cancels, and no file is left.
    std::function<bool(qsizetype done)> progress{};
};

/// Writes rows of a ledger by the file's ending: .xlsx (the office's form: title, 表号, unit line, merged
/// headings, frozen heading, lists to choose from, A4 landscape with repeated headings), .csv (UTF-8 with
/// BOM), and for ledgers with a point .geojson .gpkg .shp .kml. Personal data are masked; taking the file in
/// again changes nothing; no cell becomes a formula. Errors: invalidValue for another ending or a text that
/// the format cannot hold, notFound for a field that there is not, fileUnwritable, cancelled; after an error
/// no file is left and an old one stays.
Result<> exportTable(const Workspace& workspace, const ExportRequest& request);
/// Whether exportTable would write there; to be asked before anything is noted or read. Errors: invalidValue,
/// and those of mayBeWritten.
Result<> mayExportTo(const RegistrySpec& spec, const QString& path);
/// An empty form to fill in (.xlsx): headings, lists of the choices, townships and federations, and a sheet
/// 填写说明 with what each column takes.
Result<> exportTemplate(const Workspace& workspace, const QString& registry, const QString& path);

/// The endings that a ledger can be written with, without a dot, the usual one first.
QStringList exportEndings(const RegistrySpec& spec);

} // namespace coop
