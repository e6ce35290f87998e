#include "core/store/undo/later_entries.h"

#include "core/domain/registry_spec.h"
#include "core/store/file/column_text.h"
#include "core/store/file/statement_cache.h"
#include "core/store/layout/table_layout.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QMap>

namespace coop
{

namespace
{
constexpr int namedEntries = 5;

/// Entries that stand: neither taken back nor the taking back of something.
const QString standing
    = QStringLiteral("l.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM change_log u WHERE u.undoes = l.entry"
                     " AND NOT EXISTS (SELECT 1 FROM change_log r WHERE r.undoes = u.entry))");

/// 第 12 号（张三 2024-11-23 10:20，修改服务网点 甲店）
QString described(const SQLite::Statement& query)
{
    const QString when = QDateTime::fromString(textAt(query, 1), Qt::ISODateWithMs)
                             .toLocalTime()
                             .toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    return QStringLiteral("第 %1 号（%2 %3，%4）")
        .arg(query.getColumn(0).getInt64())
        .arg(textAt(query, 2), when, textAt(query, 3));
}

Error inTheWay(const ChangeEntry& entry, const QMap<qint64, QString>& later)
{
    const QStringList named = later.values().mid(0, namedEntries);
    return {ErrorKind::refused,
        QStringLiteral("第 %1 号修改（%2）不能单独撤销，后面的修改还用着它：%3%4。请先撤销这些修改")
            .arg(entry.entry)
            .arg(entry.reason, named.join(u'、'),
                later.size() > namedEntries ? QStringLiteral(" 等 %1 步").arg(later.size()) : QString())};
}
} // namespace

Error laterChanges(const Workspace& workspace, const ChangeEntry& entry, const QList<ChangedRow>& rows)
{
    StatementCache statements(databaseOf(workspace));
    SQLite::Statement& query = statements(
        QStringLiteral(
            "SELECT l.entry, l.time, l.who, l.reason, c.op, c.fields FROM change_rows c JOIN"
            " change_log l USING (entry) WHERE c.registry = ? AND c.row_id = ? AND c.entry > ? AND ")
        + standing);
    QMap<qint64, QString> later;
    for (const ChangedRow& row : rows) {
        query.tryReset();
        query.bind(1, row.registry.toStdString());
        query.bind(2, int64_t(row.id));
        query.bind(3, int64_t(entry.entry));
        while (query.executeStep()) {
            const QString fields = textAt(query, 5);
            const bool sameFields = row.op != RowOp::change || rowOpFrom(textAt(query, 4)) != RowOp::change
                || std::any_of(row.fields.begin(), row.fields.end(), [&](const ChangedField& each) {
                       return fields.contains(u'"' + each.field + QStringLiteral("\":"));
                   });
            if (sameFields)
                later.insert(query.getColumn(0).getInt64(), described(query));
        }
    }
    if (!later.isEmpty())
        return inTheWay(entry, later);
    QStringList titles;
    for (const ChangedRow& row : rows.mid(0, namedEntries))
        titles += row.code;
    return {ErrorKind::refused,
        QStringLiteral("第 %1 号修改（%2）涉及的行（%3）现在已是别的内容，不能撤销。请用“体检”检查工作区")
            .arg(entry.entry)
            .arg(entry.reason, titles.join(u'、'))};
}

Error laterReferences(
    const Workspace& workspace, const ChangeEntry& entry, const ChangedRow& added, const Error& reference)
{
    StatementCache statements(databaseOf(workspace));
    QMap<qint64, QString> later;
    for (const auto& [user, field] : workspace.registries().referencesTo(added.registry)) {
        SQLite::Statement& query
            = statements(QStringLiteral("SELECT DISTINCT l.entry, l.time, l.who, l.reason FROM change_rows c"
                                        " JOIN change_log l USING (entry) JOIN %1 t ON t.id = c.row_id"
                                        " WHERE c.registry = ? AND c.entry > ? AND t.%2 = ?"
                                        " AND c.fields ->> '$.%3[1]' = ? AND ")
                             .arg(quoted(user->id), quoted(field->id), field->id)
                + standing);
        query.bind(1, user->id.toStdString());
        query.bind(2, int64_t(entry.entry));
        query.bind(3, int64_t(added.id));
        query.bind(4, int64_t(added.id));
        while (query.executeStep())
            later.insert(query.getColumn(0).getInt64(), described(query));
    }
    return later.isEmpty() ? reference : inTheWay(entry, later);
}

} // namespace coop
