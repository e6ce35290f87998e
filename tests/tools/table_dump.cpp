// table_dump FILE: what the importer sees of a table file, as JSON. For comparing with other readers
// (../shared/corpus/compare.py); not installed.
#include "core/tabular/table_reader.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

using namespace coop;

namespace
{
constexpr int shownRows = 300;
constexpr int shownColumns = 60;

const char* nameOf(CellValue::Kind kind)
{
    switch (kind) {
    case CellValue::Kind::empty:
        return "";
    case CellValue::Kind::text:
        return "text";
    case CellValue::Kind::number:
        return "number";
    case CellValue::Kind::date:
        return "date";
    case CellValue::Kind::boolean:
        return "boolean";
    case CellValue::Kind::error:
        return "error";
    case CellValue::Kind::uncalculated:
        return "formula";
    }
    return "";
}

QJsonArray cellsOf(const Worksheet& sheet)
{
    QJsonArray cells;
    for (int row = 0; row < std::min(sheet.rows.size(), shownRows); ++row)
        for (const PlacedCell& cell : sheet.rows.row(row))
            if (cell.column < shownColumns)
                cells += QJsonArray{
                    row, cell.column, QString::fromLatin1(nameOf(cell.value.kind)), cell.value.text};
    return cells;
}
} // namespace

int main(int argc, char** argv)
{
    QTextStream err(stderr);
    if (argc != 2) {
        err << "table_dump FILE\n";
        return 2;
    }
    const auto sheets = readTable(QFile::decodeName(argv[1]));
    if (!sheets) {
        err << sheets.error().text << '\n';
        return 1;
    }
    QJsonArray all;
    for (const Worksheet& sheet : *sheets)
        all += QJsonObject{{QStringLiteral("name"), sheet.name}, {QStringLiteral("hidden"), sheet.hidden},
            {QStringLiteral("cells"), cellsOf(sheet)}};
    QTextStream(stdout) << QString::fromUtf8(
        QJsonDocument(QJsonObject{{QStringLiteral("sheets"), all}}).toJson(QJsonDocument::Compact))
                        << '\n';
    return 0;
}
