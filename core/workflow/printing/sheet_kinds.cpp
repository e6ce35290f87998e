#include "core/workflow/printing/sheet_kinds.h"

#include "core/domain/plan/percent_text.h"
#include "core/store/workspace.h"
#include "core/workflow/printing/progress_table.h"
#include "core/workflow/printing/thematic_sheets.h"

namespace coop
{

namespace
{
struct Kind {
    SheetKind kind;
    QString id, title;
};
const QList<Kind>& kinds()
{
    static const QList<Kind> all{
        {SheetKind::progress, QStringLiteral("progress"), QStringLiteral("全区进度图")},
        {SheetKind::atlas, QStringLiteral("atlas"), QStringLiteral("片区图册")},
        {SheetKind::outlets, QStringLiteral("outlets"), QStringLiteral("网点分布图")},
        {SheetKind::centres, QStringLiteral("centres"), QStringLiteral("为农服务中心覆盖图")},
        {SheetKind::credit, QStringLiteral("credit"), QStringLiteral("信贷投放图")},
        {SheetKind::tasks, QStringLiteral("tasks"), QStringLiteral("任务进展一览")},
    };
    return all;
}

Bounds boundsOf(const MapDocument& map, qint64 group)
{
    Bounds bounds;
    for (const MapArea& area : map.content().areas)
        if (area.group == group)
            bounds.add(area.shape.bounds());
    return bounds;
}

/// A federation's sheet: its townships large and coloured, the rest of the district pale.
Sheet federationSheet(const Sheet& townships, const MapGroup& group, const Reading& own,
    const QList<Reading>& readings, const QString& title)
{
    Sheet sheet = townships;
    SheetSettings& settings = sheet.settings;
    QList<Reading> its;
    settings.unreported.clear();
    for (const Reading& reading : readings)
        for (const MapArea& area : townships.map.content().areas)
            if (area.group == group.id && area.id == reading.area.id) {
                its += reading;
                if (!reading.value && reading.applicable)
                    settings.unreported += reading.area.name;
            }
    // What the others have is neither on this sheet nor in its legend.
    AreaTheme theme = sheet.map.content().theme;
    QHash<qint64, AreaMark> marks;
    if (theme.level == AreaTheme::Level::group) {
        marks.insert(group.id, theme.marks.value(group.id));
        settings.unreported.clear();
        if (!own.value && own.applicable)
            settings.unreported += own.area.name;
    } else {
        for (const MapArea& area : townships.map.content().areas)
            if (area.group == group.id && theme.marks.contains(area.id))
                marks.insert(area.id, theme.marks.value(area.id));
    }
    theme.marks = marks;
    sheet.map = sheet.map.withTheme(theme);
    settings.title = group.name + title;
    settings.subtitle = own.value ? QStringLiteral("%1%2").arg(roundedValueText(own), own.indicator->unit)
            + (own.target ? QStringLiteral("，目标%1%2，完成率%3")
                                .arg(figure(*own.indicator, *own.target), own.indicator->unit,
                                    percentText(own.completion))
                          : QString())
                                  : standingText(own);
    settings.extent = boundsOf(sheet.map, group.id);
    settings.focusGroup = group.id;
    sheet.table = progressTable(QStringLiteral("合计"), its, own, Breakdown::byTownship);
    sheet.table.headings.replaceInStrings(QStringLiteral("占全区"), QStringLiteral("占片区"));
    return sheet;
}

Result<QList<Sheet>> atlas(const Workspace& workspace, const QuarterlyMapRequest& request)
{
    const auto overview = quarterlyMap(workspace, request);
    COOP_TRY(overview);
    QuarterlyMapRequest finer = request;
    finer.theme.breakdown = Breakdown::byTownship;
    const auto townships = quarterlyMap(workspace, finer);
    COOP_TRY(townships);
    const auto readings
        = readIndicator(workspace, request.theme.indicator, request.theme.period, Breakdown::byTownship);
    const auto owns
        = readIndicator(workspace, request.theme.indicator, request.theme.period, Breakdown::byFederation);
    COOP_TRY(readings);
    COOP_TRY(owns);
    // Where no figure is kept by township, the sheets are coloured as the overview is.
    const bool byTownship = std::any_of(
        readings->begin(), readings->end(), [](const Reading& each) { return each.applicable; });
    QList<Sheet> sheets{*overview};
    const QString title
        = workspace.plan().indicator(request.theme.indicator)->title + QStringLiteral("进度图");
    for (const Reading& own : *owns)
        for (const MapGroup& group : overview->map.content().groups)
            if (group.id == own.area.id && !boundsOf(overview->map, group.id).isEmpty())
                sheets += federationSheet(byTownship ? *townships : *overview, group, own, *readings, title);
    return sheets;
}

Result<QList<Sheet>> one(const Result<Sheet>& sheet)
{
    COOP_TRY(sheet);
    return QList<Sheet>{*sheet};
}
} // namespace

QString sheetKindId(SheetKind kind)
{
    return kinds()[int(kind)].id;
}

QString sheetKindTitle(SheetKind kind)
{
    return kinds()[int(kind)].title;
}

std::optional<SheetKind> sheetKindOf(const QString& id)
{
    for (const Kind& each : kinds())
        if (each.id == id)
            return each.kind;
    return std::nullopt;
}

bool choosesIndicator(SheetKind kind)
{
    return kind == SheetKind::progress || kind == SheetKind::atlas;
}

Result<QList<Sheet>> sheetsOf(const Workspace& workspace, SheetKind kind, const QuarterlyMapRequest& request)
{
    switch (kind) {
    case SheetKind::progress:
        return one(quarterlyMap(workspace, request));
    case SheetKind::atlas:
        return atlas(workspace, request);
    case SheetKind::outlets:
        return one(outletsSheet(workspace, request));
    case SheetKind::centres:
        return one(centresSheet(workspace, request));
    case SheetKind::credit:
        return one(creditSheet(workspace, request));
    case SheetKind::tasks:
        return one(tasksSheet(workspace, request));
    }
    return QList<Sheet>{};
}

} // namespace coop
