#include "core/map/sheet/pdf/pdf_pages.h"

#include "core/map/sheet/pdf/pdf_bytes.h"
#include "core/map/sheet/pdf/pdf_rare_letters.h"

#include <QBuffer>
#include <QHashSeed>
#include <QPainter>
#include <QPdfWriter>

namespace coop
{

namespace
{
constexpr int pdfDpi = 1200;

/// Qt numbers a PDF's fonts in the order of a hash: the same seed, the same order, the same bytes.
class SteadyHashes
{
public:
    SteadyHashes() { QHashSeed::setDeterministicGlobalSeed(); }
    ~SteadyHashes() { QHashSeed::resetRandomGlobalSeed(); }
    SteadyHashes(const SteadyHashes&) = delete;
    SteadyHashes& operator=(const SteadyHashes&) = delete;
};
} // namespace

QByteArray pdfOf(const PdfPaper& paper, int pages, const std::function<bool(QPainter&, int, double)>& draw)
{
    const SteadyHashes steady;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(pdfDpi);
        writer.setPageSize(QPageSize(paper.paperMm, QPageSize::Millimeter, {}, QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        writer.setTitle(paper.title);
        writer.setCreator(QStringLiteral("CoopMap"));
        QPainter painter(&writer);
        for (int page = 0; page < pages; ++page) {
            if (page > 0)
                writer.newPage();
            painter.save();
            const bool drawn = draw(painter, page, pdfDpi / 25.4);
            painter.restore();
            if (!drawn)
                return {};
        }
    }
    const QByteArray plain = withOrdinaryCharacters(withFixedDate(buffer.data(), paper.made));
    return withRareLetters(plain, paper.paperMm, pdfDpi, [&](QPainter& painter) {
        for (int page = 0; page < pages; ++page) {
            painter.save();
            draw(painter, page, pdfDpi / 25.4);
            painter.restore();
        }
    });
}

} // namespace coop
