#include "core/tabular/xlsx_cells.h"

#include "core/tabular/cell_text.h"
#include "core/tabular/table_sheet.h"

#include <QDate>
#include <QXmlStreamReader>
#include <optional>

namespace coop
{

namespace
{
/// B12 → row 11, column 1.
std::optional<CellPlace> placeOf(QStringView name)
{
    int column = 0;
    qsizetype i = 0;
    for (; i < name.size() && name[i] >= u'A' && name[i] <= u'Z'; ++i)
        column = column * 26 + (name[i].unicode() - u'A' + 1);
    const int row = name.mid(i).toInt();
    return i > 0 && row > 0 ? std::optional(CellPlace{row - 1, column - 1}) : std::nullopt;
}

QString* cellAt(TableSheet& sheet, const CellPlace& place)
{
    if (place.row >= sheet.rows.size() || place.column >= sheet.rows[place.row].size())
        return nullptr;
    return &sheet.rows[place.row][place.column];
}

/// Calls `cell(place, type, hasFormula, hasResult)` for every cell that says where it stands.
template <class Cell> void eachCell(const QByteArray& content, Cell cell)
{
    QXmlStreamReader xml(content);
    std::optional<CellPlace> place;
    QString type;
    bool formula = false;
    bool result = false;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement && xml.name() == u"c") {
            place = placeOf(xml.attributes().value(QStringLiteral("r")));
            type = xml.attributes().value(QStringLiteral("t")).toString();
            formula = result = false;
        } else if (token == QXmlStreamReader::StartElement && xml.name() == u"f") {
            formula = true;
        } else if (token == QXmlStreamReader::StartElement && xml.name() == u"v") {
            result = !xml.readElementText().isEmpty();
        } else if (token == QXmlStreamReader::EndElement && xml.name() == u"c" && place) {
            cell(*place, type, formula, result);
        }
    }
}
} // namespace

void shiftDates1904(const QByteArray& xml, TableSheet& sheet)
{
    sheet.date1904 = true;
    eachCell(xml, [&](const CellPlace& place, const QString& type, bool, bool) {
        QString* text = cellAt(sheet, place);
        if (!text || (!type.isEmpty() && type != u"n"))
            return;
        const QDate read = QDate::fromString(text->left(10).replace(u'/', u'-'), Qt::ISODate);
        if (text->size() >= 10 && read.isValid())
            text->replace(0, 10, read.addDays(daysTo1904).toString(Qt::ISODate));
    });
}

void markFormulasWithoutResult(const QByteArray& xml, TableSheet& sheet)
{
    if (!xml.contains("<f>") && !xml.contains("<f ")) // <formula1> belongs to a list
        return;
    eachCell(xml, [&](const CellPlace& place, const QString& type, bool formula, bool result) {
        if (!formula || result || type == u"str") // an empty text is a result, too
            return;
        while (sheet.rows.size() <= place.row)
            sheet.rows += QStringList();
        QStringList& row = sheet.rows[place.row];
        while (row.size() <= place.column)
            row += QString();
        if (row[place.column].isEmpty())
            row[place.column] = uncalculated;
    });
}

} // namespace coop
