#include "core/store/tables/quarter_locks.h"

#include "core/domain/filing_state.h"
#include "core/store/file/column_text.h"
#include "core/store/file/meta.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/tables/area_sql.h"

#include <SQLiteCpp/Database.h>
#include <algorithm>

namespace coop
{

namespace
{
QString inQuotes(const QString& word)
{
    return u'\'' + word + u'\'';
}

/// SQL of the states in which a filing holds its quarter fast.
QString lockedStates()
{
    QStringList words;
    for (const FilingState state :
        {FilingState::draft, FilingState::submitted, FilingState::reviewed, FilingState::locked})
        if (holdsQuarter(state))
            words += inQuotes(filingStateWord(state));
    return u'(' + words.join(u',') + u')';
}

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
                         .arg(quarter, federationOf(spec, row), lockedStates());
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
                .arg(QLatin1String(row), lockedStates(), spec.area.field);
        };
        const QString& table = spec.id;
        refuse(table, QStringLiteral("insert"), QStringLiteral("INSERT"), locked("NEW"));
        refuse(table, QStringLiteral("delete"), QStringLiteral("DELETE"), locked("OLD"));
        refuse(table, QStringLiteral("update"), QStringLiteral("UPDATE"),
            locked("OLD") + QStringLiteral(" OR ") + locked("NEW"));
    }

    /// Only the steps that filing_state.h lists, each as it says there.
    void guardFilings()
    {
        const QString table = QStringLiteral("sheets");
        const QString draft = inQuotes(filingStateWord(FilingState::draft));
        QStringList moves, others, reasons;
        for (const FilingMove& move : filingMoves()) {
            moves += inQuotes(filingStateWord(move.from) + u'→' + filingStateWord(move.to));
            const QString to = QStringLiteral("NEW.state = ") + inQuotes(filingStateWord(move.to));
            if (move.byOther)
                others += to + QStringLiteral(" AND coalesce(NEW.reviewed_by, '') IN ('', NEW.submitted_by)");
            if (move.wantsReason)
                reasons += to + QStringLiteral(" AND coalesce(NEW.return_reason, '') = ''");
        }
        reasons.removeDuplicates();
        QString wrong = QStringLiteral("OLD.state || '→' || NEW.state NOT IN (%1)").arg(moves.join(u','));
        for (const QString& each : others + reasons)
            wrong += QStringLiteral(" OR (%1)").arg(each);
        refuse(table, QStringLiteral("state"), QStringLiteral("UPDATE OF state"),
            QStringLiteral("OLD.state <> NEW.state AND (%1)").arg(wrong), raisedState);
        refuse(table, QStringLiteral("place"), QStringLiteral("UPDATE OF quarter, federation"),
            QStringLiteral(
                "OLD.state <> %1 AND (OLD.quarter <> NEW.quarter OR OLD.federation <> NEW.federation)")
                .arg(draft),
            raisedState);
        refuse(table, QStringLiteral("delete"), QStringLiteral("DELETE"),
            QStringLiteral("OLD.state <> ") + draft, raisedState);
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
