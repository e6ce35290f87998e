#include "core/domain/field_text.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/filing.h"

#include <algorithm>

namespace coop
{

namespace
{
/// Reads the tables of one filing.
class ContentReader
{
public:
    ContentReader(const Workspace& source, const FilingKey& of)
        : workspace(source)
        , key(of)
        , first(key.quarter.firstMonth().firstDay())
        , last(key.quarter.lastDay())
    {
    }

    Result<FilingContent> read()
    {
        const auto federation = workspace.row(QStringLiteral("federations"), key.federation);
        COOP_TRY(federation);
        const auto townships = workspace.rows({.registry = QStringLiteral("townships"),
            .equals = {{QStringLiteral("federation"), key.federation}}});
        COOP_TRY(townships);
        for (const Record& township : *townships)
            content.townships += township.id;
        const auto reports = workspace.rows({.registry = QStringLiteral("task_reports"),
            .equals = {{QStringLiteral("quarter"), key.quarter.toString()},
                {QStringLiteral("unit"), federation->title()}}});
        COOP_TRY(reports);
        content.reports = *reports;
        for (auto [registry, rows] : {std::pair(QStringLiteral("services"), &content.services),
                 std::pair(QStringLiteral("loans"), &content.loans)})
            COOP_TRY(monthly(registry, *rows));
        for (const RegistrySpec& spec : workspace.registries().all())
            COOP_TRY(changesIn(spec));
        std::stable_sort(content.changes.begin(), content.changes.end(),
            [](const FilingContent::Change& a, const FilingContent::Change& b) { return a.on < b.on; });
        return content;
    }

private:
    Result<> monthly(const QString& registry, QList<Record>& rows)
    {
        if (content.townships.isEmpty() || !workspace.registries().find(registry))
            return {};
        for (Month month = key.quarter.firstMonth(); month <= key.quarter.lastMonth(); ++month.month) {
            const auto found = workspace.rows({.registry = registry,
                .equals = {{QStringLiteral("month"), month.toString()}},
                .townships = content.townships});
            COOP_TRY(found);
            rows += *found;
        }
        return {};
    }

    /// Ledgers whose rows live on with dates of their own (an outlet opens, a member joins); rows that happen
    /// on one day or in one month are no change of anything.
    Result<> changesIn(const RegistrySpec& spec)
    {
        const bool byFederation = spec.area.by == AreaBy::federation;
        const bool byTownship = spec.area.by == AreaBy::township;
        if (spec.filing != FilingPart::changes || !(byFederation || byTownship)
            || (byTownship && content.townships.isEmpty()))
            return {};
        const QList<const FieldSpec*> dates = spec.datedFields();
        if (dates.isEmpty() || spec.happens())
            return {};
        const auto rows = byFederation
            ? workspace.rows({.registry = spec.id, .equals = {{spec.area.field, key.federation}}})
            : workspace.rows({.registry = spec.id, .townships = content.townships});
        COOP_TRY(rows);
        for (const Record& row : *rows)
            for (const FieldSpec* field : dates) {
                const QDate on = QDate::fromString(row[field->id].text(), Qt::ISODate);
                if (on.isValid() && on >= first && on <= last)
                    COOP_TRY(addChange(row, *field, on));
            }
        return {};
    }

    Result<> addChange(const Record& row, const FieldSpec& field, QDate on)
    {
        const RegistrySpec& spec = row.spec();
        FilingContent::Change change{.on = on, .kind = field.label, .registry = spec.id, .row = row.id};
        Record shown = row;
        if (!spec.parent.isEmpty()) { // what happened, happened to the member
            const auto parent = workspace.row(spec.parent, row[spec.parentField].number());
            COOP_TRY(parent);
            shown = *parent;
            change.registry = spec.parent;
            change.row = parent->id;
        }
        change.code = shown.code();
        change.name = shown.title();
        change.township
            = workspace.lookup().row({QStringLiteral("townships")}, shown[u"township"].number()).name;
        content.changes += change;
        return {};
    }

    const Workspace& workspace;
    const FilingKey key;
    const QDate first, last;
    FilingContent content;
};
} // namespace

Result<FilingContent> filingContent(const Workspace& workspace, const FilingKey& key)
{
    return ContentReader(workspace, key).read();
}

} // namespace coop
