#include "tests/core/tabular/read/made_tables.h"

#include <QFile>
#include <QtEndian>
#include <catch2/catch.hpp>
#include <cstring>
#include <zip.h>

namespace coop
{

void writeZip(const QString& path, const QList<MadePart>& parts)
{
    QFile::remove(path);
    int error = 0;
    zip_t* archive = zip_open(QFile::encodeName(path).constData(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    REQUIRE(archive);
    for (const MadePart& part : parts) {
        zip_source_t* source
            = zip_source_buffer(archive, part.content.constData(), zip_uint64_t(part.content.size()), 0);
        REQUIRE(
            zip_file_add(archive, part.name.constData(), source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) >= 0);
    }
    REQUIRE(zip_close(archive) == 0);
}

QByteArray MadeXlsx::text(const char* place, const char* words)
{
    return QByteArray("<c r=\"") + place + "\" t=\"inlineStr\"><is><t>" + words + "</t></is></c>";
}

void MadeXlsx::write(const QString& path) const
{
    const QByteArray space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const QByteArray relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const QByteArray package = "http://schemas.openxmlformats.org/package/2006/relationships";
    QList<MadePart> parts{
        {"_rels/.rels",
            "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"rId1\" Type=\"" + relation
                + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml",
            "<workbook xmlns=\"" + space + "\" xmlns:r=\"" + relation + "\"><workbookPr " + bookProperties
                + "/><sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\" " + sheetAttributes
                + "/></sheets>" + calculation + "</workbook>"},
        {"xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"rId1\" Type=\"" + relation
                + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\""
                + relation
                + "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\""
                + relation + "/styles\" Target=\"styles.xml\"/></Relationships>"},
        {"xl/worksheets/sheet1.xml",
            "<worksheet xmlns=\"" + space + "\">" + before + "<sheetData>" + rows + "</sheetData>" + behind
                + "</worksheet>"},
        {"xl/sharedStrings.xml", "<sst xmlns=\"" + space + "\">" + texts + "</sst>"},
        {"xl/styles.xml",
            "<styleSheet xmlns=\"" + space + "\"><numFmts>" + formats
                + "</numFmts><cellXfs><xf numFmtId=\"0\"/>" + styles + "</cellXfs></styleSheet>"}};
    for (const MadePart& part : more) {
        parts.removeIf([&](const MadePart& each) { return each.name == part.name; });
        if (!part.content.isNull())
            parts += part;
    }
    writeZip(path, parts);
}

QByteArray odsContent(const QByteArray& tables, const QByteArray& styles)
{
    return "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
           "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
           "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
           "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
           "xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" "
           "xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">"
           "<office:automatic-styles>"
        + styles + "</office:automatic-styles><office:body><office:spreadsheet>" + tables
        + "</office:spreadsheet></office:body></office:document-content>";
}

void writeOds(const QString& path, const QByteArray& content, const QList<MadePart>& more)
{
    writeZip(path,
        QList<MadePart>{
            {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}}
            + more);
}

MadeBiff::MadeBiff(quint16 ofVersion)
    : version(ofVersion)
{
    globals = QByteArray();
    record(0x0809, word(version) + word(5) + word(0) + word(0));
}

QByteArray MadeBiff::word(int number)
{
    QByteArray bytes(2, '\0');
    qToLittleEndian(quint16(number), bytes.data());
    return bytes;
}

QByteArray MadeBiff::longWord(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

QByteArray MadeBiff::real(double number)
{
    quint64 bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    return longWord(quint32(bits)) + longWord(quint32(bits >> 32));
}

QByteArray MadeBiff::place(int row, int column, int style)
{
    return word(row) + word(column) + word(style);
}

QByteArray MadeBiff::letters(const QString& text)
{
    QByteArray bytes = word(int(text.size())) + '\x01';
    for (const QChar c : text)
        bytes += word(c.unicode());
    return bytes;
}

void MadeBiff::record(quint16 kind, const QByteArray& body)
{
    (inSheets ? sheets : globals) += word(kind) + word(int(body.size())) + body;
}

void MadeBiff::beginSheets(const QList<std::pair<QByteArray, int>>& names)
{
    named = names;
    inSheets = true;
}

void MadeBiff::beginSheet()
{
    positions += sheets.size();
    record(0x0809, word(version) + word(0x10) + word(0) + word(0));
}

void MadeBiff::endSheet()
{
    record(0x000A, {});
}

QByteArray MadeBiff::stream() const
{
    const auto describe = [&](qsizetype at) {
        QByteArray all;
        for (qsizetype i = 0; i < named.size(); ++i) {
            const QByteArray name = named[i].first;
            QByteArray body
                = longWord(quint32(at + positions[i])) + char(named[i].second) + '\0' + char(name.size());
            if (version >= 0x0600)
                body += '\0';
            body += name;
            all += word(0x0085) + word(int(body.size())) + body;
        }
        return all + word(0x000A) + word(0);
    };
    const QByteArray size = globals + describe(0);
    return globals + describe(size.size()) + sheets;
}

} // namespace coop
