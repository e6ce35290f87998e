#include "core/tabular/importer.h"

#include "core/base/text.h"
#include "core/domain/registry_spec.h"
#include "core/store/backup.h"
#include "core/store/workspace.h"
#include "core/tabular/cached_lookup.h"
#include "core/tabular/row_matcher.h"
#include "core/tabular/row_reader.h"
#include "core/tabular/table_reader.h"

#include <QFileInfo>

namespace coop
{

namespace
{
/// What is to be done with one row of the table.
struct Step {
    int row = 0; ///< as Excel counts
    Record record;
    bool isNew = false;
};

struct Chosen {
    TableSheet sheet;
    HeadingMap map;
};

Result<Chosen> chooseSheet(const ImportRequest& request, const RegistrySpec& spec)
{
    const auto sheets = readTable(request.file);
    if (!sheets)
        return fail(sheets.error());
    Chosen best;
    std::optional<Error> error;
    QStringList names;
    for (const TableSheet& sheet : *sheets) {
        names += sheet.name;
        if (request.sheet.isEmpty() ? sheet.hidden : sheet.name != request.sheet)
            continue;
        const auto map = findHeadings(sheet, spec, request.map);
        if (!map) {
            error = map.error();
            continue;
        }
        if (best.sheet.rows.isEmpty() || map->columns.size() > best.map.columns.size())
            best = {sheet, *map};
    }
    if (!request.sheet.isEmpty() && !names.contains(request.sheet))
        return fail(ErrorKind::notFound,
            QStringLiteral("“%1”里没有工作表“%2”，有的是：%3")
                .arg(QFileInfo(request.file).fileName(), request.sheet, names.join(u'、')));
    if (best.map.columns.isEmpty() && error)
        return fail(
            error->kind, QStringLiteral("“%1”：%2").arg(QFileInfo(request.file).fileName(), error->text));
    return best;
}

QStringList missingColumns(const RegistrySpec& spec, const HeadingMap& map)
{
    QStringList missing;
    for (const FieldSpec& field : spec.fields)
        if (field.required && !map.of(spec, field.id))
            missing += field.heading();
    return missing;
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

Error missingError(const ImportRequest& request, const Chosen& chosen, const QStringList& missing)
{
    QString place = QStringLiteral("“%1”").arg(QFileInfo(request.file).fileName());
    if (!chosen.sheet.name.isEmpty())
        place += QStringLiteral("的工作表“%1”").arg(chosen.sheet.name);
    return {ErrorKind::invalidValue,
        QStringLiteral("%1缺少必需的列：%2。请补上这些列，或用列对应（--map）指明哪一列是")
            .arg(place, missing.join(u'、'))};
}

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

/// One import from reading to writing.
class Import
{
public:
    Import(Workspace& open, const ImportRequest& asked, const RegistrySpec& registry, const Chosen& table)
        : workspace(open)
        , request(asked)
        , spec(registry)
        , chosen(table)
        , lookup(open.lookup())
    {
        report.registry = spec.id;
        report.file = request.file;
        report.sheet = chosen.sheet.name;
    }

    Result<ImportReport> run()
    {
        const auto matcher = RowMatcher::of(workspace, spec);
        if (!matcher)
            return fail(matcher.error());
        const int last = int(chosen.sheet.rows.size());
        for (int row = chosen.map.firstRow; row < last; ++row) {
            if (request.progress && (row - chosen.map.firstRow) % 200 == 0 && !request.progress(row, last))
                return fail(ErrorKind::cancelled, QStringLiteral("已取消导入，没有写入任何数据"));
            if (isSkippedRow(chosen.sheet, chosen.map, row))
                ++report.skipped;
            else
                plan(row, *matcher);
        }
        const QStringList missing = missingColumns(spec, chosen.map);
        if (!missing.isEmpty() && newRows > 0)
            return fail(missingError(request, chosen, missing));
        if (const auto written = write(); !written)
            return fail(written.error());
        return report;
    }

private:
    /// Reads a row, finds what it means, and keeps what is to be written.
    void plan(int row, const RowMatcher& matcher)
    {
        ++report.rows;
        TableRow read = readRow(chosen.sheet, chosen.map, spec, row, request.datum, lookup);
        Record fromTable(spec);
        for (const auto& [field, value] : read.values)
            fromTable.setAt(field, value);
        const Record* existing = matcher.find(fromTable);
        newRows += existing ? 0 : 1;
        if (!read.problems.isEmpty()) {
            refuse(read.problems);
            return;
        }
        const QString identity = existing ? QString::number(existing->id) : RowMatcher::identity(fromTable);
        if (!identity.isEmpty()) {
            if (const auto before = seen.constFind(identity); before != seen.constEnd()) {
                refuse({ImportProblem{row + 1, {}, fromTable.title(),
                    atRow(row + 1,
                        QStringLiteral("和第 %1 行是同一条（%2相同），请删去一行或改正")
                            .arg(*before)
                            .arg(keyLabels(fromTable)))}});
                return;
            }
            seen.insert(identity, row + 1);
        }
        Record next = existing ? *existing : fromTable;
        if (existing) {
            for (const auto& [field, value] : read.values)
                next.setAt(field, value);
            next.set(u"code", existing->code()); // a1 finds A1 and leaves it so
            keepSame(next, *existing);
        }
        if (spec.derive)
            spec.derive(next, existing);
        if (existing && same(next, *existing)) {
            ++report.unchanged;
            return;
        }
        if (const QList<ImportProblem> found = ruleProblems(row, next, read); !found.isEmpty()) {
            refuse(found);
            return;
        }
        existing ? ++report.updated : ++report.added;
        steps += Step{row + 1, next, existing == nullptr};
    }

    Result<> write()
    {
        // Also when nothing is to be written: who may not is told so, whatever the table holds.
        if (auto allowed = mayWrite(workspace, request.author.who); !allowed && !request.dryRun)
            return allowed;
        if (report.refused > 0 && !request.skipRefused) {
            if (!request.dryRun)
                report.added = report.updated = 0;
            return {};
        }
        if (steps.isEmpty())
            return {};
        if (const auto safe = backUpFirst(); !safe)
            return safe;
        Author author = request.author;
        if (author.reason.isEmpty())
            author.reason = QStringLiteral("导入%1 %2 行").arg(spec.label).arg(steps.size());
        const auto work = UnitOfWork::begin(workspace, author);
        if (!work)
            return fail(work.error());
        int done = 0;
        for (const Step& step : steps) {
            if (request.progress && ++done % 200 == 0 && !request.progress(done, int(steps.size())))
                return fail(ErrorKind::cancelled, QStringLiteral("已取消导入，没有写入任何数据"));
            const auto refused = writeStep(**work, step);
            if (!refused)
                continue;
            --(step.isNew ? report.added : report.updated);
            refuse({ImportProblem{
                step.row, {}, step.record.title(), atRow(step.row, QStringLiteral("：") + refused->text)}});
        }
        if (request.dryRun)
            return {};
        if (report.refused > 0 && !request.skipRefused) {
            report.added = report.updated = 0;
            return {};
        }
        const auto entry = (*work)->commit();
        return entry ? Result<>() : Result<>(fail(entry.error()));
    }

    Result<> backUpFirst()
    {
        if (request.dryRun || !request.backUpFirst)
            return {};
        const auto done = backUpBefore(workspace, BackupKind::beforeImport);
        if (!done)
            return fail(done.error().kind, QStringLiteral("没有导入：%1").arg(done.error().text));
        report.warnings = done->warnings;
        return {};
    }

    static std::optional<Error> writeStep(UnitOfWork& work, const Step& step)
    {
        if (step.isNew) {
            const auto added = work.add(step.record);
            return added ? std::nullopt : std::optional(added.error());
        }
        const auto changed = work.change(step.record);
        return changed ? std::nullopt : std::optional(changed.error());
    }

    QList<ImportProblem> ruleProblems(int row, const Record& next, const TableRow& read) const
    {
        const auto isDerived = [&](const QString& field) {
            return !next[field].isNull()
                && std::none_of(read.values.begin(), read.values.end(),
                    [&](const auto& value) { return spec.fields[value.first].id == field; });
        };
        QList<ImportProblem> problems;
        QList<ImportProblem> derived; // what follows from a cell is not told beside the cell itself
        for (const Finding& finding : checkRecord(next)) {
            if (finding.severity != Finding::Severity::error)
                continue;
            const HeadingMap::Column* column = chosen.map.of(spec, finding.field);
            (isDerived(finding.field) ? derived : problems) += ImportProblem{row + 1,
                column ? column->heading : spec.field(finding.field)->heading(),
                column ? chosen.sheet.cell(row, column->column) : QString(), atRow(row + 1, finding.text)};
        }
        return problems.isEmpty() ? derived : problems;
    }

    QString keyLabels(const Record& record) const
    {
        if (!record.code().isEmpty())
            return spec.field(u"code")->label;
        QStringList labels;
        for (const QString& field : spec.naturalKeyOf(record))
            labels += spec.field(field)->label;
        return labels.join(u'、');
    }

    bool same(const Record& a, const Record& b) const
    {
        for (int i = 0; i < spec.fields.size(); ++i)
            if (!(a.at(i) == b.at(i)))
                return false;
        return true;
    }

    void refuse(const QList<ImportProblem>& problems)
    {
        ++report.refused;
        report.problems += problems;
    }

    Workspace& workspace;
    const ImportRequest& request;
    const RegistrySpec& spec;
    const Chosen& chosen;
    const CachedLookup lookup;
    ImportReport report;
    QList<Step> steps;
    QHash<QString, int> seen; ///< identity → row
    int newRows = 0;
};
} // namespace

Result<ImportReport> importTable(Workspace& workspace, const ImportRequest& request)
{
    const auto spec = workspace.registries().require(request.registry);
    if (!spec)
        return fail(spec.error());
    const auto chosen = chooseSheet(request, **spec);
    if (!chosen)
        return fail(chosen.error());
    const QStringList missing = missingColumns(**spec, chosen->map);
    if (chosen->map.columns.isEmpty() || (!missing.isEmpty() && !canMatch(**spec, chosen->map)))
        return fail(missingError(request, *chosen, missing));
    return Import(workspace, request, **spec, *chosen).run();
}

} // namespace coop
