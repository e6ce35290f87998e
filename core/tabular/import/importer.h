#pragma once
#include "core/base/result.h"
#include "core/geo/coordinates/datum.h"
#include "core/store/unit_of_work.h"

#include <QHash>
#include <QList>
#include <functional>
#include <optional>

namespace coop
{

class Workspace;

struct ImportRequest {
    QString registry, file;
    QString sheet{}; ///< empty: the one whose headings fit best
    QHash<QString, QString> map{}; ///< column (heading or letter) → field id
    std::optional<Datum> datum{}; ///< of 经度 and 纬度; nothing: nobody said, they are taken as CGCS2000
    bool dryRun = false;
    bool skipRefused = false;
    bool backUpFirst = true; ///< off only for a workspace that is just being made
    Author author{}; ///< an empty reason becomes 导入服务网点 147 行
    /// Asked now and then with rows done and to do; false cancels, and nothing is written.
    std::function<bool(int done, int total)> progress{};
};

struct ImportProblem {
    int row = 0; ///< as Excel counts
    QString column; ///< its heading
    QString value;
    QString reason; ///< 第 12 行“服务面积（亩）”填的是“三十亩”，请填数字，例如 30。
    QString suggestion{}; ///< what was most likely meant, to stand in the cell; else empty
};

/// What an import did, or with dryRun would do. When rows were refused and not skipped, nothing was written
/// and `added` and `updated` are 0.
struct ImportReport {
    QString registry, file, sheet;
    int rows = 0; ///< of data: without 合计 and empty rows
    int added = 0, updated = 0, unchanged = 0, refused = 0, skipped = 0;
    QList<ImportProblem> problems;
    QStringList notes; ///< what was assumed because nobody said otherwise; how to say it depends on the door
    QStringList warnings; ///< columns that were left out, what the backup before it says
};

/// Takes a table into a ledger in one step (docs/import-rules.md), after a backup (导入前). Errors: a file
/// that cannot be read, a sheet that is not there, missing columns, a unit that is not known, cancelled, no
/// backup.
Result<ImportReport> importTable(Workspace& workspace, const ImportRequest& request);

} // namespace coop
