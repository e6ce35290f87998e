#include "core/tabular/import/importer.h"

#include "core/domain/registry_spec.h"
#include "core/store/copies/backup.h"
#include "core/store/people/personal_access.h"
#include "core/store/people/rights.h"
#include "core/store/workspace.h"
#include "core/tabular/import/district_place.h"
#include "core/tabular/import/import_planner.h"
#include "core/tabular/import/named_datum.h"
#include "core/tabular/import/table_row.h"

#include <QBitArray>
#include <QFileInfo>
#include <list>
#include <optional>

namespace coop
{

namespace
{
Error cancelled()
{
    return {ErrorKind::cancelled, QStringLiteral("已取消导入，没有写入任何数据")};
}

/// Rows that are done, of all that the tables of a step have: each is looked at, then written.
class Progress
{
public:
    Progress(const std::function<bool(int, int)>& asked, int rows)
        : ask(asked)
        , total(2 * rows)
    {
    }
    bool goOn() { return !ask || done++ % step != 0 || ask(done - 1, total); }

private:
    static constexpr int step = 200;
    const std::function<bool(int, int)>& ask;
    int done = 0, total;
};

/// One table of an import: once through to see what each row would do, a second time to write. No row is held
/// between them, so that a million need no memory.
class TableImport
{
public:
    TableImport(const Workspace& open, const TableOfStep& from, const ImportRequest& asked)
        : workspace(open)
        , request(asked)
        , table(from.table)
        , skipRefused(from.skipRefused)
        , district(open)
    {
        request.datum = from.datum;
        report.registry = asked.registry;
        report.file = table.file;
        report.sheet = table.sheet.name;
        writes.resize(table.sheet.rows.size() + 1);
    }

    Result<> examine(const std::shared_ptr<StepRows>& rows, Progress& progress)
    {
        report.warnings += table.sheet.remarks;
        report.warnings += table.map.left;
        auto made = ImportPlanner::of(workspace, table, request, rows);
        COOP_TRY(made);
        planner.emplace(std::move(*made));
        if (const auto meant = request.datum ? std::nullopt : datumNamedIn(table, planner->ledger()))
            return fail(ErrorKind::invalidValue,
                datumQuestion(QStringLiteral("“%1”的名称、标题或表头里写着“%2”").arg(fileName(), meant->word),
                    meant->datum));
        readsPoint = table.map.of(planner->ledger(), u"lon") != nullptr;
        for (int row = planner->firstRow(); row < planner->endRow(); ++row) {
            if (!progress.goOn())
                return fail(cancelled());
            take(planner->plan(row));
        }
        COOP_TRY(planner->finish());
        if (mayGoIn())
            rows->add(fileName(), planner->meantRows());
        sayWhatWasAssumed();
        return {};
    }

    /// Whether no refused row stands against it.
    bool mayGoIn() const { return report.refused == 0 || skipRefused; }
    qsizetype steps() const { return writes.count(true); }

    Result<> write(UnitOfWork& work, Progress& progress)
    {
        planner->again();
        for (int row = planner->firstRow(); row < planner->endRow(); ++row) {
            if (!progress.goOn())
                return fail(cancelled());
            if (row + 1 < writes.size() && writes.testBit(row + 1))
                writeRow(work, planner->plan(row));
        }
        return {};
    }

    /// Of a step that was not taken.
    void nothingWritten() { report.added = report.updated = 0; }
    void warn(const QStringList& warnings) { report.warnings += warnings; }
    void warnOfUntold()
    {
        if (untold > 0 && !request.dryRun)
            report.warnings
                += QStringLiteral("%1 行给出了完整的%2：您不能查看原来的，所以不说明是否相同，按表格写入")
                       .arg(untold)
                       .arg(personalFields(planner->ledger()).join(u'、'));
    }
    ImportReport finished()
    {
        if (report.refused > rowsTold)
            report.warnings
                += QStringLiteral("有问题的有 %1 行，只列出了前 %2 行").arg(report.refused).arg(rowsTold);
        return report;
    }

private:
    static constexpr int rowsTold = 10000; ///< of those that are refused

    QString fileName() const { return QFileInfo(table.file).fileName(); }

    void sayWhatWasAssumed()
    {
        if (report.rows == 0)
            report.warnings += QStringLiteral("表头下面没有数据行，没有导入内容");
        if (points > 0 && !request.datum && !table.sheet.placed)
            report.notes += QStringLiteral("坐标按 CGCS2000 读入（%1 行）").arg(points);
        if (far.count > 0)
            report.warnings += QStringLiteral("有 %1 行的点离本区 100 公里以上：%2。%3")
                                   .arg(far.count)
                                   .arg(far.text(), DistrictPlace::likelyCause());
        if (doubtful.count > 0)
            report.warnings += QStringLiteral("有 %1 处请核对：%2").arg(doubtful.count).arg(doubtful.text());
    }

    void noteFarPoint(const PlannedRow& planned)
    {
        const bool isPlaced = planned.next && readsPoint && planned.outcome != PreviewRow::Outcome::refused
            && planned.outcome != PreviewRow::Outcome::same && (*planned.next)[u"lon"].isReal()
            && (*planned.next)[u"lat"].isReal();
        if (!isPlaced)
            return;
        if (const QString where
            = district.farPoint({(*planned.next)[u"lon"].real(), (*planned.next)[u"lat"].real()});
            !where.isEmpty())
            far.add(planned.row, u' ' + where);
    }

    void take(const PlannedRow& planned)
    {
        if (planned.outcome == PreviewRow::Outcome::skipped) {
            ++report.skipped;
            return;
        }
        ++report.rows;
        points += planned.next && readsPoint && !(*planned.next)[u"lon"].isNull() ? 1 : 0;
        noteFarPoint(planned);
        if (planned.outcome == PreviewRow::Outcome::refused)
            return refuse(planned.problems);
        if (planned.outcome == PreviewRow::Outcome::same) {
            ++report.unchanged;
            untold += planned.untold ? 1 : 0;
            if (isWritten(planned))
                writes.setBit(planned.row);
            return;
        }
        for (const QString& doubt : planned.doubts)
            doubtful.add(planned.row, doubt);
        planned.existing ? ++report.updated : ++report.added;
        writes.setBit(planned.row);
    }

    /// Of a row that is told as equal either way: a guess that misses is a step under his name in the
    /// history.
    bool isWritten(const PlannedRow& planned) const
    {
        return planned.untold && !request.dryRun && differs(*planned.next, *planned.existing);
    }

    static bool differs(const Record& next, const Record& existing)
    {
        for (int i = 0; i < next.spec().fields.size(); ++i)
            if (!(next.at(i) == existing.at(i)))
                return true;
        return false;
    }

    void writeRow(UnitOfWork& work, const PlannedRow& planned)
    {
        const bool isNew = planned.existing == nullptr;
        const auto refused = [&]() -> std::optional<Error> {
            if (isNew) {
                const auto added = work.add(*planned.next);
                return added ? std::nullopt : std::optional(added.error());
            }
            const auto changed = work.change(*planned.next);
            return changed ? std::nullopt : std::optional(changed.error());
        }();
        if (!refused)
            return;
        const bool untoldRow = planned.outcome == PreviewRow::Outcome::same;
        --(untoldRow ? report.unchanged : isNew ? report.added : report.updated);
        refuse({ImportProblem{planned.row, {}, planned.next->title(),
            atRow(planned.row, QStringLiteral("：") + refused->text)}});
    }

    void refuse(const QList<ImportProblem>& problems)
    {
        if (++report.refused <= rowsTold)
            report.problems += problems;
    }

    const Workspace& workspace;
    ImportReport report;
    ImportRequest request;
    const ImportTable& table;
    bool skipRefused;
    std::optional<ImportPlanner> planner{};
    QBitArray writes{}; ///< rows, as Excel counts, that are to be written
    bool readsPoint = false; ///< whether the table has a column of them
    int points = 0; ///< rows that have one
    DistrictPlace district;
    /// Rows to look at: how many, and the first of them.
    struct Told {
        int count = 0;
        QStringList first;
        void add(int row, const QString& what)
        {
            constexpr int most = 5;
            if (++count <= most)
                first += QStringLiteral("第 %1 行%2").arg(row).arg(what);
        }
        QString text() const
        {
            return first.join(QStringLiteral("；"))
                + (count > first.size() ? QStringLiteral(" 等") : QString());
        }
    };
    Told far; ///< points far away from the district
    Told doubtful;
    int untold = 0; ///< rows of which it is not told whether a personal value is another one
};

/// The tables of one step.
class Import
{
public:
    Import(Workspace& open, const QList<TableOfStep>& tables, const ImportRequest& asked)
        : workspace(open)
        , request(asked)
        , progress(asked.progress, rowsOf(tables))
    {
        for (const TableOfStep& table : tables)
            parts.emplace_back(open, table, asked);
    }

    Result<QList<ImportReport>> run()
    {
        const auto rows = StepRows::of(workspace, request.registry);
        COOP_TRY(rows);
        for (TableImport& part : parts)
            COOP_TRY(part.examine(*rows, progress));
        (*rows)->forgetMeant();
        COOP_TRY(write((*rows)->ledger()));
        QList<ImportReport> reports;
        for (TableImport& part : parts)
            reports += part.finished();
        return reports;
    }

private:
    static int rowsOf(const QList<TableOfStep>& tables)
    {
        qsizetype rows = 0;
        for (const TableOfStep& each : tables)
            rows += std::max<qsizetype>(0, each.table.sheet.rows.size() - each.table.map.firstRow);
        return int(rows);
    }

    bool mayGoIn() const
    {
        return std::all_of(
            parts.begin(), parts.end(), [](const TableImport& part) { return part.mayGoIn(); });
    }
    void nothingWritten()
    {
        for (TableImport& part : parts)
            part.nothingWritten();
    }

    Result<> write(const RegistrySpec& ledger)
    {
        // Also when nothing is to be written: who may not is told so, whatever the table holds.
        if (auto allowed = may(workspace, request.author.who, Deed::edit); !allowed && !request.dryRun)
            return allowed;
        if (!mayGoIn()) {
            if (!request.dryRun)
                nothingWritten();
            return {};
        }
        qsizetype steps = 0;
        for (TableImport& part : parts) {
            part.warnOfUntold();
            steps += part.steps();
        }
        if (steps == 0)
            return {};
        COOP_TRY(backUpFirst());
        const auto work = UnitOfWork::begin(workspace, author(ledger, steps));
        COOP_TRY(work);
        for (TableImport& part : parts)
            COOP_TRY(part.write(**work, progress));
        if (request.dryRun)
            return {};
        if (!mayGoIn()) {
            nothingWritten();
            return {};
        }
        const auto entry = (*work)->commit();
        return entry ? Result<>() : Result<>(fail(entry.error()));
    }

    Author author(const RegistrySpec& ledger, qsizetype steps) const
    {
        Author author = request.author;
        if (author.reason.isEmpty())
            author.reason = QStringLiteral("导入%1 %2 行").arg(ledger.label).arg(steps)
                + (parts.size() > 1 ? QStringLiteral("（%1 个文件）").arg(parts.size()) : QString());
        return author;
    }

    Result<> backUpFirst()
    {
        if (request.dryRun || !request.backUpFirst)
            return {};
        const auto done = backUpBefore(workspace, BackupKind::beforeImport);
        if (!done)
            return fail(done.error().kind, QStringLiteral("没有导入：%1").arg(done.error().text));
        parts.front().warn(done->warnings);
        return {};
    }

    Workspace& workspace;
    const ImportRequest& request;
    Progress progress;
    std::list<TableImport> parts{};
};
} // namespace

Result<QList<ImportReport>> importTables(
    Workspace& workspace, const QList<TableOfStep>& tables, const ImportRequest& request)
{
    return Import(workspace, tables, request).run();
}

Result<ImportReport> importTable(Workspace& workspace, const ImportTable& table, const ImportRequest& request)
{
    const auto reports = importTables(workspace, {{table, request.datum, request.skipRefused}}, request);
    return reports ? reports->first() : Result<ImportReport>(fail(reports.error()));
}

Result<ImportReport> importTable(Workspace& workspace, const ImportRequest& request)
{
    const auto spec = workspace.registries().requireEditable(request.registry);
    COOP_TRY(spec);
    const auto table = readImportTable(**spec, request);
    COOP_TRY(table);
    return importTable(workspace, *table, request);
}

} // namespace coop
