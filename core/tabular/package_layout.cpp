#include "core/tabular/package_layout.h"

#include "core/tabular/xlsx_cells.h"

#include <QRegularExpression>
#include <QXmlStreamReader>
#include <cpl_vsi.h>
#include <limits>

namespace coop
{

namespace
{
/// A → 0, AA → 26.
int columnOf(const QString& letters)
{
    int column = 0;
    for (const QChar c : letters)
        column = column * 26 + (c.unicode() - u'A' + 1);
    return column - 1;
}

QByteArray entry(const QString& package, const QString& name)
{
    const QByteArray path = QStringLiteral("/vsizip/{%1}/%2").arg(package, name).toUtf8();
    GByte* bytes = nullptr;
    vsi_l_offset size = 0;
    if (!VSIIngestFile(nullptr, path.constData(), &bytes, &size, std::numeric_limits<int>::max()))
        return {};
    QByteArray content(reinterpret_cast<const char*>(bytes), qsizetype(size));
    VSIFree(bytes);
    return content;
}

/// Relationship id → path inside the package.
QHash<QString, QString> relations(const QString& package)
{
    QHash<QString, QString> targets;
    QXmlStreamReader xml(entry(package, QStringLiteral("xl/_rels/workbook.xml.rels")));
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"Relationship") {
            const QString target = xml.attributes().value(QStringLiteral("Target")).toString();
            targets.insert(xml.attributes().value(QStringLiteral("Id")).toString(),
                target.startsWith(u'/') ? target.mid(1) : QStringLiteral("xl/") + target);
        }
    return targets;
}

void mergeXlsx(const QByteArray& xml, TableSheet& sheet)
{
    const auto at = xml.lastIndexOf("mergeCells");
    const auto start = at < 0 ? -1 : xml.lastIndexOf("</sheetData>", at);
    if (at < 0)
        return;
    static const QRegularExpression range(
        QStringLiteral("<(?:\\w+:)?mergeCell\\b[^>]*\\bref=\"([A-Z]+)(\\d+):([A-Z]+)(\\d+)\""));
    const QString tail
        = QString::fromUtf8(xml.mid(qMax<qsizetype>(start, 0), at - qMax<qsizetype>(start, 0)));
    for (auto match = range.globalMatch(tail); match.hasNext();) {
        const auto m = match.next();
        sheet.merge(m.captured(2).toInt() - 1, columnOf(m.captured(1)), m.captured(4).toInt() - 1,
            columnOf(m.captured(3)));
    }
}

bool hasPossibleOctober(const TableSheet& sheet)
{
    for (const QStringList& row : sheet.rows)
        for (const QString& cell : row)
            if (cell.size() == 6 && cell.startsWith(u'2') && cell.endsWith(QStringLiteral(".1")))
                return true;
    return false;
}

/// Numbers 2024.1, be they January or an October whose zero is gone.
void findLostZeros(const QByteArray& xml, TableSheet& sheet)
{
    if (!hasPossibleOctober(sheet))
        return;
    static const QRegularExpression number(
        QStringLiteral("<c r=\"([A-Z]+)(\\d+)\"(?: s=\"\\d+\")?(?: t=\"n\")?\\s*><v>2\\d{3}\\.1</v>"));
    const QString text = QString::fromUtf8(xml);
    for (auto match = number.globalMatch(text); match.hasNext();) {
        const auto m = match.next();
        sheet.lostZero.insert({m.captured(2).toInt() - 1, columnOf(m.captured(1))});
    }
}

/// 3.14159265358979323846 in a cell of text is no number that Excel rounded.
void restoreTexts(const QByteArray& xml, TableSheet& sheet, const QList<RewordedCell>& reworded)
{
    qsizetype at = 0;
    for (const RewordedCell& cell : reworded) {
        const QByteArray start = QStringLiteral("<c r=\"%1%2\"")
                                     .arg(TableSheet::letter(cell.place.column))
                                     .arg(cell.place.row + 1)
                                     .toLatin1();
        at = xml.indexOf(start, at);
        if (at < 0) // cells without their names: nobody can say
            return;
        const QByteArray tag = xml.mid(at, xml.indexOf('>', at) - at);
        if (tag.contains(" t=\"s\"") || tag.contains(" t=\"inlineStr\""))
            sheet.rows[cell.place.row][cell.place.column] = cell.written;
    }
}

TableSheet* sheetNamed(QList<TableSheet>& sheets, QStringView name)
{
    for (TableSheet& sheet : sheets)
        if (sheet.name == name)
            return &sheet;
    return nullptr;
}

/// Walks one <table:table> of an OpenDocument sheet and notes the cells that span others. GDAL counts a run
/// of covered cells as one, so what stands behind it is moved back to its column.
void mergeOds(QXmlStreamReader& xml, TableSheet& sheet)
{
    struct Span {
        int top, left, bottom, right;
    };
    QList<Span> spans;
    const auto moveBack = [&](int inRow, int from, int by) {
        if (inRow >= sheet.rows.size())
            return;
        QStringList& cells = sheet.rows[inRow];
        if (cells.mid(from + 1).join(QString()).isEmpty())
            return;
        for (int i = 0; i < by; ++i)
            cells.insert(from + 1, QString());
        while (!cells.isEmpty() && cells.last().isEmpty())
            cells.removeLast();
    };
    const auto count = [&](const char16_t* name) {
        const auto value = xml.attributes().value(QStringView(name).toString());
        return value.isEmpty() ? 1 : value.toInt();
    };
    int row = -1, rowRepeat = 1, column = 0;
    for (int depth = 1; depth > 0 && !xml.atEnd();) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::EndElement && xml.qualifiedName() == u"table:table")
            --depth;
        if (token != QXmlStreamReader::StartElement)
            continue;
        const auto name = xml.qualifiedName();
        if (name == u"table:table") {
            ++depth; // a chart's own table
        } else if (depth == 1 && name == u"table:table-row") {
            row += rowRepeat;
            if (row < 0)
                row = 0;
            rowRepeat = count(u"table:number-rows-repeated");
            column = 0;
        } else if (depth == 1 && (name == u"table:table-cell" || name == u"table:covered-table-cell")) {
            const int down = count(u"table:number-rows-spanned");
            const int across = count(u"table:number-columns-spanned");
            const int repeat = count(u"table:number-columns-repeated");
            if (repeat > 1 && name == u"table:covered-table-cell")
                moveBack(row, column, repeat - 1);
            if (down > 1 || across > 1)
                spans += {row, column, row + down - 1, column + across - 1};
            column += repeat;
        }
    }
    for (const Span& span : std::as_const(spans))
        sheet.merge(span.top, span.left, span.bottom, span.right);
}
} // namespace

void layOutXlsx(const QString& path, QList<TableSheet>& sheets, const QList<QList<RewordedCell>>& reworded)
{
    const auto targets = relations(path);
    QXmlStreamReader xml(entry(path, QStringLiteral("xl/workbook.xml")));
    bool of1904 = false;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto attributes = xml.attributes();
        if (xml.name() == u"workbookPr") {
            const auto system = attributes.value(QStringLiteral("date1904"));
            of1904 = system == u"1" || system == u"true";
        }
        if (xml.name() != u"sheet")
            continue;
        TableSheet* sheet = sheetNamed(sheets, attributes.value(QStringLiteral("name")));
        if (!sheet)
            continue;
        const auto state = attributes.value(QStringLiteral("state"));
        sheet->hidden = state == u"hidden" || state == u"veryHidden";
        const QByteArray content
            = entry(path, targets.value(attributes.value(QStringLiteral("r:id")).toString()));
        mergeXlsx(content, *sheet);
        findLostZeros(content, *sheet);
        restoreTexts(content, *sheet, reworded[sheet - sheets.data()]);
        markFormulasWithoutResult(content, *sheet);
        if (of1904)
            shiftDates1904(content, *sheet);
    }
}

void layOutOds(const QString& path, QList<TableSheet>& sheets)
{
    QXmlStreamReader xml(entry(path, QStringLiteral("content.xml")));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.qualifiedName() != u"table:table")
            continue;
        if (TableSheet* sheet = sheetNamed(sheets, xml.attributes().value(QStringLiteral("table:name"))))
            mergeOds(xml, *sheet);
    }
}

} // namespace coop
