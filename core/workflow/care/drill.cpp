#include "core/workflow/care/check_up.h"

#include "core/domain/registry_spec.h"
#include "core/store/copies/backup_lineage.h"
#include "core/store/copies/bring_forward.h"
#include "core/store/copies/checked_copy.h"
#include "core/store/copies/restore.h"
#include "core/store/figures/indicator_reader.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/history/replay.h"
#include "core/store/workspace.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <algorithm>

namespace coop
{

namespace
{
CheckFinding drillFinding(const QString& where, const QString& text)
{
    return {QStringLiteral("backup"), CheckFinding::Severity::error, where, text};
}

/// Every figure of both, for each year of the plan and its quarters; what differs is a finding.
Result<> compareFigures(
    const Workspace& restored, const Workspace& workspace, const CheckProgress& progress, DrillReport& report)
{
    const int first = workspace.plan().firstYear;
    const int last = workspace.plan().lastYear;
    for (int year = first; year <= last; ++year)
        for (int quarter = 1; quarter <= 4; ++quarter) {
            const int done = (year - first) * 4 + quarter - 1;
            const int all = (last - first + 1) * 4;
            if (progress && !progress(50 + 50 * done / all, QStringLiteral("比对指标")))
                return fail(ErrorKind::cancelled, QStringLiteral("演练已取消"));
            const Period period = Period::ofQuarter(year, quarter);
            for (const Breakdown breakdown : {Breakdown::district, Breakdown::byFederation}) {
                const auto mine = readIndicators(workspace, period, breakdown);
                const auto theirs = readIndicators(restored, period, breakdown);
                COOP_TRY(mine);
                COOP_TRY(theirs);
                for (qsizetype i = 0; i < mine->size(); ++i) {
                    const Reading& a = (*mine)[i];
                    const Reading& b = (*theirs)[qMin(i, theirs->size() - 1)];
                    ++report.comparedFigures;
                    if (a.value != b.value || a.target != b.target)
                        report.findings += drillFinding(a.indicator->title,
                            QStringLiteral(
                                "从备份恢复的“%1”（%2，%3）与工作区不一样，这份备份不可靠，请立即重新备份")
                                .arg(a.indicator->title, period.title(),
                                    a.area.name.isEmpty() ? QStringLiteral("全区") : a.area.name));
                }
            }
        }
    return {};
}

/// What restoring would refuse among those that are newer by their names than the one that the drill takes: a
/// clock may have run ahead, or damage may hide how far their history goes.
QList<CheckFinding> faultsOf(const QList<Backup>& backups)
{
    QList<CheckFinding> findings;
    for (const Backup& backup : backups)
        if (const auto whole = verifyCopy(backup.file); !whole)
            findings += drillFinding(backup.file, whole.error().text);
    return findings;
}

Error noBackupOf(const QString& path, qsizetype others)
{
    const QString name = QFileInfo(path).fileName();
    return {ErrorKind::notFound,
        others == 0 ? QStringLiteral("“%1”还没有备份，请先备份再演练").arg(name)
                    : QStringLiteral("备份文件夹里的 %1 个备份都不是“%2”现在这份历史的（例如恢复前的副本），"
                                     "请先备份再演练")
                          .arg(others)
                          .arg(name)};
}
} // namespace

Result<DrillReport> drill(const QString& path, const CheckProgress& progress)
{
    const QList<Backup> all = backups(path);
    if (all.isEmpty())
        return fail(noBackupOf(path, 0));
    const auto workspace = Workspace::open(path, Workspace::Access::read);
    COOP_TRY(workspace);
    const BackupLineage lineage = lineageOf(**workspace, all);
    const QString chosen = lineage.own.isEmpty() ? QString() : lineage.own.first().file;
    QList<Backup> newer = all;
    newer.erase(
        std::find_if(newer.begin(), newer.end(), [&](const Backup& backup) { return backup.file == chosen; }),
        newer.end());
    DrillReport report{.backup = chosen, .findings = faultsOf(newer)};
    if (chosen.isEmpty()) {
        if (report.findings.isEmpty())
            return fail(noBackupOf(path, all.size()));
        report.backup = report.findings.first().where;
        return report;
    }
    const QTemporaryDir aside;
    const PartFile part(aside.filePath(QStringLiteral("演练.gpkg")));
    if (const auto taken = takeFromBackup(report.backup, part); !taken) {
        if (taken.error().kind == ErrorKind::fileUnwritable)
            return fail(taken.error()); // no room for the drill says nothing of the backup
        report.findings += drillFinding(report.backup, taken.error().text);
        return report;
    }
    const auto restored = Workspace::open(part.path(), Workspace::Access::write);
    if (!restored) {
        report.findings += drillFinding(report.backup, restored.error().text);
        return report;
    }
    if (progress && !progress(10, QStringLiteral("重放历史")))
        return fail(ErrorKind::cancelled, QStringLiteral("演练已取消"));
    // The backup and the history since give the workspace, or one of the three is wrong.
    const auto brought = bringForward(**restored, **workspace);
    if (!brought) {
        report.findings += drillFinding(report.backup,
            QStringLiteral("备份“%1”补不上此后的修改（%2），请先体检，再立即重新备份")
                .arg(report.backup, brought.error().text));
        return report;
    }
    report.replayedEntries = *brought;
    const auto compared = guarded(path, [&]() -> Result<> {
        report.findings += differences(**workspace, currentContent(**restored), currentContent(**workspace),
            QStringLiteral("备份"), QStringLiteral("工作区"));
        return compareFigures(**restored, **workspace, progress, report);
    });
    COOP_TRY(compared);
    return report;
}

} // namespace coop
