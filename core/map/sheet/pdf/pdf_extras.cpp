#include "core/map/sheet/pdf/pdf_extras.h"

#include "core/geo/coordinates/crs_choices.h"
#include "core/map/sheet/elements/map_frame.h"
#include "core/map/sheet/pdf/qpdf.h"
#include "core/map/sheet/sheet_layout.h"

namespace coop
{

namespace
{
constexpr double pointsPerMm = 72 / 25.4;

QPDFObjectHandle real(double value, int places)
{
    return QPDFObjectHandle::newReal(value, places, false);
}

QPDFObjectHandle text(const QString& words)
{
    return QPDFObjectHandle::newUnicodeString(words.toStdString());
}

/// Puts them on the pages; millimetres from the top become points from the bottom.
class ExtrasWriter
{
public:
    explicit ExtrasWriter(QPDF& target)
        : pdf(target)
        , pages(target.getAllPages())
    {
    }

    void addBookmarks(const QList<PdfExtras::Bookmark>& bookmarks)
    {
        if (bookmarks.isEmpty())
            return;
        struct Entry {
            int level;
            QPDFObjectHandle object;
        };
        std::vector<Entry> above{{-1, pdf.makeIndirectObject("<< /Type /Outlines >>"_qpdf)}};
        pdf.getRoot().replaceKey("/Outlines", above.front().object);
        pdf.getRoot().replaceKey("/PageMode", "/UseOutlines"_qpdf);
        for (const PdfExtras::Bookmark& bookmark : bookmarks) {
            while (above.back().level >= bookmark.level)
                above.pop_back();
            QPDFObjectHandle parent = above.back().object, entry = pdf.makeIndirectObject("<< >>"_qpdf);
            entry.replaceKey("/Title", text(bookmark.title));
            entry.replaceKey("/Parent", parent);
            entry.replaceKey("/Dest", destination(bookmark.page, bookmark.y));
            if (QPDFObjectHandle last = parent.getKey("/Last"); last.isNull()) {
                parent.replaceKey("/First", entry);
                parent.replaceKey("/Count", QPDFObjectHandle::newInteger(0));
            } else {
                last.replaceKey("/Next", entry);
                entry.replaceKey("/Prev", last);
            }
            parent.replaceKey("/Last", entry);
            const int more = above.size() == 1 ? 1 : -1; // negative: shown closed
            parent.replaceKey(
                "/Count", QPDFObjectHandle::newInteger(parent.getKey("/Count").getIntValue() + more));
            above.push_back({bookmark.level, entry});
        }
    }

    void addLink(const PdfExtras::Link& link)
    {
        QPDFObjectHandle annotation = "<< /Type /Annot /Subtype /Link /Border [0 0 0] >>"_qpdf;
        annotation.replaceKey("/Rect", box(link.page, link.box));
        annotation.replaceKey("/Dest", destination(link.target, link.y));
        pages[size_t(link.page)].getKey("/Annots").appendItem(pdf.makeIndirectObject(annotation));
    }

    void addFrame(const PdfExtras::GeoFrame& frame)
    {
        QPDFObjectHandle measure = "<< /Type /Measure /Subtype /GEO /Bounds [0 0 0 1 1 1 1 0] "
                                   "/LPTS [0 0 0 1 1 1 1 0] /GPTS [] /GCS << /Type /PROJCS >> >>"_qpdf;
        constexpr int places = 9; // of a degree
        for (const LonLat& corner : {frame.bottomLeft, frame.topLeft, frame.topRight, frame.bottomRight}) {
            measure.getKey("/GPTS").appendItem(real(corner.lat, places));
            measure.getKey("/GPTS").appendItem(real(corner.lon, places));
        }
        measure.getKey("/GCS").replaceKey("/WKT", QPDFObjectHandle::newString(frame.wkt.toStdString()));
        QPDFObjectHandle viewport = "<< /Type /Viewport >>"_qpdf;
        viewport.replaceKey("/Name", text(QStringLiteral("地图")));
        viewport.replaceKey("/BBox", box(frame.page, frame.box));
        viewport.replaceKey("/Measure", measure);
        pages[size_t(frame.page)].replaceKey("/VP", QPDFObjectHandle::newArray({viewport}));
    }

private:
    QPDFObjectHandle up(int page, double mm)
    {
        constexpr int top = 3, places = 3;
        const double height = pages[size_t(page)].getKey("/MediaBox").getArrayItem(top).getNumericValue();
        return real(height - mm * pointsPerMm, places);
    }

    QPDFObjectHandle box(int page, const QRectF& mm)
    {
        constexpr int places = 3;
        return QPDFObjectHandle::newArray({real(mm.left() * pointsPerMm, places), up(page, mm.bottom()),
            real(mm.right() * pointsPerMm, places), up(page, mm.top())});
    }

    QPDFObjectHandle destination(int page, double y)
    {
        return QPDFObjectHandle::newArray(
            {pages[size_t(page)], "/XYZ"_qpdf, "0"_qpdf, up(page, y), "null"_qpdf});
    }

    QPDF& pdf;
    std::vector<QPDFObjectHandle> pages;
};
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

void addExtras(QPDF& pdf, const PdfExtras& extras)
{
    ExtrasWriter writer(pdf);
    writer.addBookmarks(extras.bookmarks);
    for (const PdfExtras::Link& link : extras.links)
        writer.addLink(link);
    for (const PdfExtras::GeoFrame& frame : extras.frames)
        writer.addFrame(frame);
}

} // namespace coop
