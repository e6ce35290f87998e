#pragma once
#include "core/base/period.h"
#include "core/base/result.h"
#include "core/domain/filing_state.h"
#include "core/domain/plan/reading.h"
#include "core/domain/record.h"
#include "core/domain/registry_spec.h"

#include <QList>
#include <QStringList>

namespace coop
{

class Workspace;

/// One federation in one quarter.
struct FilingKey {
    RowId federation = 0;
    Period quarter = Period::ofQuarter(2024, 1);
};
/// By the federation's name or code and a quarter as people write it. Errors: notFound, invalidValue.
Result<FilingKey> filingKey(const Workspace& workspace, const QString& federation, const QString& quarter);

/// Where a filing is and who has had it.
struct FilingStanding {
    Area federation;
    Period quarter = Period::ofQuarter(2024, 1);
    RowId row = 0; ///< of registry sheets; 0: nobody has begun it
    Kept<FilingState> state = FilingState::draft;
    QString filler, head; ///< 填表人, 单位负责人
    QString submittedBy, reviewedBy, lockedBy, returnedBy, returnReason;
    QDate submittedOn, reviewedOn, lockedOn;
    int corrections = 0; ///< how often it was opened again after it was locked
    QDate due; ///< ten days after the quarter
    bool isDue
        = true; ///< false: the quarter is before the office's first one, and nobody began it all the same
    bool late = false; ///< past due and not handed in

    /// A filing that is open again for a correction was handed in before, and one that was given back, too.
    bool isHandedIn() const
    {
        return state != FilingState::draft || corrections > 0 || (isReturned() && submittedOn <= due);
    }
    /// 退回 by the district: it waits for its office, but is not late if it had come in in time.
    bool isReturned() const
    {
        return state == FilingState::draft && submittedOn.isValid() && !returnedBy.isEmpty()
            && returnedBy != submittedBy;
    }
};
/// 未提交 草稿 已提交 已审核 已锁定, — of one that is not due: board, pane, command line.
QString standingWord(const FilingStanding& filing);
Result<FilingStanding> filingStanding(const Workspace& workspace, const FilingKey& key, QDate today);
/// Federation by federation in the plan's order, for each its quarters in the order given.
Result<QList<FilingStanding>> filingBoard(
    const Workspace& workspace, const QList<Period>& quarters, QDate today);

/// The four tables of a filing, as the ledgers have them.
struct FilingContent {
    /// Something that happened to an outlet, a member, a centre … on a day of the quarter.
    struct Change {
        QDate on;
        QString kind; ///< the date's name: 开业日期, 入会日期
        QString registry;
        RowId row = 0; ///< a member's for a membership
        QString code, name, township;
    };
    QList<RowId> townships; ///< of the federation
    QList<Record> services, loans; ///< of the quarter's months
    QList<Change> changes; ///< by day
    QList<Record> reports; ///< 任务进展 of this unit in the quarter
};
Result<FilingContent> filingContent(const Workspace& workspace, const FilingKey& key);

/// What the rules say about a filing. Errors block it; a warning needs an explanation.
struct FilingFinding {
    QString id; ///< stays the same while the finding does: explanations hang on it
    QString table; ///< services, loans, changes, tasks
    RowId row = 0; ///< 0: the table as a whole
    QString where; ///< the row's code
    QString text;
    Finding::Severity severity = Finding::Severity::warning;
    QString explanation{};

    bool blocks() const { return severity == Finding::Severity::error || explanation.isEmpty(); }
};
/// Rules of the rows, 余额 = 上期 + 发放 − 收回, more than ±30 % against the last quarter, nothing entered.
Result<QList<FilingFinding>> filingFindings(const Workspace& workspace, const FilingKey& key);

} // namespace coop
