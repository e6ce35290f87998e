#include "core/store/figures/sum_overflow.h"

#include "core/base/decimal.h"
#include "core/domain/plan/indicator.h"
#include "core/store/file/column_text.h"
#include "core/store/layout/table_layout.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

Error sumTooLarge(const Workspace& workspace, const Measure& measure)
{
    const RegistrySpec* spec = workspace.registries().find(measure.registry);
    const FieldSpec* field = spec ? spec->field(measure.field) : nullptr;
    if (!field)
        return {ErrorKind::refused, QStringLiteral("合计太大，算不出来，请运行体检，找出数太大的行并改正")};
    SQLite::Statement row(databaseOf(workspace),
        QStringLiteral("SELECT code, %1 FROM %2 ORDER BY abs(max(%1, -9223372036854775807)) DESC LIMIT 1")
            .arg(quoted(field->id), quoted(spec->id))
            .toStdString());
    const bool found = row.executeStep();
    return {ErrorKind::refused,
        QStringLiteral("%1的“%2”合计太大，算不出来：%3 填的是 %4，请先改正这一行")
            .arg(spec->label, field->heading(), found ? textAt(row, 0) : QString(),
                found ? formatDecimal(row.getColumn(1).getInt64(), field->scale, true) : QString())};
}

} // namespace coop
