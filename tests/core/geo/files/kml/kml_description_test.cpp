// Fields that other programs write into the description of a placemark instead of ExtendedData.
#include "core/geo/files/kml/kml_description.h"
#include "core/geo/layers/point_table.h"
#include "tests/core/geo/layers/layer_files.h"

using namespace coop;
using coop::test::kml;
using coop::test::LayerFiles;
using coop::test::placemark;

namespace
{
QString shown(const QByteArray& html)
{
    QStringList pairs;
    for (const auto& [field, value] : readKmlDescription(QString::fromUtf8(html)).fields)
        pairs.append(field + u'=' + value);
    return pairs.join(u'|');
}

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}
} // namespace

TEST_CASE("a table of two columns in a description gives fields however it is written")
{
    const QString two = text("镇街=水江镇|经营者=甲");
    for (const char* html : {
             "<table><tr><td>镇街</td><td>水江镇</td></tr><tr><td>经营者</td><td>甲</td></tr></table>",
             "<TABLE border=1><TR><TD>镇街<TD>水江镇<TR><TD>经营者<TD>甲",
             "<table><tr><th>镇街</th><td>水江镇</td></tr><tr><th>经营者</th><td>甲</td></tr></table>",
             "<table><tr><td><b>镇街：</b></td><td>水江镇</td></tr><tr><td><b>经营者：</b></td><td>甲</td></"
             "tr></table>",
             "<table><tr><th>字段</th><th>值</th></tr><tr><td>镇街</td><td>水江镇</td></tr>"
             "<tr><td>经营者</td><td>甲</td></tr></table>",
             "<table><tr><td>Field</td><td>Value</td></tr><tr><td>镇街</td><td>水江镇</td></tr>"
             "<tr><td>经营者</td><td>甲</td></tr></table>",
             "<table><tr><th>镇街</th><th>经营者</th></tr><tr><td>水江镇</td><td>甲</td></tr></table>",
             "<table><tr><td><b>镇街</b></td><td><b>经营者</b></td></tr><tr><td>水江镇</td><td>甲</td></tr></"
             "table>",
             "<table><tr><td>镇街</td><td>水江镇</td><td>经营者</td><td>甲</td></tr></table>",
             "<table><tbody><tr><td colspan=2>甲社</td></tr><tr><td>镇街</td><td> 水江镇 </td></tr>"
             "<tr><td>经营者</td><td>&#30002;</td></tr></tbody></table>",
         }) {
        INFO(html);
        CHECK(shown(html) == two);
    }
    // As ArcGIS writes it: a page with a title, and the table in a table.
    CHECK(shown("<html><head><META http-equiv=\"Content-Type\"><style>td{color:red}</style></head><body>"
                "<table><tr style=\"font-weight:bold\"><td>甲社</td></tr><tr><td><table>"
                "<tr><td>FID</td><td>0</td></tr><tr bgcolor=\"#D4E4F3\"><td>镇街</td><td>水江镇</td></tr>"
                "<tr><td>备注</td><td>&lt;Null&gt;</td></tr><tr><td>说明</td><td>A&amp;B<br>二</td></tr>"
                "</table></td></tr></table></body></html>")
        == text("FID=0|镇街=水江镇|备注=|说明=A&B\n二"));
}

TEST_CASE("a list of names and values in a description gives fields")
{
    CHECK(shown("<b>镇街:</b> 水江镇<br><b>经营者:</b> 甲<br/>") == text("镇街=水江镇|经营者=甲"));
    CHECK(shown("<ul><li>镇街：水江镇</li><li>经营者：甲</li></ul>") == text("镇街=水江镇|经营者=甲"));
    CHECK(shown("镇街：水江镇\n经营者：甲") == text("镇街=水江镇|经营者=甲"));
}

TEST_CASE("a description without names of fields stays what it is")
{
    for (const char* html :
        {"在村口，电话见牌匾", "营业时间 8:00", "经营者：甲", "<p>https://example.org/a</p>",
            "<table><tr><th>作物</th><th>面积</th></tr><tr><td>水稻</td><td>1</td></tr><tr><td>玉米</"
            "td><td>2</td></tr></table>",
            "<table><tr><td>甲</td><td>乙</td><td>丙</td><td>丁</td></tr><tr><td>1</td><td>2</td><td>3</"
            "td><td>4</td></tr></table>",
            "a < b", "", "<table></table>", "<table><tr><td>甲社</td></tr></table>", "<", "</", "<table",
            "<!--"}) {
        INFO(html);
        const KmlDescription read = readKmlDescription(text(html));
        CHECK(read.fields.isEmpty());
        CHECK(read.rest == text(html));
    }
    // Neither depth nor length makes it slow.
    CHECK(shown(QByteArray("<table><tr><td>").repeated(100000)).isEmpty());
    CHECK(readKmlDescription(QString(2000000, u'<')).fields.isEmpty());
}

TEST_CASE("points of a KML have the fields that only their description or its schema names")
{
    const LayerFiles files;
    const QString path = files.write(QStringLiteral("述.kml"),
        kml("<Schema id=\"s\"><SimpleField "
            "name=\"f1\"><displayName><![CDATA[<b>村社</b>]]></displayName></SimpleField>"
            "</Schema>"
            + placemark("<name>甲社</name><description><![CDATA[<table><tr><td>镇街</td><td>水江镇</td></tr>"
                        "<tr><td>备注</td><td>表里</td></tr></table>]]></description>"
                        "<ExtendedData><Data name=\"备注\"><value>字段里</value></Data>"
                        "<SchemaData schemaUrl=\"#s\"><SimpleData "
                        "name=\"f1\">一组</SimpleData></SchemaData></ExtendedData>")
            + placemark("<name>乙社</name><description>&lt;table&gt;&lt;tr&gt;&lt;td&gt;镇街&lt;/td&gt;"
                        "&lt;td&gt;大观镇&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</description>")));
    const auto tables = readPointTables(path, Datum::cgcs2000);
    REQUIRE(tables);
    REQUIRE(tables->size() == 1);
    const PointTable& table = tables->first();
    const auto value = [&](int row, const char* field) {
        return table.rows[row].values.value(table.fields.indexOf(text(field)));
    };
    CHECK_FALSE(table.fields.contains(QStringLiteral("description")));
    CHECK(value(0, "镇街") == text("水江镇"));
    CHECK(value(0, "备注") == text("字段里"));
    CHECK(value(0, "村社") == text("一组"));
    CHECK(value(1, "镇街") == text("大观镇"));
}
