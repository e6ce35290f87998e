#include "core/store/figures/composition.h"

#include "core/store/figures/frozen_figures.h"
#include "core/store/figures/measure_query.h"
#include "core/store/figures/sum_overflow.h"
#include "core/store/file/column_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QHash>
#include <QtNumeric>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>

namespace coop
{

namespace
{
/// Choice → figure.
using Parts = QHash<QString, qint64>;

/// Field → its parts, of each area. What does not add up over combinations (members) is asked for by each of
/// its fields alone.
using AreaParts = QHash<RowId, QHash<QString, Parts>>;

Result<> addParts(const Workspace& workspace, const Indicator& indicator, const Period& period,
    Breakdown level, const QStringList& fields, AreaParts& into)
{
    const MeasureQuery query = partsQuery(
        {indicator, workspace.registries(), period, workspace.plan().firstYear}, groupingOf(level), fields);
    SQLite::Statement rows(databaseOf(workspace), query.sql.toStdString());
    for (int i = 0; i < query.values.size(); ++i)
        bindValue(rows, i + 1, query.values[i]);
    while (rows.executeStep())
        if (!rows.isColumnNull(0))
            for (int i = 0; i < fields.size(); ++i) {
                qint64& part = into[rows.getColumn(0).getInt64()][fields[i]][textAt(rows, 3 + i)];
                if (qAddOverflow(part, qint64(rows.getColumn(1).getInt64()), &part))
                    return fail(sumTooLarge(workspace, indicator.measure));
            }
    return {};
}

Result<AreaParts> partsByArea(
    const Workspace& workspace, const Indicator& indicator, const Period& period, Breakdown level)
{
    QStringList fields;
    for (const FieldSpec* field : partFields(indicator, workspace.registries()))
        fields += field->id;
    AreaParts parts;
    QList<QStringList> asked; // fields that are added up together
    if (indicator.measure.addsUp() && !fields.isEmpty())
        asked += fields;
    else
        for (const QString& field : std::as_const(fields))
            asked += QStringList{field};
    for (const QStringList& together : std::as_const(asked))
        COOP_TRY(summed(workspace, indicator.measure,
            [&] { return addParts(workspace, indicator, period, level, together, parts); }));
    return parts;
}

Composition composed(const FieldSpec& field, const Parts& parts)
{
    Composition result{field.id, field.label, {}};
    if (parts.isEmpty())
        return result;
    for (const QString& choice : field.choices)
        result.parts += {choice, parts.value(choice)};
    if (const qint64 left = parts.value(QString()); left != 0)
        result.parts += {QString(), left};
    return result;
}

/// The parts of one figure as they were stored; nothing where the quarter was closed without them.
Parts thawedParts(const FrozenQuarter& frozen, Breakdown level, const Area& area, const QString& indicator,
    const QString& field)
{
    Parts parts;
    for (const auto& one : frozen.content[QStringLiteral("parts")].toArray()) {
        const QJsonObject part = one.toObject();
        if (part[QStringLiteral("indicator")].toString() != indicator
            || part[QStringLiteral("field")].toString() != field
            || part[QStringLiteral("level")].toString() != levelOf(level)
            || (area.id != 0 && part[QStringLiteral("area")].toString() != area.code))
            continue;
        const QJsonObject values = part[QStringLiteral("values")].toObject();
        for (auto value = values.begin(); value != values.end(); ++value)
            parts.insert(value.key(), value->toString().toLongLong());
    }
    return parts;
}
} // namespace

Result<QList<Composition>> readCompositions(
    const Workspace& workspace, const QString& id, const Period& period, const Area& area, Figures figures)
{
    const Indicator* indicator = workspace.plan().indicator(id);
    if (!indicator)
        return fail(ErrorKind::notFound, QStringLiteral("方案里没有指标“%1”").arg(id));
    return guarded(workspace.path(), [&]() -> Result<QList<Composition>> {
        std::optional<FrozenQuarter> frozen;
        if (figures == Figures::published) {
            auto closed = frozenQuarter(workspace, period);
            COOP_TRY(closed);
            frozen = std::move(*closed);
        }
        const Breakdown level = breakdownOf(area);
        const bool stored = frozen && frozen->content.contains(QStringLiteral("parts"));
        const auto found
            = stored ? Result<AreaParts>(AreaParts()) : partsByArea(workspace, *indicator, period, level);
        COOP_TRY(found);
        const auto live = found->value(area.id);
        QList<Composition> all;
        for (const FieldSpec* field : partFields(*indicator, workspace.registries()))
            all += composed(
                *field, stored ? thawedParts(*frozen, level, area, id, field->id) : live.value(field->id));
        return all;
    });
}

Result<QJsonArray> frozenParts(
    const Workspace& workspace, const Period& period, Breakdown level, const QList<Reading>& readings)
{
    return guarded(workspace.path(), [&]() -> Result<QJsonArray> {
        QJsonArray all;
        for (const Indicator& indicator : workspace.plan().indicators) {
            const auto found = partsByArea(workspace, indicator, period, level);
            COOP_TRY(found);
            for (const FieldSpec* field : partFields(indicator, workspace.registries()))
                for (const Reading& reading : readings) {
                    const Parts parts = reading.indicator == &indicator
                        ? found->value(reading.area.id).value(field->id)
                        : Parts();
                    QJsonObject values;
                    for (auto part = parts.begin(); part != parts.end(); ++part)
                        values.insert(part.key(), QString::number(part.value()));
                    if (!values.isEmpty())
                        all += QJsonObject{{QStringLiteral("level"), levelOf(level)},
                            {QStringLiteral("area"), reading.area.code},
                            {QStringLiteral("indicator"), indicator.id}, {QStringLiteral("field"), field->id},
                            {QStringLiteral("values"), values}};
                }
        }
        return all;
    });
}

} // namespace coop
