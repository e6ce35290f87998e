#include "core/map/sheet/pdf/pdf_pages.h"

#include <QFile>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFOutlineDocumentHelper.hh>

using namespace coop;

namespace
{
const QStringList texts{
    QStringLiteral("第一页大观镇"), QStringLiteral("𠮷𬭎镇𠮷田"), QStringLiteral("abc")};

QByteArray example(const PdfExtras& extras = {}, QDate made = QDate(2025, 1, 10))
{
    return pdfOf(
        {.paperMm = QSizeF(210, 297), .title = QStringLiteral("例（一）"), .made = made}, int(texts.size()),
        [](QPainter& painter, int page, double unitsPerMm) {
            painter.drawText(QPointF(20, 30) * unitsPerMm, texts[page]);
            return true;
        },
        extras);
}

struct Opened {
    explicit Opened(const QByteArray& written)
        : bytes(written)
    {
        pdf.processMemoryFile("test", bytes.constData(), size_t(bytes.size()));
    }
    const QByteArray bytes; // read as long as the PDF lives
    QPDF pdf;
};

std::string words(const QString& text)
{
    return text.toStdString();
}

std::vector<double> numbers(QPDFObjectHandle array)
{
    std::vector<double> out;
    for (int i = 0; i < array.getArrayNItems(); ++i)
        out.push_back(array.getArrayItem(i).getNumericValue());
    return out;
}
} // namespace

TEST_CASE("a PDF has the day of its paper and the same bytes whenever it is written")
{
    const QByteArray bytes = example();
    CHECK(bytes == example());
    Opened opened(bytes);
    QPDF& pdf = opened.pdf;
    CHECK(pdf.getTrailer().getKey("/Info").getKey("/CreationDate").getStringValue()
        == "D:20250110000000+00'00'");
    CHECK(pdf.getTrailer().getKey("/Info").getKey("/Title").getUTF8Value()
        == words(QStringLiteral("例（一）")));
    CHECK(bytes != example({}, QDate(2025, 1, 11)));
    CHECK(example({}, QDate()) == example({}, QDate()));
    CHECK_FALSE(pdf.getRoot().hasKey("/Outlines"));
}

TEST_CASE("the text of a PDF comes out as it went in beyond U+FFFF and without radicals")
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("x.pdf")));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(example());
    file.close();
    QProcess reader;
    reader.start(QStringLiteral("pdftotext"), {file.fileName(), QStringLiteral("-")});
    REQUIRE(reader.waitForFinished());
    const QString text = QString::fromUtf8(reader.readAllStandardOutput());
    for (const QString& each : texts)
        CHECK(text.contains(each));
}

TEST_CASE("bookmarks stand under the nearest one before them that is further out")
{
    Opened opened(example({.bookmarks = {{QStringLiteral("一"), 0, 0, 0}, {QStringLiteral("甲"), 1, 0, 50},
                               {QStringLiteral("乙（𠮷）"), 1, 1, 0}, {QStringLiteral("二"), 0, 1, 100},
                               {QStringLiteral("深"), 2, 2, 0}, {QStringLiteral("也深"), 2, 2, 10},
                               {QStringLiteral("三"), 0, 2, 0}}}));
    QPDF& pdf = opened.pdf;
    QPDFOutlineDocumentHelper outline(pdf);
    auto top = outline.getTopLevelOutlines();
    REQUIRE(top.size() == 3);
    CHECK(pdf.getRoot().getKey("/Outlines").getKey("/Count").getIntValue() == 3);
    CHECK(pdf.getRoot().getKey("/PageMode").getName() == "/UseOutlines");
    CHECK(top[0].getTitle() == words(QStringLiteral("一")));
    auto first = top[0].getKids(), second = top[1].getKids();
    REQUIRE(first.size() == 2);
    CHECK(first[1].getTitle() == words(QStringLiteral("乙（𠮷）")));
    CHECK(top[0].getCount() == -2);
    REQUIRE(second.size() == 2);
    CHECK(second[0].getTitle() == words(QStringLiteral("深")));
    CHECK(second[1].getTitle() == words(QStringLiteral("也深")));
    CHECK(top[2].getKids().empty());
    CHECK(top[2].getObjectHandle().getKey("/Prev").getObjGen() == top[1].getObjectHandle().getObjGen());
    auto pages = pdf.getAllPages();
    CHECK(top[1].getDestPage().getObjGen() == pages[1].getObjGen());
    CHECK(top[1].getDest().getArrayItem(3).getNumericValue() == Approx((297 - 100) * 72 / 25.4).margin(0.5));
}

TEST_CASE("links and places lie on the page where the drawing has them")
{
    PdfExtras extras;
    extras.links = {{0, QRectF(20, 25, 40, 10), 2, 5}, {0, QRectF(20, 45, 40, 10), 1, 0}};
    extras.frames = {{1, QRectF(10, 20, 100, 50), {107, 29.5}, {108, 29.5}, {108, 29}, {107, 29},
        QStringLiteral("PROJCS[\"a (b) \\ c\"]")}};
    Opened opened(example(extras));
    QPDF& pdf = opened.pdf;
    CHECK_FALSE(pdf.anyWarnings());
    auto pages = pdf.getAllPages();
    constexpr double point = 72 / 25.4;
    auto links = pages[0].getKey("/Annots");
    REQUIRE(links.getArrayNItems() == 2);
    const auto box = numbers(links.getArrayItem(0).getKey("/Rect"));
    CHECK(box[0] == Approx(20 * point).margin(0.01));
    CHECK(box[2] == Approx(60 * point).margin(0.01));
    CHECK(box[1] == Approx((297 - 35) * point).margin(0.5));
    CHECK(box[3] - box[1] == Approx(10 * point).margin(0.01));
    CHECK(links.getArrayItem(0).getKey("/Dest").getArrayItem(0).getObjGen() == pages[2].getObjGen());
    CHECK(links.getArrayItem(1).getKey("/Dest").getArrayItem(0).getObjGen() == pages[1].getObjGen());

    CHECK_FALSE(pages[0].hasKey("/VP"));
    auto place = pages[1].getKey("/VP").getArrayItem(0);
    const auto frame = numbers(place.getKey("/BBox"));
    CHECK(frame[0] == Approx(10 * point).margin(0.01));
    CHECK(frame[3] - frame[1] == Approx(50 * point).margin(0.01));
    CHECK(numbers(place.getKey("/Measure").getKey("/GPTS"))
        == std::vector<double>{29, 107, 29.5, 107, 29.5, 108, 29, 108}); // from the lower left, clockwise
    CHECK(
        place.getKey("/Measure").getKey("/GCS").getKey("/WKT").getStringValue() == "PROJCS[\"a (b) \\ c\"]");
}

TEST_CASE("a PDF whose drawing was cancelled is none")
{
    CHECK(pdfOf({.paperMm = QSizeF(210, 297), .title = {}}, 3, [](QPainter&, int page, double) {
        return page < 1;
    }).isEmpty());
}
