#include "core/workflow/care/check_up.h"

#include "core/store/care/file_check.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/history/change_log.h"
#include "core/store/history/replay.h"
#include "core/store/workspace.h"
#include "core/workflow/care/rule_check.h"

namespace coop
{

namespace
{
Error cancelled()
{
    return {ErrorKind::cancelled, QStringLiteral("体检已取消")};
}

QList<CheckFinding> historyFindings(const QList<LogProblem>& problems)
{
    QList<CheckFinding> findings;
    for (const LogProblem& problem : problems)
        findings += CheckFinding{QStringLiteral("history"), CheckFinding::Severity::error,
            QStringLiteral("第 %1 号修改").arg(problem.entry),
            problem.text + QStringLiteral("。请与备份里的历史核对，必要时从备份恢复")};
    return findings;
}

/// What SQLite cannot even read is a finding, too.
CheckFinding unreadable(const Error& error)
{
    return {QStringLiteral("integrity"), CheckFinding::Severity::error, QStringLiteral("文件"), error.text};
}
} // namespace

Result<QList<CheckFinding>> checkUp(const QString& path, const CheckProgress& progress)
{
    // First, since a file whose schema is not as it should be does not open.
    const auto schema = checkSchema(path, standardRegistries());
    const auto workspace = Workspace::open(path, Workspace::Access::read);
    if (!workspace) {
        if (workspace.error().kind == ErrorKind::notAWorkspace)
            return schema && !schema->isEmpty() ? *schema
                                                : QList<CheckFinding>{unreadable(workspace.error())};
        return fail(workspace.error());
    }
    const auto looked
        = [&](int percent, const QString& what) { return !progress || progress(percent, what); };
    QList<CheckFinding> findings = schema ? *schema : QList<CheckFinding>();
    const auto read = guarded(path, [&]() -> Result<> {
        if (!looked(0, QStringLiteral("检查文件")))
            return fail(cancelled());
        const auto damage = checkIntegrity(**workspace);
        findings += damage;
        if (!damage.isEmpty())
            return {}; // what a damaged file says about the rest would only confuse
        if (!looked(15, QStringLiteral("检查关联")))
            return fail(cancelled());
        findings += checkMeta(**workspace);
        findings += checkForeignKeys(**workspace);
        findings += checkGeoPackage(**workspace);
        findings += checkAttachments(**workspace);
        if (!looked(25, QStringLiteral("检查历史")))
            return fail(cancelled());
        const auto log = verifyChangeLog(**workspace);
        COOP_TRY(log);
        findings += historyFindings(*log);
        bool stopped = false;
        findings += checkAgainstHistory(**workspace, [&](int percent, const QString& what) {
            stopped = !looked(35 + percent * 30 / 100, what);
            return !stopped;
        });
        if (stopped)
            return fail(cancelled());
        const auto rules = checkRules(**workspace,
            [&](int percent, const QString& what) { return looked(65 + percent * 25 / 100, what); });
        COOP_TRY(rules);
        findings += *rules;
        if (!looked(90, QStringLiteral("检查坐标")))
            return fail(cancelled());
        const auto places = checkPlaces(**workspace);
        COOP_TRY(places);
        findings += *places;
        return {};
    });
    if (!read && read.error().kind == ErrorKind::notAWorkspace)
        findings += unreadable(read.error());
    else if (!read)
        return fail(read.error());
    looked(100, QString());
    return findings;
}

} // namespace coop
