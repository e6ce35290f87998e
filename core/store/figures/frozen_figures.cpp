#include "core/store/figures/frozen_figures.h"

#include "core/store/figures/flow_sums.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/workspace.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace coop
{

namespace
{
const QString registryId = QStringLiteral("closings");

QJsonValue number(const std::optional<qint64>& value)
{
    // As text: JSON's numbers are doubles, and 元 of a county need not fit 53 bits for ever.
    return value ? QJsonValue(QString::number(*value)) : QJsonValue(QJsonValue::Null);
}

std::optional<qint64> number(const QJsonValue& value)
{
    return value.isString() ? std::optional(value.toString().toLongLong()) : std::nullopt;
}

QJsonValue share(const std::optional<double>& value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

std::optional<double> share(const QJsonValue& value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

TargetStatus statusOf(const QString& id)
{
    for (const TargetStatus status : {TargetStatus::met, TargetStatus::ahead, TargetStatus::watch,
             TargetStatus::behind, TargetStatus::noTarget})
        if (statusId(status) == id)
            return status;
    return TargetStatus::noData;
}

QString keyOf(const QString& level, const QString& area, const QString& indicator)
{
    return level + u'\n' + area + u'\n' + indicator;
}
FrozenQuarter frozenOf(const Record& row)
{
    FrozenQuarter frozen{.quarter = row[u"quarter"].text(),
        .closedBy = row[u"closed_by"].text(),
        .closedAt = QDateTime::fromString(row[u"closed_at"].text(), Qt::ISODate),
        .remark = row[u"remark"].text(),
        .digest = row[u"digest"].text()};
    const QByteArray content = row[u"content"].text().toUtf8();
    const QByteArray digest = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    frozen.intact = QString::fromLatin1(digest) == frozen.digest;
    frozen.content = QJsonDocument::fromJson(content).object();
    for (const auto& figure : frozen.content[QStringLiteral("figures")].toArray()) {
        const QJsonObject one = figure.toObject();
        frozen.figures.insert(
            keyOf(one[QStringLiteral("level")].toString(), one[QStringLiteral("area")].toString(),
                one[QStringLiteral("indicator")].toString()),
            one);
    }
    return frozen;
}

} // namespace

QJsonArray frozenFigures(const QList<Reading>& readings, const QString& level)
{
    QJsonArray figures;
    for (const Reading& reading : readings)
        figures += QJsonObject{{QStringLiteral("level"), level}, {QStringLiteral("area"), reading.area.code},
            {QStringLiteral("area_name"), reading.area.name},
            {QStringLiteral("indicator"), reading.indicator->id},
            {QStringLiteral("basis"), basisName(reading.indicator->basis)},
            {QStringLiteral("value"), number(reading.value)},
            {QStringLiteral("target"), number(reading.target)},
            {QStringLiteral("completion"), share(reading.completion)},
            {QStringLiteral("pace"), share(reading.pace)},
            {QStringLiteral("status"), statusId(reading.status)}};
    return figures;
}

Result<QList<FrozenQuarter>> frozenQuarters(const Workspace& workspace)
{
    QList<FrozenQuarter> all;
    if (!workspace.layout(registryId))
        return all;
    const auto rows = workspace.rows({.registry = registryId});
    COOP_TRY(rows);
    for (const Record& row : *rows)
        all += frozenOf(row);
    std::sort(all.begin(), all.end(),
        [](const FrozenQuarter& a, const FrozenQuarter& b) { return a.quarter < b.quarter; });
    return all;
}

Result<std::optional<FrozenQuarter>> frozenQuarter(const Workspace& workspace, const Period& period)
{
    std::optional<FrozenQuarter> none;
    const bool year = period == Period::ofYear(period.year());
    if (!workspace.layout(registryId) || (!period.isQuarter() && !year))
        return none;
    const QString quarter = Period::ofQuarter(period.year(), period.quarter()).toString();
    return guarded(workspace.path(), [&] {
        return workspace.flowSums().once(workspace, quarter, [&]() -> Result<std::optional<FrozenQuarter>> {
            const auto rows = workspace.rows(
                {.registry = registryId, .equals = {{QStringLiteral("quarter"), FieldValue(quarter)}}});
            COOP_TRY(rows);
            return rows->isEmpty() ? none : std::optional(frozenOf(rows->first()));
        });
    });
}

QList<Reading> thawed(const FrozenQuarter& frozen, const QString& level, QList<Reading> live)
{
    for (Reading& reading : live) {
        const QJsonObject one = frozen.figures.value(keyOf(level, reading.area.code, reading.indicator->id));
        reading.value = number(one[QStringLiteral("value")]);
        reading.target = number(one[QStringLiteral("target")]);
        reading.completion = share(one[QStringLiteral("completion")]);
        reading.pace = share(one[QStringLiteral("pace")]);
        reading.status = statusOf(one[QStringLiteral("status")].toString());
    }
    return live;
}

} // namespace coop
