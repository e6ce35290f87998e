#include "core/workflow/printing/sheet_design.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace coop
{

QuarterlyMapRequest SheetDesign::request(const Period& period, QDate made) const
{
    QuarterlyMapRequest request;
    request.theme.indicator = indicator;
    request.theme.period = period;
    request.theme.breakdown = breakdown;
    request.page = page;
    request.producer = producer;
    request.made = made;
    request.reviewNumber = reviewNumber;
    request.outlets = outlets;
    request.blackAndWhite = blackAndWhite;
    return request;
}

void SheetDesign::applyTo(Sheet& sheet) const
{
    SheetSettings& settings = sheet.settings;
    coop::setPage(settings, page);
    settings.blackAndWhite = blackAndWhite;
    settings.logo = logo;
    settings.tableApart = tableApart;
    settings.places = places;
    if (settings.focusGroup != 0 || sheet.tableOnly)
        return; // a federation's sheet shows the federation
    settings.scale = scale;
    if (!mapShift.isNull()) {
        Bounds extent = settings.extent.isEmpty() ? sheet.map.bounds() : settings.extent;
        extent.left += mapShift.x();
        extent.right += mapShift.x();
        extent.bottom += mapShift.y();
        extent.top += mapShift.y();
        settings.extent = extent;
    }
}

QString SheetDesign::toJson() const
{
    QJsonObject where;
    for (auto place = places.begin(); place != places.end(); ++place)
        where[place.key()] = QJsonArray{place->x(), place->y()};
    const QJsonObject json{{QStringLiteral("kind"), sheetKindId(kind)},
        {QStringLiteral("indicator"), indicator}, {QStringLiteral("page"), page},
        {QStringLiteral("by"), levelOf(breakdown)}, {QStringLiteral("title"), title},
        {QStringLiteral("producer"), producer}, {QStringLiteral("review_number"), reviewNumber},
        {QStringLiteral("notes"), QJsonArray::fromStringList(notes)},
        {QStringLiteral("logo"), QString::fromLatin1(logo.toBase64())}, {QStringLiteral("outlets"), outlets},
        {QStringLiteral("black_and_white"), blackAndWhite}, {QStringLiteral("table_apart"), tableApart},
        {QStringLiteral("scale"), scale},
        {QStringLiteral("map_shift"), QJsonArray{mapShift.x(), mapShift.y()}},
        {QStringLiteral("places"), where}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<SheetDesign> SheetDesign::fromJson(const QString& text)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto kind = sheetKindOf(json[QStringLiteral("kind")].toString());
    SheetSettings paper;
    if (!kind || !setPage(paper, json[QStringLiteral("page")].toString()))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("模板的内容不认识，可能是更新版本的程序保存的，请升级程序或重新设置。"));
    const auto point = [](const QJsonValue& value) {
        const QJsonArray pair = value.toArray();
        return QPointF(pair.at(0).toDouble(), pair.at(1).toDouble());
    };
    SheetDesign design;
    design.kind = *kind;
    design.indicator = json[QStringLiteral("indicator")].toString();
    design.page = json[QStringLiteral("page")].toString();
    design.breakdown = json[QStringLiteral("by")].toString() == levelOf(Breakdown::byTownship)
        ? Breakdown::byTownship
        : Breakdown::byFederation;
    design.title = json[QStringLiteral("title")].toString();
    design.producer = json[QStringLiteral("producer")].toString();
    design.reviewNumber = json[QStringLiteral("review_number")].toString();
    const QJsonArray lines = json[QStringLiteral("notes")].toArray();
    for (const QJsonValueConstRef line : lines)
        design.notes += line.toString();
    design.logo = QByteArray::fromBase64(json[QStringLiteral("logo")].toString().toLatin1());
    design.outlets = json[QStringLiteral("outlets")].toBool(true);
    design.blackAndWhite = json[QStringLiteral("black_and_white")].toBool();
    design.tableApart = json[QStringLiteral("table_apart")].toBool();
    design.scale = json[QStringLiteral("scale")].toDouble();
    design.mapShift = point(json[QStringLiteral("map_shift")]);
    const QJsonObject where = json[QStringLiteral("places")].toObject();
    for (auto place = where.begin(); place != where.end(); ++place)
        design.places.insert(place.key(), point(place.value()));
    return design;
}

} // namespace coop
