#include "core/map/sheet/pdf_extras.h"

#include "core/geo/crs_choices.h"
#include "core/map/sheet/map_frame.h"
#include "core/map/sheet/sheet_layout.h"

#include <QMap>

namespace coop
{

namespace
{
QByteArray number(double value)
{
    return QByteArray::number(value, 'f', 3);
}

QByteArray coordinate(double degrees)
{
    return QByteArray::number(degrees, 'f', 9);
}

QByteArray reference(int object)
{
    return QByteArray::number(object) + " 0 R";
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

/// What has to be known of a PDF to append to it.
class Update
{
public:
    static std::optional<Update> of(const QByteArray& pdf)
    {
        Update update;
        update.bytes = pdf;
        const qsizetype trailer = pdf.lastIndexOf("trailer"), start = pdf.lastIndexOf("startxref");
        if (trailer < 0 || start < trailer)
            return std::nullopt;
        const QByteArray tail = pdf.mid(trailer, start - trailer);
        update.previous = pdf.mid(start + 9, 24).simplified().split(' ').first().toLongLong();
        update.size = int(valueOf(tail, "/Size"));
        update.root = int(valueOf(tail, "/Root"));
        update.info = int(valueOf(tail, "/Info"));
        const int tree = int(valueOf(update.object(update.root), "/Pages"));
        const QByteArray kids = update.object(tree);
        const qsizetype open = kids.indexOf("/Kids"), from = kids.indexOf('[', open),
                        to = kids.indexOf(']', from);
        if (open < 0 || from < 0 || to < 0)
            return std::nullopt;
        const QList<QByteArray> parts = kids.mid(from + 1, to - from - 1).simplified().split(' ');
        for (qsizetype i = 0; i + 2 < parts.size(); i += 3)
            update.pages += parts[i].toInt();
        for (const int page : std::as_const(update.pages)) {
            const QByteArray box = update.object(page);
            const qsizetype at = box.indexOf("/MediaBox");
            const QList<QByteArray> sides
                = box.mid(box.indexOf('[', at) + 1, box.indexOf(']', at) - box.indexOf('[', at) - 1)
                      .simplified()
                      .split(' ');
            if (at < 0 || sides.size() != 4)
                return std::nullopt;
            update.heights += sides[3].toDouble();
        }
        return update;
    }

    int pageCount() const { return int(pages.size()); }
    int pageObject(int page) const { return pages[page]; }
    int annotationsOf(int page) const { return int(valueOf(object(pages[page]), "/Annots")); }
    int add() { return size++; }
    void put(int object, const QByteArray& content) { changed[object] = content; }
    /// A dictionary with more entries than it had.
    void extend(int which, const QByteArray& entries)
    {
        QByteArray content = changed.contains(which) ? changed[which] : object(which);
        const qsizetype end = content.lastIndexOf(">>");
        content.insert(end, entries + '\n');
        put(which, content);
    }
    int rootObject() const { return root; }

    double up(int page, double millimetres) const { return heights[page] - millimetres * 72 / 25.4; }
    QByteArray box(int page, const QRectF& mm) const
    {
        return '[' + number(mm.left() * 72 / 25.4) + ' ' + number(up(page, mm.bottom())) + ' '
            + number(mm.right() * 72 / 25.4) + ' ' + number(up(page, mm.top())) + ']';
    }
    QByteArray destination(int page, double y) const
    {
        return '[' + reference(pages[page]) + " /XYZ 0 " + number(up(page, y)) + " null]";
    }

    QByteArray written() const
    {
        QByteArray out = bytes;
        QByteArray table = "xref\n";
        for (auto it = changed.begin(); it != changed.end(); ++it) {
            table += QByteArray::number(it.key()) + " 1\n"
                + QByteArray::number(out.size()).rightJustified(10, '0') + " 00000 n \n";
            out += QByteArray::number(it.key()) + " 0 obj\n" + it.value() + "\nendobj\n";
        }
        const qsizetype start = out.size();
        return out + table + "trailer\n<<\n/Size " + QByteArray::number(size) + "\n/Root " + reference(root)
            + "\n/Info " + reference(info) + "\n/Prev " + QByteArray::number(previous) + "\n>>\nstartxref\n"
            + QByteArray::number(start) + "\n%%EOF\n";
    }

private:
    static qint64 valueOf(const QByteArray& dictionary, const char* key)
    {
        const qsizetype at = dictionary.indexOf(key);
        return at < 0
            ? 0
            : dictionary.mid(at + qsizetype(qstrlen(key)), 24).simplified().split(' ').first().toLongLong();
    }
    QByteArray object(int which) const
    {
        const QByteArray head = '\n' + QByteArray::number(which) + " 0 obj\n";
        const qsizetype at = bytes.indexOf(head);
        const qsizetype end = bytes.indexOf("endobj", at);
        return at < 0 || end < 0 ? QByteArray()
                                 : bytes.mid(at + head.size(), end - at - head.size()).trimmed();
    }

    QByteArray bytes;
    qint64 previous = 0;
    int size = 0, root = 0, info = 0;
    QList<int> pages;
    QList<double> heights; // points
    QMap<int, QByteArray> changed;
};

void addBookmarks(Update& update, const QList<PdfExtras::Bookmark>& bookmarks)
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
        return "\n/First " + reference(objects[children.first()]) + "\n/Last "
            + reference(objects[children.last()]) + "\n/Count "
            + QByteArray::number(parent < 0 ? children.size() : -children.size());
    };
    for (int i = 0; i < bookmarks.size(); ++i) {
        const int parent = parentOf(i);
        const QList<int> level = siblings(parent);
        const qsizetype at = level.indexOf(i);
        QByteArray entry = "<<\n/Title " + text(bookmarks[i].title) + "\n/Parent "
            + reference(parent < 0 ? outlines : objects[parent]) + "\n/Dest "
            + update.destination(bookmarks[i].page, bookmarks[i].y) + family(i);
        if (at > 0)
            entry += "\n/Prev " + reference(objects[level[at - 1]]);
        if (at + 1 < level.size())
            entry += "\n/Next " + reference(objects[level[at + 1]]);
        update.put(objects[i], entry + "\n>>");
    }
    update.put(outlines, "<<\n/Type /Outlines" + family(-1) + "\n>>");
    update.extend(update.rootObject(), "/Outlines " + reference(outlines) + "\n/PageMode /UseOutlines");
}

void addLinks(Update& update, const QList<PdfExtras::Link>& links)
{
    QMap<int, QByteArray> byPage;
    for (const PdfExtras::Link& link : links) {
        const int object = update.add();
        update.put(object,
            "<<\n/Type /Annot\n/Subtype /Link\n/Border [0 0 0]\n/Rect " + update.box(link.page, link.box)
                + "\n/Dest " + update.destination(link.target, link.y) + "\n>>");
        byPage[link.page] += ' ' + reference(object);
    }
    for (auto it = byPage.begin(); it != byPage.end(); ++it)
        update.put(update.annotationsOf(it.key()), '[' + it.value() + " ]");
}

void addFrame(Update& update, const PdfExtras::GeoFrame& frame)
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
    auto update = Update::of(pdf);
    if (!update)
        return pdf;
    addBookmarks(*update, extras.bookmarks);
    addLinks(*update, extras.links);
    for (const PdfExtras::GeoFrame& frame : extras.frames)
        addFrame(*update, frame);
    return update->written();
}

} // namespace coop
