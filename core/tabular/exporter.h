#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QList>

namespace coop
{

class Workspace;
struct FieldSpec;
struct RegistrySpec;

/// Writes rows of a ledger as a table by the file's ending: .xlsx (the office's form: title, units in the
/// heading, frozen heading, lists to choose from, A4 landscape with repeated headings) or .csv (UTF-8 with
/// BOM). Personal data are masked; taking the file in again changes nothing; no cell becomes a formula.
/// Errors: invalidValue for another ending, fileUnwritable.
Result<> exportTable(
    const Workspace& workspace, const QString& registry, const QList<Record>& rows, const QString& path);

// One writer a kind of file; `cells` are the formatted texts of a row.
Result<> writeXlsx(
    const Workspace& workspace, const RegistrySpec& spec, const QList<Record>& rows, const QString& path);
Result<> writeCsv(
    const Workspace& workspace, const RegistrySpec& spec, const QList<Record>& rows, const QString& path);

/// A value as it leaves the program: formatted, personal data masked.
QString exportedText(const FieldSpec& field, const FieldValue& value, const Workspace& workspace);

} // namespace coop
