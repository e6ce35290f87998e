#include "core/workflow/printing/thematic_sheets.h"

#include "core/map/theme/classes.h"
#include "core/store/workspace.h"
#include "core/workflow/printing/progress_table.h"

#include <QSet>

namespace coop
{

namespace
{
QList<const Indicator*> indicatorsOf(const Plan& plan, const QString& registry)
{
    QList<const Indicator*> found;
    for (const Indicator& indicator : plan.indicators)
        if (indicator.measure.registry == registry)
            found += &indicator;
    return found;
}

Error nothingOf(const QString& what)
{
    return {ErrorKind::notFound, QStringLiteral("计划里没有%1的指标，不能画这张图。").arg(what)};
}

/// The latest day of the figures of several indicators; none: there are none.
Result<QDate> latestData(
    const Workspace& workspace, const QList<const Indicator*>& indicators, const Period& period)
{
    QDate latest;
    for (const Indicator* indicator : indicators) {
        const auto until = dataUntil(workspace, indicator->id, period);
        COOP_TRY(until);
        latest = std::max(latest, until->isValid() ? *until : QDate(1900, 1, 1));
    }
    return latest.year() > 1900 ? latest : QDate();
}

/// Figures of several stock indicators beside each other, a row for each federation and the district's last.
Result<SheetTable> besideEachOther(const Workspace& workspace, const QList<const Indicator*>& indicators,
    const Period& period, QStringList& unreported)
{
    SheetTable table{.headings = {QStringLiteral("农合联")}, .lastRowIsTotal = true};
    QList<QStringList> rows;
    QStringList total{workspace.plan().districtName};
    for (const Indicator* indicator : indicators) {
        table.headings += QStringLiteral("%1（%2）").arg(indicator->title, indicator->unit);
        const auto areas = readIndicator(workspace, indicator->id, period, Breakdown::byFederation);
        const auto whole = readIndicator(workspace, indicator->id, period, Breakdown::district);
        COOP_TRY(areas);
        COOP_TRY(whole);
        for (qsizetype i = 0; i < areas->size(); ++i) {
            const Reading& reading = (*areas)[i];
            if (rows.size() <= i)
                rows += QStringList{reading.area.name};
            rows[i] += roundedValueText(reading);
            if (!reading.value && reading.applicable && !unreported.contains(reading.area.name))
                unreported += reading.area.name;
        }
        total += roundedValueText(whole->first());
    }
    table.rows = rows;
    table.rows += total;
    return table;
}

QString figureWords(const Workspace& workspace, const Indicator& indicator, const Period& period)
{
    const auto whole = readIndicator(workspace, indicator.id, period, Breakdown::district);
    return whole ? QStringLiteral("%1%2%3").arg(indicator.title, roundedValueText(whole->first()),
               whole->first().value ? indicator.unit : QString())
                 : QString();
}

/// The map of a sheet with only those point layers that have points and are wanted.
MapDocument withLayers(const MapDocument& map, const QList<PointLayer>& layers)
{
    QList<PointLayer> some;
    for (const PointLayer& layer : layers)
        if (!layer.points.isEmpty())
            some += layer;
    return map.withPoints(some);
}
} // namespace

Result<Sheet> emptySheet(const Workspace& workspace, const QuarterlyMapRequest& request, const QString& title)
{
    const Plan& plan = workspace.plan();
    Sheet sheet;
    SheetSettings& settings = sheet.settings;
    if (!setPage(settings, request.page))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("没有纸张“%1”，可用的有：A3-landscape、A3-portrait、A4-landscape、A4-portrait")
                .arg(request.page));
    settings.period = request.theme.period.title();
    settings.title = request.title.isEmpty() ? plan.districtName + title : request.title;
    settings.producer = request.producer.isEmpty() ? plan.issuer : request.producer;
    settings.made = request.made;
    settings.dataUntil = shownUntil({}, request.theme.period, request.made);
    settings.reviewNumber = request.reviewNumber;
    settings.blackAndWhite = request.blackAndWhite;
    settings.notes = request.notes;
    settings.across = workspace.paperMark();
    return sheet;
}

Result<Sheet> outletsSheet(const Workspace& workspace, const QuarterlyMapRequest& request)
{
    const Period& period = request.theme.period;
    const QList<const Indicator*> indicators = indicatorsOf(workspace.plan(), QStringLiteral("outlets"));
    if (indicators.isEmpty())
        return fail(nothingOf(QStringLiteral("服务网点")));
    auto sheet = emptySheet(workspace, request, QStringLiteral("农村服务网点分布图"));
    if (!sheet)
        return sheet;
    const auto map = mapDocument(workspace, {.period = period});
    COOP_TRY(map);
    const auto points = pointLayers(workspace, period.lastDay(),
        request.theme.choice.outlets == ThemeChoice::Outlets::byStar ? ThemeChoice::Outlets::byStar
                                                                     : ThemeChoice::Outlets::byRole);
    COOP_TRY(points);
    sheet->map = withLayers(*map, *points);
    SheetSettings& settings = sheet->settings;
    const auto table = besideEachOther(workspace, indicators, period, settings.unreported);
    COOP_TRY(table);
    sheet->table = *table;
    sheet->table.title = QStringLiteral("分片区网点");
    QStringList words;
    for (const Indicator* indicator : indicators) {
        words += figureWords(workspace, *indicator, period);
        settings.basis += QStringLiteral("%1：%2").arg(indicator->title, basisLine(*indicator, period));
    }
    settings.subtitle = words.join(QStringLiteral("，"));
    const auto until = latestData(workspace, indicators, period);
    COOP_TRY(until);
    settings.dataUntil = shownUntil(*until, period, settings.made);
    return sheet;
}

Result<Sheet> centresSheet(const Workspace& workspace, const QuarterlyMapRequest& request)
{
    const Period& period = request.theme.period;
    const QList<const Indicator*> indicators = indicatorsOf(workspace.plan(), QStringLiteral("centres"));
    if (indicators.isEmpty())
        return fail(nothingOf(QStringLiteral("为农服务中心")));
    auto sheet = emptySheet(workspace, request, QStringLiteral("为农服务中心覆盖图"));
    if (!sheet)
        return sheet;
    const auto map = mapDocument(workspace, {.period = period});
    const auto points = pointLayers(workspace, period.lastDay());
    const auto centres = workspace.rows({.registry = QStringLiteral("centres")});
    const auto townships = workspace.rows({.registry = QStringLiteral("townships")});
    if (!map || !points || !centres || !townships)
        return fail(!map   ? map.error()
                : !points  ? points.error()
                : !centres ? centres.error()
                           : townships.error());

    // A centre serves its own township, and the other ones of the same federation.
    const QString day = period.lastDay().toString(Qt::ISODate);
    QHash<RowId, RowId> federationOf;
    QHash<RowId, QString> nameOf;
    for (const Record& row : *townships) {
        federationOf.insert(row.id, row[u"federation"].number());
        nameOf.insert(row.id, row.title());
    }
    QSet<RowId> seats, federations;
    sheet->table = {.title = QStringLiteral("已建成的为农服务中心"),
        .headings = {QStringLiteral("名称"), QStringLiteral("级别"), QStringLiteral("镇街"),
            QStringLiteral("建成日期")}};
    for (const Record& row : *centres) {
        if (row[u"status"].text() != QStringLiteral("建成") || row[u"built_on"].isNull()
            || row[u"built_on"].text() > day)
            continue;
        const RowId township = row[u"township"].number();
        seats.insert(township);
        if (federationOf.value(township) != 0)
            federations.insert(federationOf.value(township));
        sheet->table.rows += QStringList{
            row.title(), row[u"level"].text(), nameOf.value(township), row[u"built_on"].text()};
    }
    const QStringList labels{QStringLiteral("设有中心的镇街"), QStringLiteral("同片区中心服务的镇街"),
        QStringLiteral("片区还没有建成的中心")};
    QList<ThemeClass> classes = rampClasses({labels[2], labels[1], labels[0]});
    AreaTheme theme{.title = QStringLiteral("为农服务中心覆盖"),
        .basis = {basisLine(*indicators.first(), period),
            QStringLiteral("覆盖按片区：片区内有一个建成的中心，片区的镇街都算已覆盖")},
        .classes = {classes[2], classes[1], classes[0]}};
    int covered = 0;
    for (const Record& row : *townships) {
        const bool has = seats.contains(row.id), near = federations.contains(row[u"federation"].number());
        covered += has || near;
        theme.marks.insert(row.id, {has ? 0 : near ? 1 : 2, {}});
    }
    sheet->map = withLayers(map->withTheme(theme), [&] {
        QList<PointLayer> some;
        for (const PointLayer& layer : *points)
            if (!layer.id.contains(QStringLiteral("outlets")))
                some += layer;
        return some;
    }());
    SheetSettings& settings = sheet->settings;
    settings.subtitle = QStringLiteral("%1，覆盖%2个镇街，共%3个镇街")
                            .arg(figureWords(workspace, *indicators.first(), period))
                            .arg(covered)
                            .arg(townships->size());
    const auto until = latestData(workspace, indicators, period);
    COOP_TRY(until);
    settings.dataUntil = shownUntil(*until, period, settings.made);
    return sheet;
}

Result<Sheet> creditSheet(const Workspace& workspace, const QuarterlyMapRequest& request)
{
    const QList<const Indicator*> indicators = indicatorsOf(workspace.plan(), QStringLiteral("loans"));
    if (indicators.isEmpty())
        return fail(nothingOf(QStringLiteral("信贷")));
    QuarterlyMapRequest credit = request;
    credit.theme.indicator = indicators.first()->id;
    credit.theme.choice.symbols = true;
    credit.outlets = false;
    if (credit.title.isEmpty())
        credit.title
            = QStringLiteral("%1%2投放图").arg(workspace.plan().districtName, indicators.first()->title);
    return quarterlyMap(workspace, credit);
}

} // namespace coop
