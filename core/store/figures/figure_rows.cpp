#include "core/store/figures/figure_rows.h"

#include "core/store/figures/composition.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>

namespace coop
{

namespace
{
/// A figure that people enter is its last entry.
MeasureQuery lastMeasurement(const FigureQuestion& question)
{
    return {QStringLiteral("SELECT m.id FROM measurements m JOIN indicators i ON i.id = m.indicator"
                           " WHERE i.code = ?1 AND m.date <= ?2 AND coalesce(m.federation, 0) = ?3"
                           " ORDER BY m.date DESC, m.id DESC LIMIT 1"),
        {question.indicator, question.period.lastDay().toString(Qt::ISODate), question.area.id}};
}

Result<QList<RowId>> idsOf(const Workspace& workspace, const MeasureQuery& query)
{
    return guarded(workspace.path(), [&]() -> Result<QList<RowId>> {
        SQLite::Statement rows(databaseOf(workspace), query.sql.toStdString());
        for (int i = 0; i < query.values.size(); ++i)
            bindValue(rows, i + 1, query.values[i]);
        QList<RowId> ids;
        while (rows.executeStep())
            ids += rows.getColumn(0).getInt64();
        return ids;
    });
}

/// The figure in question; nothing where it is 未报 or 不适用.
Result<std::optional<qint64>> figureOf(
    const Workspace& workspace, const FigureQuestion& question, Figures figures)
{
    std::optional<qint64> none;
    if (question.field.isEmpty()) {
        const auto readings = readIndicator(
            workspace, question.indicator, question.period, breakdownOf(question.area), figures);
        COOP_TRY(readings);
        for (const Reading& reading : *readings)
            if (reading.area.id == question.area.id)
                return reading.value;
        return none;
    }
    const auto parts
        = readCompositions(workspace, question.indicator, question.period, question.area, figures);
    COOP_TRY(parts);
    for (const Composition& composition : *parts)
        for (const Composition::Part& part : composition.parts)
            if (composition.field == question.field && part.choice == question.choice)
                return std::optional(part.value);
    return none;
}
} // namespace

Result<FigureRows> figureRows(const Workspace& workspace, const FigureQuestion& question)
{
    const auto now = figureOf(workspace, question, Figures::live); // names an indicator that is not there
    COOP_TRY(now);
    const auto published = figureOf(workspace, question, Figures::published);
    COOP_TRY(published);
    const Indicator& indicator = *workspace.plan().indicator(question.indicator);
    const Registries& registries = workspace.registries();
    const bool entered = indicator.measure.isEntered();

    QStringList title{indicator.title, question.period.title(),
        question.area.id == 0 ? QStringLiteral("全区") : question.area.name};
    if (!question.field.isEmpty()) {
        const QList<const FieldSpec*> fields = partFields(indicator, registries);
        const auto field = std::find_if(
            fields.begin(), fields.end(), [&](const FieldSpec* each) { return each->id == question.field; });
        if (field == fields.end())
            return fail(
                ErrorKind::notFound, QStringLiteral("%1不能按“%2”分").arg(indicator.title, question.field));
        title += (*field)->label + u' ' + question.choice;
    }
    FigureRows found{
        .registry = entered ? QStringLiteral("measurements") : rowsRegistry(indicator, registries).id,
        .title = title.join(QStringLiteral(" · ")),
        .figure = *now,
        .text = figureOrUnreported(indicator, *now) + (*now ? u' ' + indicator.unit : QString())};
    if (*published != *now)
        found.text += QStringLiteral("（封存时 %1）").arg(figureOrUnreported(indicator, *published));
    if (!*now)
        return found;
    const auto ids = idsOf(workspace,
        entered
            ? lastMeasurement(question)
            : rowsQuery({indicator, registries, question.period, workspace.plan().firstYear},
                {groupingOf(breakdownOf(question.area)), question.area.id, question.field, question.choice}));
    COOP_TRY(ids);
    found.rows = *ids;
    return found;
}

} // namespace coop
