#include "core/store/workspace_seed.h"

#include "core/domain/plan/plan.h"
#include "core/domain/plan/target_value.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QHash>

namespace coop
{

namespace
{
using Fields = QList<std::pair<QStringView, FieldValue>>;

FieldValue orNull(const QString& text)
{
    return text.isEmpty() ? FieldValue() : FieldValue(text);
}

template <class Number> FieldValue orNull(const std::optional<Number>& number)
{
    return number ? FieldValue(*number) : FieldValue();
}

FieldValue orNull(RowId id)
{
    return id == 0 ? FieldValue() : FieldValue(id);
}

/// Writes the plan's rows one registry after the other and remembers their ids by code.
class PlanRows
{
public:
    PlanRows(const Workspace& in, UnitOfWork& unit)
        : workspace(in)
        , plan(in.plan())
        , work(unit)
    {
    }
    Result<> write()
    {
        for (const auto part : {&PlanRows::townships, &PlanRows::federations, &PlanRows::memberships,
                 &PlanRows::villages, &PlanRows::indicators, &PlanRows::tasks})
            COOP_TRY((this->*part)());
        return {};
    }

private:
    Result<RowId> add(const RegistrySpec& spec, const Fields& fields)
    {
        Record record(spec);
        for (const auto& [field, value] : fields)
            record.set(field, value);
        auto id = work.add(record);
        if (!id)
            return fail(id.error().kind,
                QStringLiteral("方案里的%1“%2”不能写入：%3")
                    .arg(spec.label, record.title(), id.error().text));
        return id;
    }
    const RegistrySpec* spec(QStringView id) const { return workspace.registries().find(id); }

    Result<> townships()
    {
        const RegistrySpec* registry = spec(u"townships");
        if (!registry)
            return {};
        for (const PlanTownship& township : plan.townships) {
            const auto id = add(*registry,
                {{u"code", township.code}, {u"name", township.name}, {u"kind", township.kind},
                    {u"lon", orNull(township.lon)}, {u"lat", orNull(township.lat)},
                    {u"population", orNull(township.population)},
                    {u"area_km2", orNull(township.areaKm2Hundredths)}, {u"remark", orNull(township.remark)}});
            COOP_TRY(id);
            townshipIds.insert(township.code, *id);
        }
        return {};
    }
    Result<> federations()
    {
        const RegistrySpec* registry = spec(u"federations");
        if (!registry)
            return {};
        for (const PlanFederation& federation : plan.federations) {
            const auto id = add(*registry,
                {{u"code", federation.code}, {u"name", federation.name}, {u"level", federation.level},
                    {u"township", orNull(townshipIds.value(federation.township))},
                    {u"status", QStringLiteral("筹建")}, {u"remark", orNull(federation.remark)}});
            COOP_TRY(id);
            federationIds.insert(federation.code, *id);
        }
        return {};
    }
    /// Townships and federations refer to each other: this is the second half of the circle.
    Result<> memberships()
    {
        for (const PlanTownship& township : spec(u"townships") ? plan.townships : QList<PlanTownship>()) {
            const RowId federation = federationIds.value(township.federation);
            if (federation == 0)
                continue;
            auto row = workspace.row(QStringLiteral("townships"), townshipIds.value(township.code));
            COOP_TRY(row);
            row->set(u"federation", federation);
            COOP_TRY(work.change(*row));
        }
        return {};
    }
    Result<> villages()
    {
        const RegistrySpec* registry = spec(u"villages");
        if (!registry)
            return {};
        for (const PlanVillage& village : plan.villages)
            COOP_TRY(add(*registry,
                {{u"code", village.code}, {u"name", village.name}, {u"kind", orNull(village.kind)},
                    {u"township", orNull(townshipIds.value(village.township))}}));
        return {};
    }
    Result<> indicators()
    {
        const RegistrySpec* registry = spec(u"indicators");
        if (!registry)
            return {};
        for (const Indicator& indicator : plan.indicators) {
            const auto id = add(*registry,
                {{u"code", indicator.id}, {u"name", indicator.title}, {u"unit", orNull(indicator.unit)},
                    {u"basis", basisName(indicator.basis)}, {u"clause", orNull(indicator.clause)}});
            COOP_TRY(id);
            COOP_TRY(targets(indicator, *id));
        }
        return {};
    }
    Result<> targets(const Indicator& indicator, RowId indicatorId)
    {
        const RegistrySpec* registry = spec(u"targets");
        if (!registry)
            return {};
        for (const IndicatorTarget& target : indicator.targets)
            COOP_TRY(add(*registry,
                {{u"indicator", indicatorId}, {u"year", target.year},
                    {u"value", storedFigure(indicator, target.value)}, {u"remark", orNull(target.clause)}}));
        return {};
    }
    Result<> tasks()
    {
        const RegistrySpec* registry = spec(u"tasks");
        if (!registry)
            return {};
        for (const PlanTask& task : plan.tasks) {
            QString group;
            for (const PlanGroup& known : plan.groups)
                if (known.no == task.group)
                    group = known.title;
            // People call a task by its number, so that is its code.
            COOP_TRY(add(*registry,
                {{u"code", QString::number(task.no)}, {u"no", task.no}, {u"group_no", task.group},
                    {u"group_title", orNull(group)}, {u"item", orNull(task.item)},
                    {u"text", orNull(task.text)}, {u"lead", orNull(task.lead.join(u'、'))},
                    {u"responsible", orNull(task.responsible.join(u'、'))},
                    {u"deadline", orNull(task.deadline)}}));
        }
        return {};
    }

    const Workspace& workspace;
    const Plan& plan;
    UnitOfWork& work;
    QHash<QString, RowId> townshipIds, federationIds;
};
} // namespace

Result<> writePlanRows(const Workspace& workspace, UnitOfWork& work)
{
    return PlanRows(workspace, work).write();
}

} // namespace coop
