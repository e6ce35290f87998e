#pragma once
#include "core/map/sheet/pdf/pdf_extras.h"

#include <QByteArray>
#include <QDate>
#include <QSizeF>
#include <QString>
#include <functional>

class QPainter;

namespace coop
{

/// What a PDF of ours says about itself.
struct PdfPaper {
    QSizeF paperMm;
    QString title;
    QDate made{}; ///< the day that the paper carries
};

/// A PDF of so many pages, each drawn by `draw(painter, page from 0, units to the millimetre)`; empty when
/// one of them came back with false. Its text can be searched, and the same drawing gives the same bytes.
QByteArray pdfOf(const PdfPaper& paper, int pages, const std::function<bool(QPainter&, int, double)>& draw,
    const PdfExtras& extras = {});

QString qpdfVersion(); ///< of the library that ends them, as it runs here

} // namespace coop
