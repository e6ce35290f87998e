#include "core/store/clock_check.h"

#include "core/base/row_id_time.h"
#include "core/store/file/column_text.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QDateTime>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
constexpr int longestPauseYears = 20;

QDateTime newestStep(const Workspace& workspace)
{
    SQLite::Statement last(databaseOf(workspace), "SELECT time FROM change_log ORDER BY entry DESC LIMIT 1");
    return last.executeStep() ? QDateTime::fromString(textAt(last, 0), Qt::ISODateWithMs) : QDateTime();
}
} // namespace

Result<> clockMayBeRight(const Workspace& workspace)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QString why;
    if (!rowIdsCover(now.toMSecsSinceEpoch())) {
        why = QStringLiteral("不可能是今天");
    } else if (const QDateTime newest = newestStep(workspace);
               newest.isValid() && newest.addYears(longestPauseYears) < now) {
        why = QStringLiteral("比本工作区最近一次修改（%1）晚了 %2 年以上")
                  .arg(newest.toLocalTime().toString(QStringLiteral("yyyy年M月d日")))
                  .arg(longestPauseYears);
    }
    if (why.isEmpty())
        return {};
    return fail(ErrorKind::refused,
        QStringLiteral("电脑的日期是 %1，%2，这一步没有保存。请先改正电脑的日期和时间，再试一次")
            .arg(now.toLocalTime().toString(QStringLiteral("yyyy年M月d日")), why));
}

} // namespace coop
