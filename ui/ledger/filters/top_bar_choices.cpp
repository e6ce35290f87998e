#include "ui/ledger/filters/top_bar_choices.h"

#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "ui/session/session.h"

namespace coop
{

namespace
{
TopBarChoice quarterOf(const FieldSpec& when, const Period& period)
{
    const Month first = period.firstMonth(), last = period.lastMonth();
    const bool months = when.type == FieldType::month;
    return {.of = TopBarChoice::Of::quarter,
        .filter = {.field = when.id,
            .kind = ColumnFilter::Kind::range,
            .from = months ? first.toString() : first.firstDay().toString(Qt::ISODate),
            .to = months ? last.toString() : last.lastDay().toString(Qt::ISODate)},
        .title = period.title()};
}

/// The months of a quarter, or its days.
FieldValue timesOf(const FieldSpec& when, const Period& period)
{
    FieldValue::List times;
    const bool months = when.type == FieldType::month;
    for (QDate day = period.firstMonth().firstDay(); day <= period.lastDay();
         day = months ? day.addMonths(1) : day.addDays(1))
        times.emplace_back(months ? Month::of(day).toString() : day.toString(Qt::ISODate));
    return FieldValue(times);
}

QList<Record> townshipsOf(const Workspace& workspace, const Area& scope)
{
    if (scope.registry == u"townships") {
        const auto row = workspace.row(scope.registry, scope.id);
        return row ? QList<Record>{*row} : QList<Record>();
    }
    return workspace
        .rows({.registry = QStringLiteral("townships"),
            .equals = {{QStringLiteral("federation"), FieldValue(scope.id)}}})
        .value_or(QList<Record>());
}

/// Itself, or that of the township; nothing where it has none.
std::optional<Record> federationOf(const Workspace& workspace, const Area& scope)
{
    RowId federation = scope.id;
    if (scope.registry == u"townships")
        if (const auto township = workspace.row(scope.registry, scope.id))
            federation = (*township)[u"federation"].number();
    const auto row = workspace.row(QStringLiteral("federations"), federation);
    return row ? std::optional(*row) : std::nullopt;
}

/// As the column shows rows that refer to the area; the areas' own ledgers show their names.
QString shownIn(const FieldSpec& field, const Record& area, const Workspace& workspace)
{
    return field.type == FieldType::reference
        ? formatField(field, FieldValue(area.id), workspace.lookup(), true)
        : area.title();
}

std::optional<TopBarChoice> areaOf(const Workspace& workspace, const RegistrySpec& spec, const Area& scope)
{
    const AreaBy by = spec.area.by;
    const bool byTownship = by == AreaBy::township || by == AreaBy::isTownship;
    const bool byFederation = by == AreaBy::federation || by == AreaBy::isFederation;
    if (scope.id == 0 || !(byTownship || byFederation))
        return {};
    const bool itself = by == AreaBy::isTownship || by == AreaBy::isFederation;
    const FieldSpec* field = spec.field(itself ? QStringLiteral("name") : spec.area.field);
    if (!field)
        return {};
    TopBarChoice choice{.of = TopBarChoice::Of::area, .filter = {.field = field->id}, .title = scope.name};
    if (byTownship)
        for (const Record& township : townshipsOf(workspace, scope))
            choice.filter.values += shownIn(*field, township, workspace);
    else if (const auto federation = federationOf(workspace, scope)) {
        choice.filter.values += shownIn(*field, *federation, workspace);
        choice.title = federation->title();
    }
    return choice.filter.values.isEmpty() ? std::nullopt : std::optional(choice);
}
} // namespace

QList<TopBarChoice> topBarChoices(const Session& session, const RegistrySpec& spec)
{
    QList<TopBarChoice> choices;
    if (const FieldSpec* when = spec.when())
        choices += quarterOf(*when, session.period());
    if (const auto area = areaOf(session.workspace(), spec, session.scope()))
        choices += *area;
    return choices;
}

RowQuery queryOf(const Session& session, const RegistrySpec& spec, const QList<TopBarChoice>& choices)
{
    RowQuery query{.registry = spec.id};
    for (const TopBarChoice& choice : choices) {
        if (!choice.holds)
            continue;
        if (choice.of == TopBarChoice::Of::quarter)
            query.equals = {{choice.filter.field, timesOf(*spec.when(), session.period())}};
        else if (spec.area.by == AreaBy::township)
            for (const Record& township : townshipsOf(session.workspace(), session.scope()))
                query.townships += township.id;
    }
    return query;
}

} // namespace coop
