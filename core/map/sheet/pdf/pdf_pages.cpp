#include "core/map/sheet/pdf/pdf_pages.h"

#include "core/map/sheet/pdf/pdf_letters.h"
#include "core/map/sheet/pdf/qpdf.h"
#include "core/map/sheet/pdf/rare_letters.h"

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

/// The day that the paper carries, not the moment of writing: the same sheet gives the same bytes.
void setDate(QPDF& pdf, QDate date)
{
    const QString day = (date.isValid() ? date : QDate(2000, 1, 1)).toString(QStringLiteral("yyyyMMdd"));
    pdf.getTrailer().getKey("/Info").replaceKey(
        "/CreationDate", QPDFObjectHandle::newString("D:" + day.toStdString() + "000000+00'00'"));
}

QByteArray bytesOf(QPDF& pdf)
{
    QByteArray bytes;
    Pl_Function append("bytes", nullptr, [&](const unsigned char* data, size_t size) {
        bytes.append(reinterpret_cast<const char*>(data), qsizetype(size));
    });
    QPDFWriter writer(pdf);
    writer.setOutputPipeline(&append);
    writer.setDeterministicID(true);
    writer.write();
    return bytes;
}
} // namespace

QByteArray pdfOf(const PdfPaper& paper, int pages, const std::function<bool(QPainter&, int, double)>& draw,
    const PdfExtras& extras)
{
    const SteadyHashes steady;
    const auto drawPage = [&](QPainter& painter, int page) {
        painter.save();
        const bool drawn = draw(painter, page, pdfDpi / 25.4);
        painter.restore();
        return drawn;
    };
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
            if (!drawPage(painter, page))
                return {};
        }
    }
    try {
        QPDF pdf;
        pdf.processMemoryFile("Qt", buffer.data().constData(), size_t(buffer.data().size()));
        setDate(pdf, paper.made);
        nameGlyphs(pdf, [&] {
            return rareLetters(paper.paperMm, pdfDpi, [&](QPainter& painter) {
                for (int page = 0; page < pages; ++page)
                    drawPage(painter, page);
            });
        });
        addExtras(pdf, extras);
        return bytesOf(pdf);
    } catch (const std::exception&) {
        return buffer.data(); // what is drawn is worth more than its bookmarks
    }
}

QString qpdfVersion()
{
    return QString::fromStdString(QPDF::QPDFVersion());
}

} // namespace coop
