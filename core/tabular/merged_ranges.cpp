// GDAL gives a merged cell's value only in its first cell; which cells are merged stands in the sheet's XML.
#include "core/tabular/table_reader.h"

#include <QHash>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <cpl_vsi.h>

namespace coop
{

namespace
{
QByteArray zipMember(const QString& archive, const QString& member)
{
    const QByteArray name = QStringLiteral("/vsizip/{%1}/%2").arg(archive, member).toUtf8();
    VSILFILE* file = VSIFOpenL(name.constData(), "rb");
    if (!file)
        return {};
    QByteArray bytes;
    char buffer[65536];
    for (size_t got = VSIFReadL(buffer, 1, sizeof buffer, file); got > 0;
         got = VSIFReadL(buffer, 1, sizeof buffer, file))
        bytes.append(buffer, qsizetype(got));
    VSIFCloseL(file);
    return bytes;
}

/// Relationship id → part, out of workbook.xml.rels.
QHash<QString, QString> sheetParts(const QString& archive)
{
    QHash<QString, QString> parts;
    QXmlStreamReader xml(zipMember(archive, QStringLiteral("xl/_rels/workbook.xml.rels")));
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement() || xml.name() != u"Relationship")
            continue;
        QString target = xml.attributes().value(QStringLiteral("Target")).toString();
        target = target.startsWith(u'/') ? target.mid(1) : QStringLiteral("xl/") + target;
        parts.insert(xml.attributes().value(QStringLiteral("Id")).toString(), target);
    }
    return parts;
}

QPoint cellOf(const QString& reference)
{
    int column = 0;
    int row = 0;
    for (const QChar c : reference) {
        if (c.isLetter())
            column = column * 26 + (c.toUpper().unicode() - u'A' + 1);
        else if (c.isDigit())
            row = row * 10 + c.digitValue();
    }
    return {column - 1, row - 1};
}

QList<QRect> rangesOf(const QByteArray& sheet)
{
    QList<QRect> ranges;
    // Only the end of the part holds mergeCells; the rows before it can be long.
    static const QRegularExpression range(
        QStringLiteral("<mergeCell [^>]*ref=\"([A-Z]+[0-9]+):([A-Z]+[0-9]+)\""));
    const auto from = sheet.indexOf("<mergeCells");
    if (from < 0)
        return ranges;
    const QString text = QString::fromUtf8(sheet.mid(from));
    for (auto match = range.globalMatch(text); match.hasNext();) {
        const auto each = match.next();
        ranges += QRect(cellOf(each.captured(1)), cellOf(each.captured(2)));
    }
    return ranges;
}
} // namespace

QHash<QString, QList<QRect>> mergedRanges(const QString& path)
{
    QHash<QString, QList<QRect>> ranges;
    const QHash<QString, QString> parts = sheetParts(path);
    QXmlStreamReader xml(zipMember(path, QStringLiteral("xl/workbook.xml")));
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement() || xml.name() != u"sheet")
            continue;
        for (const QXmlStreamAttribute& attribute : xml.attributes())
            if (attribute.name() == u"id" && attribute.prefix().size() > 0)
                ranges.insert(xml.attributes().value(QStringLiteral("name")).toString(),
                    rangesOf(zipMember(path, parts.value(attribute.value().toString()))));
    }
    return ranges;
}

} // namespace coop
