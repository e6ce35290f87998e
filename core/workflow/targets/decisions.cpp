#include "core/workflow/targets/decisions.h"

#include "core/domain/field_text.h"
#include "core/domain/plan/target_value.h"
#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "core/workflow/targets/district_targets.h"

#include <set>

namespace coop
{

namespace
{
const QString registryId = QStringLiteral("decisions");

/// Moves rows from what one plan says to what another one says.
class PlanMove
{
public:
    PlanMove(UnitOfWork& unit, const Plan& from, const Plan& to)
        : work(unit)
        , workspace(unit.workspace())
        , before(from)
        , after(to)
    {
    }

    Result<DecisionDone> run()
    {
        for (const Indicator& now : after.indicators) {
            const Indicator* then = before.indicator(now.id);
            const auto found = workspace.lookup().find({QStringLiteral("indicators")}, now.id);
            if (!then || found.size() != 1)
                continue;
            const RowId row = found.first().id;
            COOP_TRY(describe(row, *then, now));
            std::set<int> years;
            for (const Indicator* each : {then, &now})
                for (const IndicatorTarget& target : each->targets)
                    years.insert(target.year);
            const auto stored = districtTargets(workspace, row);
            COOP_TRY(stored);
            for (const int year : years) {
                const auto kept = stored->constFind(year);
                const Record* record = kept == stored->constEnd() ? nullptr : &*kept;
                COOP_TRY(move(row, year, record, *then, now));
            }
        }
        done.changed = true;
        return done;
    }

private:
    /// The indicator's own row repeats its basis and clause for lists and exports.
    Result<> describe(RowId id, const Indicator& then, const Indicator& now)
    {
        if (then.basis == now.basis && then.clause == now.clause)
            return {};
        auto row = workspace.row(QStringLiteral("indicators"), id);
        COOP_TRY(row);
        row->set(u"basis", basisName(now.basis));
        row->set(u"clause", now.clause);
        const auto changed = work.change(*row);
        return changed ? Result<>() : fail(changed.error());
    }

    Result<> move(
        RowId indicator, int year, const Record* stored, const Indicator& then, const Indicator& now)
    {
        const IndicatorTarget* from = then.target(year);
        const IndicatorTarget* to = now.target(year);
        if (from && to && from->value == to->value && from->clause == to->clause)
            return {};
        const bool untouched = from
            ? stored && (*stored)[u"value"].number() == storedFigure(then, from->value)
            : stored == nullptr;
        if (!untouched) {
            done.kept += QStringLiteral("%1%2年").arg(now.title).arg(year);
            return {};
        }
        ++done.targets;
        if (!to)
            return work.remove(QStringLiteral("targets"), stored->id);
        Record row = stored ? *stored : Record(*workspace.registries().find(QStringLiteral("targets")));
        row.set(u"indicator", indicator);
        row.set(u"year", year);
        row.set(u"value", storedFigure(now, to->value));
        if (!from || row[u"remark"].isNull() || row[u"remark"].text() == from->clause)
            row.set(u"remark", to->clause);
        if (stored) {
            const auto changed = work.change(row);
            return changed ? Result<>() : fail(changed.error());
        }
        const auto added = work.add(row);
        return added ? Result<>() : fail(added.error());
    }

    UnitOfWork& work;
    const Workspace& workspace;
    const Plan& before;
    const Plan& after;
    DecisionDone done;
};
} // namespace

Result<std::optional<Record>> storedDecision(const Workspace& workspace, const QString& question)
{
    if (!workspace.layout(registryId))
        return std::optional<Record>(); // the file is of an older schema
    const auto rows
        = workspace.rows({.registry = registryId, .equals = {{QStringLiteral("question"), question}}});
    COOP_TRY(rows);
    return rows->isEmpty() ? std::optional<Record>() : std::optional(rows->first());
}

Result<> noteDecision(UnitOfWork& work, const Author& author, const QString& question, const QString& choice)
{
    const auto stored = storedDecision(work.workspace(), question);
    COOP_TRY(stored);
    Record row = *stored ? **stored : Record(*work.workspace().registries().find(registryId));
    row.set(u"question", question);
    row.set(u"choice", choice);
    row.set(u"decided_by", author.who);
    row.set(u"decided_on", QDate::currentDate().toString(Qt::ISODate));
    row.set(u"remark", author.reason.isEmpty() ? FieldValue() : FieldValue(author.reason));
    if (*stored) {
        const auto changed = work.change(row);
        return changed ? Result<>() : fail(changed.error());
    }
    const auto added = work.add(row);
    return added ? Result<>() : fail(added.error());
}

Result<QList<Decision>> decisions(const Workspace& workspace)
{
    QList<Decision> all;
    for (const PlanQuestion& question : workspace.plan().questions) {
        Decision decision{.question = &question};
        const auto stored = storedDecision(workspace, question.id);
        COOP_TRY(stored);
        if (*stored && question.choice((**stored)[u"choice"].text())) {
            decision.decided = true;
            decision.by = (**stored)[u"decided_by"].text();
            decision.reason = (**stored)[u"remark"].text();
            decision.on = QDate::fromString((**stored)[u"decided_on"].text(), Qt::ISODate);
        }
        all += decision;
    }
    return all;
}

Result<DecisionDone> decide(
    Workspace& workspace, Author author, const QString& question, const QString& choice)
{
    const Plan& before = workspace.plan();
    const auto after = workspace.planWith(question, choice);
    COOP_TRY(after);
    const auto stored = storedDecision(workspace, question);
    COOP_TRY(stored);
    // To confirm the default is a decision; to choose again what was chosen is none.
    if (*stored && (**stored)[u"choice"].text() == choice)
        return DecisionDone{};
    const QString reason = author.reason;
    author.door = Door::decide;
    const PlanQuestion& asked = *before.question(question);
    Author logged = author;
    logged.reason = QStringLiteral("口径说明“%1”采用：%2").arg(asked.title, asked.choice(choice)->text)
        + (reason.isEmpty() ? QString() : QStringLiteral("。原因：") + reason);
    return inOneStep(workspace, logged, [&](UnitOfWork& work) -> Result<DecisionDone> {
        COOP_TRY(noteDecision(work, author, question, choice));
        return PlanMove(work, before, *after).run();
    });
}

QStringList notesFor(const Plan& plan, const Indicator& indicator, const Period& period)
{
    QStringList notes;
    for (const PlanQuestion& question : plan.questions)
        if (question.concerns(indicator, period.year()))
            notes += QStringLiteral("口径说明：%1——%2")
                         .arg(question.title, question.choice(question.chosen)->text);
    return notes;
}

} // namespace coop
