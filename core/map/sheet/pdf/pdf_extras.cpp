#include "core/map/sheet/pdf/pdf_extras.h"

#include "core/geo/coordinates/crs_choices.h"
#include "core/map/sheet/elements/map_frame.h"
#include "core/map/sheet/pdf/pdf_update.h"
#include "core/map/sheet/sheet_layout.h"

#include <QMap>

namespace coop
{

namespace
{
QByteArray coordinate(double degrees)
{
    return QByteArray::number(degrees, 'f', 9);
}

/// UTF-16 with its mark, in hexadecimal.
QByteArray text(const QString& words)
{
    QByteArray hex = "<FEFF";
    for (const QChar c : words)
        hex += QByteArray::number(c.unicode(), 16).toUpper().rightJustified(4, '0');
    return hex + '>';
}

/// Parentheses and backslashes of a plain string.
QByteArray plain(QByteArray words)
{
    return '(' + words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)") + ')';
}

void addBookmarks(PdfUpdate& update, const QList<PdfExtras::Bookmark>& bookmarks)
{
    if (bookmarks.isEmpty())
        return;
    const int outlines = update.add();
    QList<int> objects;
    for (int i = 0; i < bookmarks.size(); ++i)
        objects += update.add();
    const auto parentOf = [&](int i) {
        for (int k = i - 1; k >= 0; --k)
            if (bookmarks[k].level < bookmarks[i].level)
                return k;
        return -1;
    };
    const auto siblings = [&](int parent) {
        QList<int> list;
        for (int i = 0; i < bookmarks.size(); ++i)
            if (parentOf(i) == parent)
                list += i;
        return list;
    };
    const auto family = [&](int parent) { // First, Last and Count of the children
        const QList<int> children = siblings(parent);
        if (children.isEmpty())
            return QByteArray();
        return "\n/First " + PdfUpdate::reference(objects[children.first()]) + "\n/Last "
            + PdfUpdate::reference(objects[children.last()]) + "\n/Count "
            + QByteArray::number(parent < 0 ? children.size() : -children.size());
    };
    for (int i = 0; i < bookmarks.size(); ++i) {
        const int parent = parentOf(i);
        const QList<int> level = siblings(parent);
        const qsizetype at = level.indexOf(i);
        QByteArray entry = "<<\n/Title " + text(bookmarks[i].title) + "\n/Parent "
            + PdfUpdate::reference(parent < 0 ? outlines : objects[parent]) + "\n/Dest "
            + update.destination(bookmarks[i].page, bookmarks[i].y) + family(i);
        if (at > 0)
            entry += "\n/Prev " + PdfUpdate::reference(objects[level[at - 1]]);
        if (at + 1 < level.size())
            entry += "\n/Next " + PdfUpdate::reference(objects[level[at + 1]]);
        update.put(objects[i], entry + "\n>>");
    }
    update.put(outlines, "<<\n/Type /Outlines" + family(-1) + "\n>>");
    update.extend(
        update.rootObject(), "/Outlines " + PdfUpdate::reference(outlines) + "\n/PageMode /UseOutlines");
}

void addLinks(PdfUpdate& update, const QList<PdfExtras::Link>& links)
{
    QMap<int, QByteArray> byPage;
    for (const PdfExtras::Link& link : links) {
        const int object = update.add();
        update.put(object,
            "<<\n/Type /Annot\n/Subtype /Link\n/Border [0 0 0]\n/Rect " + update.box(link.page, link.box)
                + "\n/Dest " + update.destination(link.target, link.y) + "\n>>");
        byPage[link.page] += ' ' + PdfUpdate::reference(object);
    }
    for (auto it = byPage.begin(); it != byPage.end(); ++it)
        update.put(update.annotationsOf(it.key()), '[' + it.value() + " ]");
}

void addFrame(PdfUpdate& update, const PdfExtras::GeoFrame& frame)
{
    QByteArray corners;
    for (const LonLat& corner : {frame.bottomLeft, frame.topLeft, frame.topRight, frame.bottomRight})
        corners += coordinate(corner.lat) + ' ' + coordinate(corner.lon) + ' ';
    update.extend(update.pageObject(frame.page),
        "/VP [<<\n/Type /Viewport\n/Name " + text(QStringLiteral("地图")) + "\n/BBox "
            + update.box(frame.page, frame.box)
            + "\n/Measure <<\n/Type /Measure\n/Subtype /GEO\n/Bounds [0 0 0 1 1 1 1 0]\n/LPTS [0 0 0 1 1 1 1 "
              "0]"
              "\n/GPTS ["
            + corners + "]\n/GCS <<\n/Type /PROJCS\n/WKT " + plain(frame.wkt.toLatin1()) + "\n>>\n>>\n>>]");
}
} // namespace

std::optional<PdfExtras::GeoFrame> geoFrameOf(const Sheet& sheet, int page)
{
    const Projection& projection = sheet.map.content().projection;
    if (sheet.tableOnly || projection.isNull() || projection.epsg() == 0)
        return std::nullopt;
    const SheetLayout layout(sheet);
    PdfExtras::GeoFrame frame = geoFrameOf(layout.mapFrame(), layout.mapBox(), projection);
    frame.page = page;
    return frame;
}

PdfExtras::GeoFrame geoFrameOf(const MapFrame& frame, const QRectF& box, const Projection& projection)
{
    const QRectF map = frame.inner(box);
    const MapView view = frame.view(box);
    const auto corner = [&](QPointF at) { return projection.toLonLat(view.toMetres(at)); };
    return {0, map, corner(map.topLeft()), corner(map.topRight()), corner(map.bottomRight()),
        corner(map.bottomLeft()), wktOfEpsg(projection.epsg())};
}

QByteArray withExtras(const QByteArray& pdf, const PdfExtras& extras)
{
    if (extras.isEmpty())
        return pdf;
    auto update = PdfUpdate::of(pdf);
    if (!update)
        return pdf;
    addBookmarks(*update, extras.bookmarks);
    addLinks(*update, extras.links);
    for (const PdfExtras::GeoFrame& frame : extras.frames)
        addFrame(*update, frame);
    return update->written();
}

} // namespace coop
