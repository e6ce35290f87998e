#include "core/tabular/import/import_preview.h"

#include "core/base/text/text.h"
#include "core/store/rows/row_warnings.h"
#include "core/store/workspace.h"
#include "core/tabular/feature_reader.h"
#include "core/tabular/import/cached_lookup.h"
#include "core/tabular/import/district_place.h"
#include "core/tabular/import/import_planner.h"
#include "core/tabular/import/table_row.h"
#include "core/tabular/table_reader.h"

#include <QFileInfo>

namespace coop
{

namespace
{
constexpr int progressStep = 200;
constexpr int mostInFull = 20000; // rows; of longer tables new rows are told without their fields

Result<QList<Worksheet>> readWorksheets(const ImportRequest& request, const RegistrySpec& spec)
{
    return isFeatureFile(request.file)
        ? readFeatures(request.file, spec, request.datum.value_or(Datum::cgcs2000))
        : readTable(request.file);
}

QStringList missingFields(const RegistrySpec& spec, const HeadingMap& map)
{
    QStringList missing;
    for (const FieldSpec& field : spec.fields)
        if (field.required && !map.of(spec, field.id))
            missing += field.heading();
    return missing;
}

QString namesOf(const QList<Worksheet>& sheets)
{
    QStringList names;
    for (const Worksheet& sheet : sheets)
        names += sheet.name;
    return names.join(u'、');
}

/// Sentences about the visible sheets that hold the same ledger and are left alone.
QStringList othersLike(const ImportTable& chosen, const QList<Worksheet>& sheets, const RegistrySpec& spec,
    const ImportRequest& request)
{
    QStringList remarks;
    if (!chosen.missing.isEmpty())
        return remarks;
    for (const Worksheet& sheet : sheets) {
        if (sheet.hidden || sheet.name == chosen.sheet.name)
            continue;
        const auto map = findHeadings(sheet, spec, request.map);
        if (map && !map->columns.isEmpty() && missingFields(spec, *map).isEmpty()
            && sheet.rows.size() > map->firstRow)
            remarks += QStringLiteral(
                "“%1”里也有这份台账的内容，这次只导入“%2”；要导入它，请另选这张工作表（--sheet）")
                           .arg(sheet.name, chosen.sheet.name);
    }
    return remarks;
}

Error inFile(const QString& file, const Error& error)
{
    return {error.kind, QStringLiteral("“%1”：%2").arg(QFileInfo(file).fileName(), error.text)};
}

QString shown(const FieldSpec& field, const FieldValue& value, const ReferenceLookup& lookup)
{
    const QString text = formatField(field, value, lookup);
    return field.personal ? masked(text) : text;
}

PreviewRow previewOf(const PlannedRow& planned, const ReferenceLookup& lookup, RowWarnings& warnings,
    const DistrictPlace& district, bool brief)
{
    PreviewRow row{.row = planned.row, .outcome = planned.outcome, .problems = planned.problems};
    if (!planned.next)
        return row;
    row.title = planned.next->title();
    row.target = planned.existing ? planned.existing->id : 0;
    if (planned.outcome != PreviewRow::Outcome::added && planned.outcome != PreviewRow::Outcome::changed)
        return row;
    if (brief && planned.outcome == PreviewRow::Outcome::added)
        return row;
    const RegistrySpec& spec = planned.next->spec();
    for (int i = 0; i < spec.fields.size(); ++i) {
        const FieldValue before = planned.existing ? planned.existing->at(i) : FieldValue();
        // Personal data change when it can be seen: a preview compares no masked digits.
        const QString was = shown(spec.fields[i], before, lookup);
        const QString becomes = shown(spec.fields[i], planned.next->at(i), lookup);
        if (spec.fields[i].personal ? was == becomes : planned.next->at(i) == before)
            continue;
        row.changes += PreviewRow::Change{i, was, becomes};
    }
    auto found = warnings.of(*planned.next, planned.existing.get()).value_or(QList<Finding>());
    district.addFarPoint(*planned.next, planned.existing.get(), found);
    for (const Finding& finding : std::as_const(found))
        row.warnings += finding.text;
    for (const QString& doubt : planned.doubts)
        row.warnings += doubt + QStringLiteral("，请核对。");
    return row;
}

void countOutcome(ImportPreview& preview, PreviewRow::Outcome outcome)
{
    switch (outcome) {
    case PreviewRow::Outcome::added:
        ++preview.added;
        break;
    case PreviewRow::Outcome::changed:
        ++preview.changed;
        break;
    case PreviewRow::Outcome::same:
        ++preview.same;
        break;
    case PreviewRow::Outcome::refused:
        ++preview.refused;
        break;
    case PreviewRow::Outcome::skipped:
        ++preview.skipped;
    }
}

Result<ImportPreview> previewOf(ImportPlanner& planner, const Workspace& workspace, const ImportTable& table,
    const ImportRequest& request)
{
    ImportPreview preview;
    const CachedLookup lookup(workspace.lookup());
    RowWarnings warnings(workspace);
    const DistrictPlace district(workspace);
    const bool brief = planner.endRow() - planner.firstRow() > mostInFull;
    for (int row = planner.firstRow(); row < planner.endRow(); ++row) {
        if (request.progress && (row - planner.firstRow()) % progressStep == 0
            && !request.progress(row, planner.endRow()))
            return fail(ErrorKind::cancelled, QStringLiteral("已取消检查"));
        if (brief && table.sheet.rows.row(row).isEmpty()) { // a gap of a million rows
            ++preview.skipped;
            continue;
        }
        preview.rows += previewOf(planner.plan(row), lookup, warnings, district, brief);
        countOutcome(preview, preview.rows.last().outcome);
    }
    COOP_TRY(planner.finish());
    return preview;
}
} // namespace

Result<ImportTable> readImportTable(const RegistrySpec& spec, const ImportRequest& request)
{
    const auto sheets = readWorksheets(request, spec);
    COOP_TRY(sheets);
    ImportTable best{.file = request.file};
    std::optional<Error> error;
    for (const Worksheet& sheet : *sheets) {
        if (!sheet.hidden || sheet.name == request.sheet)
            best.sheets += sheet.name;
        if (request.sheet.isEmpty() ? sheet.hidden : sheet.name != request.sheet)
            continue;
        const auto map = findHeadings(sheet, spec, request.map);
        if (!map)
            error = map.error();
        else if (best.sheet.rows.isEmpty() || map->columns.size() > best.map.columns.size()) {
            best.sheet = sheet;
            best.map = *map;
        }
    }
    if (!request.sheet.isEmpty() && !best.sheets.contains(request.sheet))
        return fail(ErrorKind::notFound,
            QStringLiteral("“%1”里没有工作表“%2”，有的是：%3")
                .arg(QFileInfo(request.file).fileName(), request.sheet, best.sheets.join(u'、')));
    if (best.sheet.rows.isEmpty() && !error && request.sheet.isEmpty() && !sheets->isEmpty())
        return fail(ErrorKind::invalidValue,
            QStringLiteral(
                "“%1”里的工作表都是隐藏的（%2），请在 Excel 或 WPS 里取消隐藏再导入，或用 --sheet 指明")
                .arg(QFileInfo(request.file).fileName(), namesOf(*sheets)));
    if (best.map.columns.isEmpty() && error)
        return fail(inFile(request.file, *error));
    best.missing = missingFields(spec, best.map);
    if (request.sheet.isEmpty())
        best.sheet.remarks += othersLike(best, *sheets, spec, request);
    return best;
}

Result<> mapColumns(ImportTable& table, const RegistrySpec& spec, const QHash<QString, QString>& columns)
{
    const auto map = findHeadings(table.sheet, spec, columns);
    if (!map)
        return fail(inFile(table.file, map.error()));
    table.map = *map;
    table.missing = missingFields(spec, table.map);
    return {};
}

Result<ImportPreview> previewImport(
    const Workspace& workspace, const ImportTable& table, const ImportRequest& request)
{
    const auto previews = previewImports(workspace, {{table, request.datum}}, request);
    return previews ? previews->first() : fail(previews.error());
}

Result<QList<Result<ImportPreview>>> previewImports(
    const Workspace& workspace, const QList<TableOfStep>& tables, const ImportRequest& request)
{
    const auto rows = StepRows::of(workspace, request.registry);
    COOP_TRY(rows);
    QList<Result<ImportPreview>> previews;
    for (const TableOfStep& each : tables) {
        ImportRequest onTrial = request;
        onTrial.dryRun = true;
        onTrial.datum = each.datum;
        auto planner = ImportPlanner::of(workspace, each.table, onTrial, *rows);
        auto preview = planner ? previewOf(*planner, workspace, each.table, onTrial)
                               : Result<ImportPreview>(fail(planner.error()));
        if (!preview && preview.error().kind == ErrorKind::cancelled)
            return fail(preview.error());
        if (preview && (preview->refused == 0 || each.skipRefused))
            (*rows)->add(QFileInfo(each.table.file).fileName(), planner->meantRows());
        previews += std::move(preview);
    }
    return previews;
}

} // namespace coop
