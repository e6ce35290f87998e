#include "core/tabular/import/import_planner.h"

#include "core/base/text/text.h"
#include "core/store/workspace.h"
#include "core/tabular/import/table_row.h"

#include <QFileInfo>
#include <algorithm>

namespace coop
{

namespace
{
/// What only the way through a table has changed stays as it is: seven decimals of a degree (a centimetre),
/// full-width characters and blanks of a text.
void keepSame(Record& next, const Record& existing)
{
    constexpr double near = 1e-7;
    for (int i = 0; i < next.spec().fields.size(); ++i) {
        const FieldValue& before = existing.at(i);
        const FieldValue& after = next.at(i);
        const bool samePlace = before.isReal() && after.isReal() && qAbs(after.real() - before.real()) < near;
        const bool sameText = next.spec().fields[i].type == FieldType::text && before.isText()
            && after.isText() && tidyName(before.text()) == tidyName(after.text());
        if (samePlace || sameText)
            next.setAt(i, before);
    }
}

/// Whether the table can say which rows it means: by code or by all fields of a natural key that are not
/// optional.
bool canMatch(const RegistrySpec& spec, const HeadingMap& map)
{
    if (map.of(spec, u"code"))
        return true;
    return std::any_of(spec.naturalKeys.begin(), spec.naturalKeys.end(), [&](const QStringList& key) {
        return std::all_of(
            key.begin(), key.end(), [&](const QString& field) { return map.of(spec, field) != nullptr; });
    });
}
} // namespace

Error missingColumns(const ImportTable& table)
{
    QString place = QStringLiteral("“%1”").arg(QFileInfo(table.file).fileName());
    if (!table.sheet.encoding.isEmpty())
        return {ErrorKind::invalidValue,
            QStringLiteral("%1是 %2 编码（繁体中文），里面认不出这份台账的列名，请用 Excel 或 WPS "
                           "打开核对文字，另存为 .xlsx 再导入")
                .arg(place, table.sheet.encoding)};
    if (table.sheet.untyped && table.map.columns.isEmpty() && table.sheet.columns() == 1)
        return {ErrorKind::invalidValue,
            QStringLiteral(
                "%1每行只有一格，看不出各列之间用什么隔开（逗号、制表符、分号或竖线），请用 Excel 或 "
                "WPS 打开、分好列，另存为 .xlsx 再导入")
                .arg(place)};
    if (!table.sheet.name.isEmpty())
        place += QStringLiteral("的工作表“%1”").arg(table.sheet.name);
    return {ErrorKind::invalidValue,
        QStringLiteral("%1缺少必需的列：%2。请补上这些列，或用列对应（--map）指明哪一列是")
            .arg(place, table.missing.join(u'、'))};
}

ImportPlanner::ImportPlanner(const Workspace& workspace, const ImportTable& from,
    const ImportRequest& request, std::shared_ptr<const StepRows> rows)
    : table(&from)
    , spec(&rows->ledger())
    , datum(request.datum.value_or(Datum::cgcs2000))
    , comparesPersonal(!request.dryRun && maySeePersonal(workspace))
    , ledgerRows(std::move(rows))
    , lookup(std::make_shared<CachedLookup>(workspace.lookup()))
{
}

Result<ImportPlanner> ImportPlanner::of(const Workspace& workspace, const ImportTable& table,
    const ImportRequest& request, std::shared_ptr<const StepRows> rows)
{
    const bool matches = canMatch(rows->ledger(), table.map);
    if (table.map.columns.isEmpty() || (!table.missing.isEmpty() && !matches))
        return fail(missingColumns(table));
    return ImportPlanner(workspace, table, request, std::move(rows));
}

PlannedRow ImportPlanner::plan(int row)
{
    PlannedRow planned{.row = row + 1};
    if (isSkippedRow(table->sheet, table->map, row))
        return planned;
    planned.outcome = PreviewRow::Outcome::refused;
    const TableRow read = readRow(table->sheet, table->map, *spec, row, datum, *lookup);
    planned.doubts = read.doubts;
    Record next(*spec);
    for (const auto& [field, value] : read.values)
        next.setAt(field, value);
    planned.existing = ledgerRows->find(next);
    newRows += planned.existing ? 0 : 1;
    if (!read.problems.isEmpty()) {
        planned.next = std::move(next);
        planned.problems = read.problems;
        return planned;
    }
    const Record* const existing = planned.existing.get();
    const auto twice = tellsTwice ? sameAsAnother(next, existing, row + 1) : std::nullopt;
    if (planned.existing) {
        Record merged = *planned.existing;
        for (const auto& [field, value] : read.values)
            merged.setAt(field, value);
        merged.set(u"code", planned.existing->code()); // a1 finds A1 and leaves it so
        keepSame(merged, *planned.existing);
        next = std::move(merged);
    }
    if (spec->derive)
        spec->derive(next, existing);
    if (twice) {
        planned.problems += *twice;
    } else if (planned.existing && same(next, *planned.existing, planned.untold)) {
        planned.outcome = PreviewRow::Outcome::same;
    } else {
        planned.problems = ruleProblems(row, next, existing, read);
        if (planned.problems.isEmpty())
            planned.outcome = planned.existing ? PreviewRow::Outcome::changed : PreviewRow::Outcome::added;
    }
    planned.next = std::move(next);
    return planned;
}

void ImportPlanner::again()
{
    // Which rows mean the same was told the first time.
    seen = {};
    tellsTwice = false;
    newRows = 0;
}

Result<> ImportPlanner::finish() const
{
    if (!table->missing.isEmpty() && newRows > 0)
        return fail(missingColumns(*table));
    return {};
}

ImportProblem ImportPlanner::problem(int row, const QString& value, const QString& text) const
{
    return {row, {}, value, atRow(row, text)};
}

/// Two rows of one step that mean the same: the second is refused.
std::optional<ImportProblem> ImportPlanner::sameAsAnother(const Record& next, const Record* existing, int row)
{
    const QString identity = existing ? QString::number(existing->id) : RowMatcher::identity(next);
    if (identity.isEmpty())
        return {};
    const RowKey key(identity);
    if (const auto other = ledgerRows->meantBefore(key))
        return problem(row, next.title(),
            QStringLiteral("和“%1”第 %2 行是同一条（%3相同），请删去一行或改正")
                .arg(other->file)
                .arg(other->row)
                .arg(keyLabels(next)));
    const auto before = seen.constFind(key);
    if (before == seen.constEnd()) {
        seen.insert(key, row);
        return {};
    }
    return problem(row, next.title(),
        QStringLiteral("和第 %1 行是同一条（%2相同），请删去一行或改正").arg(*before).arg(keyLabels(next)));
}

/// What may not be seen is compared as it is shown: 138****1023.
bool ImportPlanner::same(const Record& next, const Record& existing, bool& untold) const
{
    bool blind = false;
    for (int i = 0; i < spec->fields.size(); ++i) {
        const FieldSpec& field = spec->fields[i];
        const bool hides
            = field.personal && !comparesPersonal && next.at(i).isText() && existing.at(i).isText();
        if (hides && masked(next.at(i).text()) == masked(existing.at(i).text()))
            blind = true;
        else if (!(next.at(i) == existing.at(i)))
            return false;
    }
    untold = blind;
    return true;
}

QList<ImportProblem> ImportPlanner::ruleProblems(
    int row, const Record& next, const Record* existing, const TableRow& read) const
{
    const auto isDerived = [&](const QString& field) {
        return !next[field].isNull()
            && std::none_of(read.values.begin(), read.values.end(),
                [&](const auto& value) { return spec->fields[value.first].id == field; });
    };
    QList<ImportProblem> problems;
    QList<ImportProblem> derived; // what follows from a cell is not told beside the cell itself
    for (const Finding& finding : checkRecord(next, existing)) {
        if (finding.severity != Finding::Severity::error)
            continue;
        const HeadingMap::Column* column = table->map.of(*spec, finding.field);
        (isDerived(finding.field) ? derived : problems)
            += ImportProblem{row + 1, column ? column->heading : spec->field(finding.field)->heading(),
                column ? table->sheet.cell(row, column->column) : QString(), atRow(row + 1, finding.text)};
    }
    return problems.isEmpty() ? derived : problems;
}

QString ImportPlanner::keyLabels(const Record& record) const
{
    if (!record.code().isEmpty())
        return spec->field(u"code")->label;
    QStringList labels;
    for (const QString& field : spec->naturalKeyOf(record))
        labels += spec->field(field)->label;
    return labels.join(u'、');
}

} // namespace coop
