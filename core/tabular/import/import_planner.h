#pragma once
#include "core/tabular/import/cached_lookup.h"
#include "core/tabular/import/import_preview.h"
#include "core/tabular/import/step_rows.h"

#include <optional>

namespace coop
{

struct TableRow;

/// What an import means to do with one row of a table.
struct PlannedRow {
    int row = 0; ///< as Excel counts
    PreviewRow::Outcome outcome = PreviewRow::Outcome::skipped;
    std::optional<Record> next{}; ///< as it would stand in the ledger; of refused rows what could be read
    std::shared_ptr<const Record> existing{}; ///< the ledger's row that it means; null when new
    QList<ImportProblem> problems{};
    QStringList doubts{}; ///< TableRow::doubts
    /// A `same` row that gives a personal value of which only the masked digits may differ: whether they do
    /// is not told to who may not see them (nor by a preview); the import writes it.
    bool untold = false;
};

/// Goes through a table row by row and says what each would do to the ledger; writes nothing. Preview and
/// import ask the same planner, so that they cannot differ.
class ImportPlanner
{
public:
    static Result<ImportPlanner> of(const Workspace& workspace, const ImportTable& table,
        const ImportRequest& request, std::shared_ptr<const StepRows> rows);

    /// Rows from here on, in this order, each once.
    int firstRow() const { return table->map.firstRow; }
    int endRow() const { return table->sheet.rows.size(); }
    const RegistrySpec& ledger() const { return *spec; }
    PlannedRow plan(int row);
    /// Goes back before the first row: a second time through plans the same of every row that was not
    /// refused.
    void again();
    /// After the last row: new rows without a column for every required field. Errors: invalidValue.
    Result<> finish() const;
    /// What the rows mean that were planned, for the tables behind this one.
    const QHash<RowKey, int>& meantRows() const { return seen; }

private:
    ImportPlanner(const Workspace& workspace, const ImportTable& table, const ImportRequest& request,
        std::shared_ptr<const StepRows> rows);
    ImportProblem problem(int row, const QString& value, const QString& text) const;
    QList<ImportProblem> ruleProblems(
        int row, const Record& next, const Record* existing, const TableRow& read) const;
    std::optional<ImportProblem> sameAsAnother(const Record& next, const Record* existing, int row);
    QString keyLabels(const Record& record) const;
    bool same(const Record& next, const Record& existing, bool& untold) const;

    const ImportTable* table;
    const RegistrySpec* spec;
    Datum datum;
    bool comparesPersonal; ///< masked digits, too
    std::shared_ptr<const StepRows> ledgerRows;
    std::shared_ptr<const CachedLookup> lookup;
    QHash<RowKey, int> seen; ///< what a row means → the first row that means it
    bool tellsTwice = true;
    int newRows = 0;
};

/// “供销.xlsx”的工作表“网点”缺少必需的列：… 。
Error missingColumns(const ImportTable& table);

} // namespace coop
