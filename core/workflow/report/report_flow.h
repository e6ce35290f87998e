#pragma once
#include "core/map/labels/text_run.h"
#include "core/map/sheet/pdf/pdf_extras.h"
#include "core/map/sheet/sheet.h"

#include <functional>
#include <memory>

class QPainter;

namespace coop
{

/// A booklet's text, pictures and tables put on A4 pages one after the other, with page numbers, a table of
/// contents with links, and bookmarks. Millimetres.
class ReportFlow
{
public:
    using Draw = std::function<void(QPainter&, const QRectF&)>;
    static constexpr QSizeF paperMm{210, 297};

    /// `across`: pale over every page.
    explicit ReportFlow(QString runningTitle, QString across = {});

    /// Level 0 begins a page, but where most of the one before is empty still. Headings are in the table of
    /// contents and the bookmarks.
    void addHeading(const QString& text, int level);
    void addParagraph(const QString& text, bool indented = true);
    void addPicture(double height, Draw draw, const std::optional<PdfExtras::GeoFrame>& place = {});
    /// Stays in one piece where that leaves little room empty; else breaks between rows, headings repeated,
    /// and a page does not get one or two last rows alone.
    void addTable(const SheetTable& table);
    void addGap(double millimetres) { y += millimetres; }
    void nextPage() { breakPage(); }

    /// Puts cover and table of contents before what was added. Nothing can be added afterwards.
    void finish(Draw cover);
    int pages() const { return int(sheets.size()); }
    void draw(QPainter& painter, int page, double unitsPerMm) const;
    const PdfExtras& extras() const { return found; }
    double width() const { return room.width(); }
    double heightLeft() const { return room.bottom() - y; } ///< on this page, mm
    double tableHeight(const SheetTable& table) const; ///< in one piece, mm

private:
    struct Part {
        QRectF box;
        Draw draw;
    };
    using Page = std::vector<Part>;
    Page& page();
    void breakPage();
    void need(double height);
    std::vector<Page> contents(int pagesBefore);

    QString running, across;
    QRectF room;
    double y;
    std::vector<Page> sheets;
    QList<PdfExtras::Bookmark> headings;
    PdfExtras found;
    bool finished = false;
};

} // namespace coop
