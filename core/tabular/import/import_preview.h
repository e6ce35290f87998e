#pragma once
#include "core/domain/registry_spec.h"
#include "core/tabular/import/heading_map.h"
#include "core/tabular/import/importer.h"
#include "core/tabular/read/worksheet.h"

#include <QList>

namespace coop
{

class Workspace;

/// One sheet of a file with the fields that its columns were found to hold. A plain value: read by one job,
/// corrected by the wizard, written by another job.
struct ImportTable {
    QString file;
    QStringList sheets; ///< every sheet of the file that is not hidden
    Worksheet sheet; ///< the chosen one; its cells may be corrected in place
    HeadingMap map;
    QStringList missing; ///< headings of required fields that no column holds
};

/// Reads the file (request.file, .sheet, .map) of any kind: workbook, text, or points of a geographic file.
/// A sheet on which nothing is recognised comes back with an empty map, so that a person can map it. Errors:
/// as importTable.
Result<ImportTable> readImportTable(const RegistrySpec& spec, const ImportRequest& request);

/// Maps the columns anew: column (letter or heading) → field id, empty to leave it out; other columns as they
/// are found. Errors: a unit that does not fit the field; the table then stays as it is.
Result<> mapColumns(ImportTable& table, const RegistrySpec& spec, const QHash<QString, QString>& columns);

/// What one row of the table would do.
struct PreviewRow {
    enum class Outcome { added, changed, same, refused, skipped };
    struct Change {
        int field = 0; ///< position in RegistrySpec::fields
        QString before, after; ///< as they are shown; personal data masked
    };
    int row = 0; ///< as Excel counts
    Outcome outcome = Outcome::same;
    QString title; ///< what a person calls it: name or code
    RowId target = 0; ///< the row of the ledger that it means; 0 when new
    QList<Change> changes{}; ///< of a new row: every field that it fills, in tables of up to 20,000 rows
    QList<ImportProblem> problems{}; ///< why it is refused; ImportProblem::column is the heading
    QStringList warnings{};
};

struct ImportPreview {
    /// Every row below the heading, in the order of the file; in tables of more than 20,000 rows without
    /// empty ones.
    QList<PreviewRow> rows;
    int added = 0, changed = 0, same = 0, refused = 0, skipped = 0;
};

/// Says row by row what the import would do; writes nothing. Errors: cancelled, missing columns for new rows.
Result<ImportPreview> previewImport(
    const Workspace& workspace, const ImportTable& table, const ImportRequest& request);

/// Writes it as one step: what previewImport said, if nothing changed meanwhile.
Result<ImportReport> importTable(
    Workspace& workspace, const ImportTable& table, const ImportRequest& request);

/// One of several tables that go into a ledger together.
struct TableOfStep {
    ImportTable table;
    std::optional<Datum> datum{};
    bool skipRefused = false;
};

/// What each table would do when they go in together, in this order: a row that an earlier one means is
/// refused, unless that one has refused rows itself and so does not go in. `request` says the ledger. A table
/// that cannot go in has the error of previewImport. Errors: cancelled.
Result<QList<Result<ImportPreview>>> previewImports(
    const Workspace& workspace, const QList<TableOfStep>& tables, const ImportRequest& request);

/// Writes all tables as one step, or none while one of them has refused rows that are not to be skipped.
/// `request` says the ledger and how it is done.
Result<QList<ImportReport>> importTables(
    Workspace& workspace, const QList<TableOfStep>& tables, const ImportRequest& request);

} // namespace coop
