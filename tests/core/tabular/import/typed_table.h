#pragma once
#include "core/tabular/read/worksheet.h"
#include "tests/core/tabular/read/made_tables.h"
#include "tests/core/tabular/table_files.h"

namespace coop
{

/// Workbooks of one row below the headings, whose cells a test spells itself.
struct TypedTest : TableTest {
    QString book(const QByteArray& headings, const QByteArray& cells, const QByteArray& formats = {},
        const QByteArray& styles = {}) const
    {
        QByteArray first;
        int column = 0;
        for (const QByteArray& heading : headings.split(','))
            first += MadeXlsx::text(
                (Worksheet::letter(column++).toLatin1() + "1").constData(), heading.constData());
        MadeXlsx made{"<row r=\"1\">" + first + "</row><row r=\"2\">" + cells + "</row>"};
        made.formats = formats;
        made.styles = styles;
        const QString written = folder.filePath(QStringLiteral("类型.xlsx"));
        made.write(written);
        return written;
    }
    QString problem(const char* registry, const QString& table) const
    {
        const ImportReport report = take(registry, table);
        REQUIRE(report.refused == 1);
        return report.problems.first().reason;
    }
};

inline QByteArray number(const char* place, const char* value, int style = 0)
{
    return QByteArray("<c r=\"") + place + "\" s=\"" + QByteArray::number(style) + "\"><v>" + value
        + "</v></c>";
}

inline QByteArray format(const char* code)
{
    return QByteArray("<numFmt numFmtId=\"170\" formatCode=\"") + QByteArray(code).replace("\"", "&quot;")
        + "\"/>";
}

inline const QByteArray styled = "<xf numFmtId=\"170\"/>";
inline const QByteArray service = MadeXlsx::text("A2", "2024-07") + MadeXlsx::text("B2", "大观镇")
    + MadeXlsx::text("C2", "测试一社") + MadeXlsx::text("D2", "防") + MadeXlsx::text("E2", "水稻");

} // namespace coop
