#include "core/store/workspace.h"
#include "core/workflow/mapping/map_content.h"

namespace coop
{

namespace
{
/// Points of a registry whose rows `shown` accepts, in the projection of the workspace's areas.
template <class Shown>
Result<QList<PointFeature>> pointsOf(
    const Workspace& workspace, const QString& registry, const Projection& projection, Shown shown)
{
    const auto rows = workspace.rows({.registry = registry});
    COOP_TRY(rows);
    QList<PointFeature> points;
    for (const Record& row : *rows) {
        if (row[u"lon"].isNull() || !shown(row))
            continue;
        points += PointFeature{.id = row.id,
            .name = row.title(),
            .at = projection.toMetres({row[u"lon"].real(), row[u"lat"].real()}),
            .stars = int(row[u"stars"].number())};
    }
    return points;
}

Projection projectionOf(const QList<Record>& townships)
{
    double sum = 0;
    int count = 0;
    for (const Record& row : townships) {
        if (row[u"lon"].isNull())
            continue;
        sum += row[u"lon"].real();
        ++count;
    }
    return Projection::forLongitude(count > 0 ? sum / count : 0);
}

/// Federations stand at the seat of their township.
Result<QList<PointFeature>> federationSeats(
    const Workspace& workspace, const QList<Record>& townships, const Projection& projection)
{
    const auto federations = workspace.rows({.registry = QStringLiteral("federations")});
    COOP_TRY(federations);
    QList<PointFeature> points;
    for (const Record& federation : *federations)
        for (const Record& township : townships)
            if (township.id == federation[u"township"].number() && !township[u"lon"].isNull())
                points += PointFeature{.id = federation.id,
                    .name = federation.title(),
                    .at = projection.toMetres({township[u"lon"].real(), township[u"lat"].real()})};
    return points;
}
} // namespace

Result<QList<PointLayer>> pointLayers(const Workspace& workspace, QDate on, ThemeChoice::Outlets outlets)
{
    const QString day = on.toString(Qt::ISODate);
    const auto since = [&](const FieldValue& date) { return !date.isNull() && date.text() <= day; };
    const auto open
        = [&](const Record& row) { return row[u"closed_on"].isNull() || row[u"closed_on"].text() > day; };
    const auto townships = workspace.rows({.registry = QStringLiteral("townships")});
    COOP_TRY(townships);
    const Projection projection = projectionOf(*townships);

    const auto seats = federationSeats(workspace, *townships, projection);
    const auto centres = pointsOf(workspace, QStringLiteral("centres"), projection, [&](const Record& row) {
        return row[u"status"].text() == QStringLiteral("建成") && since(row[u"built_on"]);
    });
    const auto isService = [&](const Record& row) { return since(row[u"service_since"]) && open(row); };
    const auto isTrade = [&](const Record& row) { return since(row[u"circulation_since"]) && open(row); };
    const auto isStar = [&](const Record& row) { return isService(row) && since(row[u"star_since"]); };
    using Outlets = ThemeChoice::Outlets;
    const auto outletsOf
        = [&](auto shown) { return pointsOf(workspace, QStringLiteral("outlets"), projection, shown); };
    const auto special = outlets == Outlets::byStar ? outletsOf(isStar)
        : outlets == Outlets::byRole                ? outletsOf(isTrade)
                                                    : outletsOf([](const Record&) { return false; });
    const auto others = outlets == Outlets::byStar
        ? outletsOf([&](const Record& row) { return isService(row) && !isStar(row); })
        : outlets == Outlets::byRole
        ? outletsOf([&](const Record& row) { return isService(row) && !isTrade(row); })
        : outletsOf([&](const Record& row) { return isService(row) || isTrade(row); });
    for (const auto* each : {&seats, &centres, &special, &others})
        if (!each->has_value())
            return fail(each->error());

    QList<PointLayer> layers{
        {.id = QStringLiteral("outlets"),
            .title = outlets == Outlets::one ? QStringLiteral("服务网点") : QStringLiteral("农村综合服务社"),
            .symbol = QStringLiteral("outlet"),
            .colour = QColor(0x1F, 0x7A, 0x5A),
            .sizeMm = 1.8,
            .points = *others},
        {.id = QStringLiteral("star-outlets"),
            .title = QStringLiteral("农村综合服务社星级社"),
            .symbol = QStringLiteral("star-outlet"),
            .colour = QColor(0xB3, 0x5C, 0x00),
            .sizeMm = 2.6,
            .points = *special},
        {.id = QStringLiteral("centres"),
            .title = QStringLiteral("为农服务中心"),
            .symbol = QStringLiteral("centre"),
            .colour = QColor(0x00, 0x5A, 0x9C),
            .sizeMm = 4.0,
            .points = *centres},
        {.id = QStringLiteral("federations"),
            .title = QStringLiteral("农合联驻地"),
            .symbol = QStringLiteral("federation"),
            .colour = QColor(0xB0, 0x2A, 0x2A),
            .sizeMm = 4.4,
            .points = *seats},
    };
    if (outlets == Outlets::byRole) {
        layers[1].id = QStringLiteral("trade-outlets");
        layers[1].title = QStringLiteral("农村流通网点");
        layers[1].symbol = QStringLiteral("township-seat");
        layers[1].colour = QColor(0x6A, 0x3D, 0x9A);
    } else if (outlets == Outlets::one) {
        layers.removeAt(1);
    }
    return layers;
}

} // namespace coop
