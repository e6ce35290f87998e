#include "core/store/tables/quarter_locks.h"

#include "core/store/file/column_text.h"
#include "core/store/tables/area_sql.h"

#include <SQLiteCpp/Database.h>
#include <algorithm>

namespace coop
{

namespace
{
const QString lockedStates = QStringLiteral("('已审核','已锁定')");

/// SQL of the federation to which a row (NEW or OLD) belongs; empty when it belongs to none.
QString federationOf(const RegistrySpec& spec, const QString& row)
{
    const QString federation = federationSql(spec, row);
    const QString township = townshipSql(spec, row);
    return federation.isEmpty() && !township.isEmpty() ? federationOfTownshipSql(township) : federation;
}

/// Whether the month or date in a field of the row lies in a locked quarter of its federation.
QString inLockedQuarter(const RegistrySpec& spec, const FieldSpec& field, const QString& row)
{
    const QString value = row + u'.' + quoted(field.id);
    const QString quarter
        = QStringLiteral("substr(%1,1,4) || 'Q' || ((CAST(substr(%1,6,2) AS INTEGER) + 2) / 3)").arg(value);
    QString locked = QStringLiteral(
        "EXISTS (SELECT 1 FROM sheets WHERE quarter = %1 AND federation = %2 AND state IN %3)")
                         .arg(quarter, federationOf(spec, row), lockedStates);
    if (const QString township = townshipSql(spec, row); !township.isEmpty())
        locked += QStringLiteral(" OR (%1 IS NULL AND EXISTS (SELECT 1 FROM closings WHERE quarter = %2))")
                      .arg(township, quarter);
    return QStringLiteral("(%1 IS NOT NULL AND (%2))").arg(value, locked);
}

class Triggers
{
public:
    explicit Triggers(SQLite::Database& target)
        : database(target)
    {
    }

    void refuse(const QString& table, const QString& name, const QString& event, const QString& when,
        const char* raised = raisedLocked)
    {
        const QString overruled
            = QStringLiteral("(SELECT value FROM coop_meta WHERE key = '%1')").arg(metaOverruled);
        const QString unless = raised == raisedState ? QStringLiteral("%1 IS NULL").arg(overruled)
                                                     : QStringLiteral("%1 IS NOT 'all'").arg(overruled);
        database.exec(
            QStringLiteral("CREATE TRIGGER %1 BEFORE %2 ON %3 WHEN %4 BEGIN SELECT RAISE(ABORT, '%5'); END")
                .arg(quoted(QStringLiteral("lock_%1_%2").arg(table, name)), event, quoted(table),
                    QStringLiteral("%1 AND (%2)").arg(unless, when), QLatin1String(raised))
                .toStdString());
    }

    /// Rows that stand in one month or on one day belong to it as a whole; of others only the dates do.
    void guardLedger(const RegistrySpec& spec)
    {
        QStringList inserted, removed, whole;
        const QList<const FieldSpec*> dated = spec.datedFields();
        for (const FieldSpec* field : dated) {
            const QString before = inLockedQuarter(spec, *field, QStringLiteral("OLD"));
            const QString after = inLockedQuarter(spec, *field, QStringLiteral("NEW"));
            inserted += after;
            removed += before;
            if (field->isWhen())
                whole += {before, after};
            else
                refuse(spec.id, field->id, QStringLiteral("UPDATE OF ") + quoted(field->id),
                    QStringLiteral("OLD.%1 IS NOT NEW.%1 AND (%2 OR %3)")
                        .arg(quoted(field->id), before, after));
        }
        const QString any = QStringLiteral(" OR ");
        if (inserted.isEmpty())
            return;
        refuse(spec.id, QStringLiteral("insert"), QStringLiteral("INSERT"), inserted.join(any));
        refuse(spec.id, QStringLiteral("delete"), QStringLiteral("DELETE"), removed.join(any));
        if (!whole.isEmpty())
            refuse(spec.id, QStringLiteral("update"), QStringLiteral("UPDATE"), whole.join(any));
    }

    /// Rows that belong to a quarter by name, and to a federation by its name.
    void guardReports(const RegistrySpec& spec)
    {
        const auto locked = [&](const char* row) {
            return QStringLiteral("EXISTS (SELECT 1 FROM sheets s JOIN federations f ON f.id = s.federation"
                                  " WHERE s.quarter = %1.quarter AND f.name = %1.%3 AND s.state IN %2)")
                .arg(QLatin1String(row), lockedStates, spec.area.field);
        };
        const QString& table = spec.id;
        refuse(table, QStringLiteral("insert"), QStringLiteral("INSERT"), locked("NEW"));
        refuse(table, QStringLiteral("delete"), QStringLiteral("DELETE"), locked("OLD"));
        refuse(table, QStringLiteral("update"), QStringLiteral("UPDATE"),
            locked("OLD") + QStringLiteral(" OR ") + locked("NEW"));
    }

    /// 草稿 → 已提交 → 已审核 → 已锁定, or back with a reason; reviewed by somebody else.
    void guardFilings()
    {
        const QString table = QStringLiteral("sheets");
        refuse(table, QStringLiteral("state"), QStringLiteral("UPDATE OF state"),
            QStringLiteral(
                "OLD.state <> NEW.state AND (OLD.state || '→' || NEW.state NOT IN"
                " ('草稿→已提交','已提交→已审核','已审核→已锁定','已提交→草稿','已审核→草稿','已锁定→草稿')"
                " OR (NEW.state = '已审核' AND coalesce(NEW.reviewed_by, '') IN ('', NEW.submitted_by))"
                " OR (NEW.state = '草稿' AND coalesce(NEW.return_reason, '') = ''))"),
            raisedState);
        refuse(table, QStringLiteral("place"), QStringLiteral("UPDATE OF quarter, federation"),
            QStringLiteral(
                "OLD.state <> '草稿' AND (OLD.quarter <> NEW.quarter OR OLD.federation <> NEW.federation)"),
            raisedState);
        refuse(table, QStringLiteral("delete"), QStringLiteral("DELETE"),
            QStringLiteral("OLD.state <> '草稿'"), raisedState);
    }

private:
    SQLite::Database& database;
};
} // namespace

void dropQuarterLocks(SQLite::Database& database)
{
    QStringList names;
    SQLite::Statement query(
        database, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'lock_*'");
    while (query.executeStep())
        names += textAt(query, 0);
    query.reset();
    for (const QString& name : std::as_const(names))
        database.exec(QStringLiteral("DROP TRIGGER %1").arg(quoted(name)).toStdString());
}

void createQuarterLocks(SQLite::Database& database, const QList<TableLayout>& layouts)
{
    const auto has = [&](const char* table) {
        return std::any_of(layouts.begin(), layouts.end(),
            [&](const TableLayout& layout) { return layout.spec->id == QLatin1String(table); });
    };
    if (!has("sheets") || !has("closings") || !has("townships") || !has("federations"))
        return; // a program with registries of its own
    dropQuarterLocks(database);
    Triggers triggers(database);
    for (const TableLayout& layout : layouts) {
        const RegistrySpec& spec = *layout.spec;
        if (spec.locking == Locking::quarter)
            triggers.guardReports(spec);
        else if (spec.locking == Locking::dates && !federationOf(spec, QStringLiteral("NEW")).isEmpty())
            triggers.guardLedger(spec);
    }
    triggers.guardFilings();
    const QString closings = QStringLiteral("closings");
    triggers.refuse(
        closings, QStringLiteral("update"), QStringLiteral("UPDATE"), QStringLiteral("1"), raisedClosed);
    triggers.refuse(
        closings, QStringLiteral("delete"), QStringLiteral("DELETE"), QStringLiteral("1"), raisedClosed);
}

} // namespace coop
