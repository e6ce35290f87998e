#include "core/map/sheet/pdf/pdf_letters.h"

#include <catch2/catch.hpp>
#include <qpdf/QPDF.hh>

using namespace coop;

namespace
{
/// A PDF with one font whose glyphs 1 to `glyphs` - 1 mean what the table says; gives the table after.
std::string named(const std::string& table, int glyphs, const LettersOfFonts& rare, bool& asked)
{
    QPDF pdf;
    pdf.emptyPDF();
    std::string bits(size_t(glyphs / 8 + 1), '\0');
    for (int i = 0; i < glyphs; ++i)
        bits[size_t(i / 8)] = char(bits[size_t(i / 8)] | (0x80 >> (i % 8)));
    QPDFObjectHandle descriptor = "<< /Type /FontDescriptor >>"_qpdf, inner = "<< /Type /Font >>"_qpdf,
                     font
        = pdf.makeIndirectObject("<< /Type /Font /Subtype /Type0 /BaseFont /NotoSansCJKsc-Regular >>"_qpdf);
    descriptor.replaceKey("/CIDSet", QPDFObjectHandle::newStream(&pdf, bits));
    inner.replaceKey("/FontDescriptor", descriptor);
    font.replaceKey("/DescendantFonts", QPDFObjectHandle::newArray({inner}));
    font.replaceKey("/ToUnicode", QPDFObjectHandle::newStream(&pdf, "begincmap\n" + table + "endcmap\n"));
    nameGlyphs(pdf, [&] {
        asked = true;
        return rare;
    });
    const auto data = font.getKey("/ToUnicode").getStreamData();
    return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

bool hasLine(const std::string& table, const char* line)
{
    return table.find(line) != std::string::npos;
}
} // namespace

TEST_CASE(
    "a table of meanings keeps what it says in ranges and lists and single letters and loses its radicals")
{
    bool asked = false;
    const std::string table
        = named("3 beginbfrange\n<0000> <0000> <0000>\n<0001> <0002> [<2F24> <4E00>]\n"
                "<0003> <0005> <0041>\nendbfrange\n1 beginbfchar\n<0006> <D842DFB7>\nendbfchar\n",
            7, {}, asked);
    CHECK_FALSE(asked); // every glyph has a meaning
    for (const char* line : {"7 beginbfchar", "<0000> <0000>", "<0001> <5927>", "<0002> <4E00>",
             "<0003> <0041>", "<0004> <0042>", "<0005> <0043>", "<0006> <D842DFB7>"})
        CHECK(hasLine(table, line));
}

TEST_CASE("glyphs without a meaning get the rare letters of their font only when the numbers agree")
{
    const std::string ranges = "1 beginbfrange\n<0001> <0001> <4E00>\nendbfrange\n";
    const QString font = plainFontName(QStringLiteral("Noto Sans CJK SC"));
    bool asked = false;
    const std::string both
        = named(ranges, 4, {{font, {QStringLiteral("𠮷"), QStringLiteral("𬭎")}}}, asked);
    CHECK(asked);
    CHECK(hasLine(both, "<0002> <D842DFB7>"));
    CHECK(hasLine(both, "<0003> <D872DF4E>"));
    CHECK_FALSE(hasLine(named(ranges, 4, {{font, {QStringLiteral("𠮷")}}}, asked), "<0002>"));
    CHECK_FALSE(hasLine(named(ranges, 4, {}, asked), "<0002>"));
}

TEST_CASE("a table of more than a hundred glyphs is written in blocks")
{
    bool asked = false;
    const std::string table = named("1 beginbfrange\n<0001> <00FA> <4E00>\nendbfrange\n", 251, {}, asked);
    CHECK(hasLine(table, "100 beginbfchar\n<0001> <4E00>"));
    CHECK(hasLine(table, "endbfchar\n50 beginbfchar\n<00C9> <4EC8>"));
    CHECK(hasLine(table, "<00FA> <4EF9>\nendbfchar\nendcmap"));
}
