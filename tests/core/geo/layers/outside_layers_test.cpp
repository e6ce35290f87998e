// Layers as other programs and offices write them: encodings, KML of phones, zips, missing files.
#include "core/base/text/text.h"
#include "core/geo/coordinates/crs_title.h"
#include "core/geo/coordinates/place_remark.h"
#include "core/geo/gdal_session.h"
#include "core/geo/layers/layer_inspector.h"
#include "core/geo/layers/point_table.h"
#include "tests/core/geo/layers/layer_files.h"

#include <QDir>
#include <QFileInfo>
#include <cstring>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

using namespace coop;
using coop::test::geoJson;
using coop::test::kml;
using coop::test::LayerFiles;
using coop::test::placemark;
using coop::test::pointsFile;
using coop::test::zipOf;

namespace
{
QByteArray gbk(const char* text)
{
    return toGb18030(QString::fromUtf8(text));
}

QStringList namesIn(const QString& path)
{
    const auto layer = readFeatureLayer(path);
    INFO((layer ? QString() : layer.error().text).toStdString());
    REQUIRE(layer);
    QStringList names;
    for (const LayerFeature& feature : layer->features)
        names.append(feature.values.value(0));
    return names;
}

Result<VectorLayer> readKmlText(const LayerFiles& files, const QByteArray& contents)
{
    return readFeatureLayer(files.write(QStringLiteral("手机.kml"), contents));
}
} // namespace

TEST_CASE("a table without an encoding is read in one encoding that fits all of its texts")
{
    const LayerFiles files;
    // 小学, 山水, 石山 and others are UTF-8 of other letters by chance; one that is not settles it.
    const QStringList names{QStringLiteral("小学"), QStringLiteral("山水"), QStringLiteral("石山"),
        QStringLiteral("元山"), QStringLiteral("大观村社"), QStringLiteral("水溪")};
    QList<QByteArray> inGbk, inUtf8;
    for (const QString& name : names) {
        inGbk.append(toGb18030(name));
        inUtf8.append(name.toUtf8());
    }
    CHECK(namesIn(pointsFile(files, QStringLiteral("国标.shp"), "ESRI Shapefile", inGbk)) == names);
    CHECK(namesIn(pointsFile(files, QStringLiteral("万国.shp"), "ESRI Shapefile", inUtf8)) == names);
    // Also where all of them are so by chance.
    CHECK(namesIn(pointsFile(files, QStringLiteral("巧.shp"), "ESRI Shapefile", {gbk("小学"), gbk("山水")}))
        == QStringList{QStringLiteral("小学"), QStringLiteral("山水")});
    // A text that was cut in the middle of a character spoils neither itself nor the others.
    QByteArray cut = gbk("大观镇供销合作社农资超市").left(19);
    CHECK(namesIn(pointsFile(files, QStringLiteral("截.shp"), "ESRI Shapefile", {gbk("小学"), cut}))
        == QStringList{QStringLiteral("小学"), QStringLiteral("大观镇供销合作社农")});
    const auto seen = inspectLayerFile(files.path(QStringLiteral("国标.shp")));
    REQUIRE(seen);
    CHECK(seen->encodings.first() == QStringLiteral("GB18030"));
}

TEST_CASE("a side file that claims another encoding is not believed against the texts")
{
    const LayerFiles files;
    const QString path
        = pointsFile(files, QStringLiteral("谎.shp"), "ESRI Shapefile", {gbk("小学"), gbk("大观村社")});
    for (const char* claim : {"UTF-8", "ISO-8859-1", "BIG5X", "GBK"}) {
        INFO(claim);
        files.write(QStringLiteral("谎.cpg"), claim);
        CHECK(namesIn(path) == QStringList{QStringLiteral("小学"), QStringLiteral("大观村社")});
    }
    const QString other = pointsFile(files, QStringLiteral("谎二.shp"), "ESRI Shapefile",
        {QStringLiteral("小学").toUtf8(), QStringLiteral("大观村社").toUtf8()});
    files.write(QStringLiteral("谎二.cpg"), "GBK");
    CHECK(namesIn(other) == QStringList{QStringLiteral("小学"), QStringLiteral("大观村社")});
}

TEST_CASE("a text file in GBK is read whole in it")
{
    const LayerFiles files;
    const QByteArray utf8 = geoJson(R"({"type":"Point","coordinates":[107,29]})",
        QStringLiteral("{\"名称\":\"小学\",\"备注\":\"山水\\u9547\"}").toUtf8());
    const QString path = files.write(QStringLiteral("国标.geojson"), toGb18030(QString::fromUtf8(utf8)));
    const auto layer = readFeatureLayer(path);
    REQUIRE(layer);
    CHECK(layer->fields == QStringList{QStringLiteral("名称"), QStringLiteral("备注")});
    CHECK(layer->features[0].values == QStringList{QStringLiteral("小学"), QStringLiteral("山水镇")});
    const QByteArray text = kml(placemark(QStringLiteral("<name>小学</name>").toUtf8()));
    QByteArray declared = text;
    declared.replace("UTF-8", "GBK");
    for (const QByteArray& each : {toGb18030(QString::fromUtf8(declared)), toGb18030(QString::fromUtf8(text)),
             QByteArray("\xEF\xBB\xBF") + text, declared}) {
        const auto read = readKmlText(files, each);
        INFO((read ? QString() : read.error().text).toStdString());
        REQUIRE(read);
        CHECK(read->features[0].name == QStringLiteral("小学"));
    }
    // Letters and signs that are Chinese in GBK by chance.
    for (const char* name : {"Café", "107°", "A·B"}) {
        const auto read = readKmlText(files, kml(placemark("<name>" + QByteArray(name) + "</name>")));
        REQUIRE(read);
        CHECK(read->features[0].name == QString::fromUtf8(name));
    }
}

TEST_CASE("fields of a KML arrive as they are named and an empty built-in name loses")
{
    const LayerFiles files;
    const QByteArray data
        = R"(<ExtendedData><Data name="镇街"><value>大观镇</value></Data><Data name="备注"><value>好</value></Data></ExtendedData>)";
    auto read = readKmlText(files, kml(placemark("<name>甲社</name>" + data)));
    REQUIRE(read);
    CHECK(
        read->fields == QStringList{QStringLiteral("镇街"), QStringLiteral("备注"), QStringLiteral("Name")});
    CHECK(read->features[0].values
        == QStringList{QStringLiteral("大观镇"), QStringLiteral("好"), QStringLiteral("甲社")});
    // As QGIS writes it; without a name, and with an empty one.
    const QByteArray simple
        = R"(<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="名称">乙社</SimpleData></SchemaData></ExtendedData>)";
    for (const QByteArray& name : {QByteArray(), QByteArray("<name></name>"), QByteArray("<name> </name>")}) {
        read = readKmlText(files, kml(placemark(name + simple)));
        REQUIRE(read);
        CHECK(read->fields == QStringList{QStringLiteral("名称")});
        CHECK(read->features[0].name == QStringLiteral("乙社"));
    }
    // Where both are filled the own field counts; where it is empty the built-in one fills it.
    read = readKmlText(files,
        kml(placemark("<name>1</name>" + simple)
            + placemark(
                "<name>丙社</name>" + QByteArray(simple).replace(QStringLiteral("乙社").toUtf8(), ""))));
    REQUIRE(read);
    CHECK(read->features[0].values == QStringList{QStringLiteral("乙社")});
    CHECK(read->features[1].values == QStringList{QStringLiteral("丙社")});
}

TEST_CASE("a KML is read whatever its namespace says and its folders are layers")
{
    const LayerFiles files;
    const QByteArray one = placemark("<name>a</name>");
    for (const QByteArray& contents : {"<kml xmlns=\"http://earth.google.com/kml/2.0\">" + one + "</kml>",
             "<kml><Document>" + one + "</Document></kml>", one, "<Document>" + one + "</Document>",
             "<k:kml xmlns:k=\"http://www.opengis.net/kml/2.2\">"
                 + QByteArray(one)
                       .replace("</", "</k:")
                       .replace("<P", "<k:P")
                       .replace("<n", "<k:n")
                       .replace("<c", "<k:c")
                 + "</k:kml>",
             "<kml>" + placemark("<name>a</name><gx:x>1</gx:x><ov:y/>") + "</kml>"}) {
        INFO(contents.constData());
        const auto read = readKmlText(files, contents);
        INFO((read ? QString() : read.error().text).toStdString());
        REQUIRE(read);
        CHECK(read->features.size() == 1);
        CHECK(read->features[0].name == QStringLiteral("a"));
    }
    const auto seen = inspectLayerFile(files.write(QStringLiteral("夹.kml"),
        kml("<name>外</name>" + one + "<Folder><name>里</name>" + one + one + "<Folder><name>里</name>" + one
            + "</Folder></Folder><Folder><name>空</name></Folder>")));
    REQUIRE(seen);
    QStringList names;
    for (const LayerSample& layer : seen->layers)
        names.append(QStringLiteral("%1 %2").arg(layer.name).arg(layer.features));
    CHECK(names == QStringList{QStringLiteral("外 1"), QStringLiteral("里 2"), QStringLiteral("外/里/里 1")});
}

TEST_CASE("geometries of a KML are read and models and links do no harm")
{
    const LayerFiles files;
    const auto kindOf = [&](const QByteArray& inside) {
        const auto read = readKmlText(files, kml("<Placemark><name>x</name>" + inside + "</Placemark>"));
        INFO((read ? QString() : read.error().text).toStdString());
        REQUIRE(read);
        return read->kind;
    };
    const QByteArray point = "<Point><coordinates>107.1, 29.1, 0</coordinates></Point>";
    const QByteArray line
        = "<LineString><coordinates>107,29 107.1,29.1\n 107.2,29</coordinates></LineString>";
    const QByteArray model
        = "<Model><Location><longitude>107.1</longitude><latitude>29.1</latitude></Location>"
          "<Link><href>a.dae</href></Link></Model>";
    const QByteArray area
        = "<Polygon><outerBoundaryIs><LinearRing><coordinates>107,29 107.1,29 107.1,29.1 107,29</coordinates>"
          "</LinearRing></outerBoundaryIs></Polygon>";
    CHECK(kindOf(point) == GeometryKind::points);
    CHECK(kindOf(line) == GeometryKind::lines);
    CHECK(kindOf(area) == GeometryKind::polygons);
    CHECK(kindOf(model) == GeometryKind::points);
    CHECK(kindOf("<MultiGeometry>" + point + model + "</MultiGeometry>") == GeometryKind::points);
    CHECK(kindOf("<MultiGeometry>" + model + "</MultiGeometry>") == GeometryKind::points);
    CHECK(kindOf("<MultiGeometry><MultiGeometry>" + area + "</MultiGeometry>" + area + "</MultiGeometry>")
        == GeometryKind::polygons);
    CHECK(
        kindOf(
            "<gx:Track><when>2024-01-01</when><gx:coord>107 29 5</gx:coord><gx:coord>107.1 29.1 5</gx:coord>"
            "</gx:Track>")
        == GeometryKind::lines);
    const auto link = readKmlText(
        files, kml("<NetworkLink><Link><href>http://127.0.0.1:9/a.kml</href></Link></NetworkLink>"));
    REQUIRE_FALSE(link);
    CHECK(link.error().text.contains(QStringLiteral("网络链接")));
    for (const QByteArray& broken : {QByteArray("<Point><coordinates>107.1;29.1</coordinates></Point>"),
             QByteArray("<Point><coordinates>东,北</coordinates></Point>"), QByteArray("<Point>")})
        CHECK_FALSE(readKmlText(files, kml("<Placemark>" + broken + "</Placemark>")));
    const auto zipped = readFeatureLayer(files.write(
        QStringLiteral("包.kmz"), zipOf({{"doc.kml", kml(placemark("<name>甲</name>"))}, {"i/a.png", "x"}})));
    REQUIRE(zipped);
    CHECK(zipped->features[0].name == QStringLiteral("甲"));
}

TEST_CASE("a link inside a KMZ is followed to the files in it and no further")
{
    const LayerFiles files;
    const auto linked = [&](const QByteArrayList& targets) {
        QByteArray links;
        for (const QByteArray& target : targets)
            links += "<NetworkLink><Link><href>" + target + "</href></Link></NetworkLink>";
        return readFeatureLayer(files.write(QStringLiteral("链.kmz"),
            zipOf({{"doc.kml", kml(links)}, {"layers/乡 镇.kml", kml(placemark("<name>甲</name>"))}})));
    };
    for (const char* target :
        {"layers/乡 镇.kml", "./layers/乡 镇.kml#甲", "layers/%E4%B9%A1%20%E9%95%87.kml"}) {
        INFO(target);
        const auto read = linked({target});
        INFO((read ? QString() : read.error().text).toStdString());
        REQUIRE(read);
        CHECK(read->features[0].name == QStringLiteral("甲"));
    }
    // One that is nowhere in the zip, beside the one that is.
    const QByteArray outside
        = QFileInfo(files.write(QStringLiteral("外.kml"), kml(placemark("<name>外</name>"))))
              .filePath()
              .toUtf8();
    for (const QByteArray& target : {QByteArray("http://127.0.0.1:9/a.kml"), QByteArray("../外.kml"), outside,
             QByteArray("file://") + outside, QByteArray("layers/没有.kml"), QByteArray("doc.kml")}) {
        INFO(target.toStdString());
        const auto alone = linked({target}), both = linked({"layers/乡 镇.kml", target});
        REQUIRE_FALSE(alone);
        REQUIRE_FALSE(both);
        CHECK(alone.error().text.contains(QStringLiteral("网络链接")));
        CHECK(both.error().text.contains(QStringLiteral("压缩包以外")));
    }
}

TEST_CASE("every layer in a zip can be chosen and its name is read as it was written")
{
    const LayerFiles files;
    const QByteArray area
        = R"({"type":"Polygon","coordinates":[[[107,29],[107.1,29],[107.1,29.1],[107,29]]]})";
    const QByteArray point = R"({"type":"Point","coordinates":[107,29]})";
    const QString path = files.write(QStringLiteral("两.zip"),
        zipOf({{QStringLiteral("点/网点.geojson").toUtf8(), geoJson(point)},
            {QStringLiteral("面/镇界.geojson").toUtf8(), geoJson(area)}, {"__MACOSX/._x.geojson", "x"},
            {"说明.txt", "x"}, {"元.json", "{\"a\":1}"}}));
    const auto seen = inspectLayerFile(path);
    INFO((seen ? QString() : seen.error().text).toStdString());
    REQUIRE(seen);
    REQUIRE(seen->layers.size() == 2);
    CHECK(seen->layers[0].name == QStringLiteral("网点"));
    CHECK(seen->layers[1].name == QStringLiteral("镇界"));
    CHECK(readVectorLayer(path)->name == QStringLiteral("镇界"));
    CHECK(readFeatureLayer(path, {.layer = QStringLiteral("镇界")})->kind == GeometryKind::polygons);
    const auto missing = readFeatureLayer(path, {.layer = QStringLiteral("村界")});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().text.contains(QStringLiteral("网点、镇界")));
    // The names of old zips are in GBK; also those that could be UTF-8 by chance.
    const auto old = inspectLayerFile(files.write(QStringLiteral("旧.zip"),
        zipOf({{gbk("镇界.geojson"), geoJson(area)}, {gbk("小学.geojson"), geoJson(point)}}, false)));
    REQUIRE(old);
    REQUIRE(old->layers.size() == 2);
    CHECK(old->layers[0].name == QStringLiteral("镇界"));
    CHECK(old->layers[1].name == QStringLiteral("小学"));
    // One that is broken among them is told.
    CHECK_FALSE(inspectLayerFile(
        files.write(QStringLiteral("坏.zip"), zipOf({{"a.geojson", geoJson(area)}, {"b.gpkg", "no"}}))));
    CHECK_FALSE(inspectLayerFile(files.write(QStringLiteral("无.zip"), zipOf({{"a.txt", "x"}}))));
}

TEST_CASE("a feature of one point is a point however it is wrapped and one of several is told")
{
    const LayerFiles files;
    const auto read = [&](const QByteArray& geometry) {
        return readPointTables(files.write(QStringLiteral("点.geojson"), geoJson(geometry)));
    };
    for (const QByteArray geometry : {R"({"type":"Point","coordinates":[107.1,29.1]})",
             R"({"type":"MultiPoint","coordinates":[[107.1,29.1]]})",
             R"({"coordinates":[107.1,29.1,355.5],"type":"Point"})",
             R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[107.1,29.1]}]})"}) {
        const auto tables = read(geometry);
        INFO((tables ? QString() : tables.error().text).toStdString());
        REQUIRE(tables);
        CHECK(tables->first().rows.first().place == LonLat{107.1, 29.1});
    }
    CHECK(read(R"({"type":"MultiPoint","coordinates":[[107.1,29.1],[107.2,29.1]]})")
              .error()
              .text.contains(QStringLiteral("多点")));
    CHECK(read(R"({"type":"LineString","coordinates":[[107.1,29.1],[107.2,29.1]]})")
              .error()
              .text.contains(QStringLiteral("线或面")));
}

TEST_CASE("a GPX is a layer and says what it is when it is taken for a table")
{
    const LayerFiles files;
    const QString path = files.write(QStringLiteral("手持.gpx"),
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"x\" "
        "xmlns=\"http://www.topografix.com/GPX/1/1\">"
        "<wpt lat=\"29.1\" lon=\"107.1\"><name>甲</name></wpt><trk><name>t</name><trkseg><trkpt lat=\"29\" "
        "lon=\"107\"/><trkpt lat=\"29.1\" lon=\"107\"/></trkseg></trk></gpx>");
    const auto table = readPointTables(path);
    REQUIRE_FALSE(table);
    CHECK(table.error().text.contains(QStringLiteral("GPX")));
    CHECK(readFeatureLayer(path, {.layer = QStringLiteral("tracks")})->kind == GeometryKind::lines);
    CHECK(readFeatureLayer(path)->features[0].name == QStringLiteral("甲"));
}

namespace
{
QByteArray wide(const QByteArray& utf8, bool little, bool marked)
{
    QByteArray bytes = marked ? QByteArray(little ? "\xFF\xFE" : "\xFE\xFF") : QByteArray();
    for (const QChar letter : QString::fromUtf8(utf8)) {
        const char low = char(letter.unicode() & 0xFF), high = char(letter.unicode() >> 8);
        bytes += little ? low : high;
        bytes += little ? high : low;
    }
    return bytes;
}
} // namespace

TEST_CASE("a KML and a GPX are read in whatever encoding they are and whatever their declaration says")
{
    const LayerFiles files;
    const QByteArray name = QStringLiteral("小学").toUtf8();
    const QByteArray asKml = kml(placemark("<name>" + name + "</name>"));
    const QByteArray asGpx
        = R"(<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="29.1" lon="107.1"><name>)"
        + name + "</name></wpt></gpx>";
    for (const QByteArray& text : {asKml, asGpx})
        for (const char* said :
            {"UTF-8", "UTF-16", "utf-16le", "GB2312", "gbk", "GB18030", "ISO-8859-1", "windows-1252", ""}) {
            QByteArray declared = text;
            declared.replace("UTF-8", said);
            if (*said == '\0')
                declared.replace(" encoding=\"\"", "");
            for (const QByteArray& bytes :
                {declared, toGb18030(QString::fromUtf8(declared)), wide(declared, true, true),
                    wide(declared, false, true), wide(declared, true, false), wide(declared, false, false)}) {
                const QString path
                    = files.write(text == asKml ? QStringLiteral("编.kml") : QStringLiteral("编.gpx"), bytes);
                const auto read = readFeatureLayer(path);
                INFO(said << ' ' << bytes.size() << (read ? "" : read.error().text.toStdString()));
                REQUIRE(read);
                CHECK(read->features[0].name == QStringLiteral("小学"));
            }
        }
}

TEST_CASE("shapes without their table are a drawing without names and neither boundaries nor rows")
{
    const LayerFiles files;
    const QByteArray square
        = "{\"type\":\"Polygon\",\"coordinates\":[[[107,29],[107.1,29],[107.1,29.1],[107,29]]]}";
    const QString source = files.write(QStringLiteral("源.geojson"), geoJson(square));
    const coop::GdalSession session;
    const std::unique_ptr<GDALDataset> from(GDALDataset::Open(source.toUtf8().constData(), GDAL_OF_VECTOR));
    REQUIRE(from);
    {
        const std::unique_ptr<GDALDataset> made(
            GetGDALDriverManager()
                ->GetDriverByName("ESRI Shapefile")
                ->CreateCopy(files.path(QStringLiteral("面.shp")).toUtf8().constData(), from.get(), FALSE,
                    nullptr, nullptr, nullptr));
        REQUIRE(made);
    }
    const QString path = files.path(QStringLiteral("面.shp"));
    REQUIRE(readVectorLayer(path));
    REQUIRE(QFile::remove(files.path(QStringLiteral("面.dbf"))));
    const auto drawn = readFeatureLayer(path);
    INFO((drawn ? QString() : drawn.error().text).toStdString());
    REQUIRE(drawn);
    CHECK(drawn->features.size() == 1);
    CHECK(drawn->fields.isEmpty());
    CHECK_THAT(
        drawn->remarks.join(u'\n').toStdString(), Catch::Contains(".dbf") && Catch::Contains("没有名称"));
    const auto seen = inspectLayerFile(path);
    REQUIRE(seen);
    CHECK(seen->layers[0].fields.isEmpty());
    CHECK_THAT(seen->layers[0].remarks.join(u'\n').toStdString(), Catch::Contains(".dbf"));
    for (const std::string& said :
        {readVectorLayer(path).error().text.toStdString(), readPointTables(path).error().text.toStdString()})
        CHECK_THAT(said, Catch::Contains("缺少 面.dbf"));
}

TEST_CASE("a layer of several files of which one is missing says which")
{
    const auto missing = [](const char* driver, const char* ending, const char* part) {
        const LayerFiles files;
        const QString path
            = pointsFile(files, QStringLiteral("点.") + QString::fromLatin1(ending), driver, {gbk("小学")});
        REQUIRE(readFeatureLayer(path));
        REQUIRE(QFile::remove(files.path(QStringLiteral("点.") + QString::fromLatin1(part))));
        std::string said;
        const auto hear
            = [&](const auto& result) { said += result ? std::string() : result.error().text.toStdString(); };
        hear(readFeatureLayer(path));
        hear(readPointTables(path));
        hear(inspectLayerFile(path));
        INFO(said);
        return QString::fromStdString(said).count(QStringLiteral("缺少 点.") + QString::fromLatin1(part))
            == 3;
    };
    CHECK(missing("ESRI Shapefile", "shp", "shx"));
    CHECK(missing("MapInfo File", "mif", "mid"));
    for (const char* part : {"dat", "map", "id"})
        CHECK(missing("MapInfo File", "tab", part));
    const LayerFiles files;
    const QString path = pointsFile(files, QStringLiteral("点.shp"), "ESRI Shapefile", {gbk("小学")});
    QFile shapes(path);
    REQUIRE(shapes.open(QIODevice::ReadOnly));
    const QString alone = files.write(QStringLiteral("只有.zip"), zipOf({{"点.shp", shapes.readAll()}}));
    const auto read = readFeatureLayer(alone);
    REQUIRE_FALSE(read);
    CHECK_THAT(read.error().text.toStdString(), Catch::Contains("点.shx、点.dbf"));
    QDir().mkpath(files.path(QStringLiteral("半.gdb")));
    files.write(QStringLiteral("半.gdb/a00000004.gdbtable"), "x");
    const auto half = readFeatureLayer(files.path(QStringLiteral("半.gdb")));
    REQUIRE_FALSE(half);
    CHECK_THAT(half.error().text.toStdString(), Catch::Contains("没有复制完整"));
}

TEST_CASE("a written coordinate of which only the digits in front are a number is refused with its line")
{
    const LayerFiles files;
    const auto gpx = [&](const QByteArray& lat, const QByteArray& lon) {
        return files.write(QStringLiteral("点.gpx"),
            "<?xml version=\"1.0\"?>\n<gpx version=\"1.1\" "
            "xmlns=\"http://www.topografix.com/GPX/1/1\">\n<wpt lat=\""
                + lat + "\" lon='" + lon + "'><name>甲</name></wpt></gpx>");
    };
    const auto mif = [&](const QByteArray& shapes) {
        files.write(QStringLiteral("点.mid"), "\"a\"\n");
        return files.write(QStringLiteral("点.mif"),
            "Version 300\nCharset \"Neutral\"\nDelimiter \",\"\nCoordSys Earth Projection 1, "
            "104\nColumns 1\n  name Char(20)\nData\n\n"
                + shapes);
    };
    const auto dxf = [&](const QByteArray& x) {
        return files.write(QStringLiteral("点.dxf"),
            "0\nSECTION\n2\nENTITIES\n0\nPOINT\n8\n0\n10\n" + x + "\n20\n3220000\n0\nENDSEC\n0\nEOF\n");
    };
    const auto said = [](const QString& path) {
        const auto layer = readFeatureLayer(path, {.crs = QStringLiteral("EPSG:4545")});
        return layer ? std::string("读了") : layer.error().text.toStdString();
    };
    const auto saidOf = [](const QString& path) {
        const auto layer = readFeatureLayer(path);
        return layer ? std::string("读了") : layer.error().text.toStdString();
    };
    CHECK(saidOf(gpx("29.1", "107.1")) == "读了");
    for (const char* lat : {"29,1", "29度6分", "", "29.1N", "nan"})
        CHECK_THAT(saidOf(gpx(lat, "107.1")), Catch::Contains("坐标不是数字"));
    CHECK(saidOf(mif("Point 107.1 29.1\n    Symbol (34,0,12)\n")) == "读了");
    CHECK(saidOf(mif("Pline 2\n107.1 29.1\n107.2 29.2\n    Pen (1,2,0)\n")) == "读了");
    for (const char* shape : {"Point 107,1 29,1\n", "Point 1o7.1 29.1\n", "Pline 2\n107.1 29.1\n107.2 29度\n",
             "Pline 2\n107,1 29,1\n107,2 29,2\n"})
        CHECK_THAT(saidOf(mif(shape)), Catch::Contains("坐标不是数字"));
    CHECK(said(dxf("400000.5")) == "读了");
    for (const char* x : {"400000,5", "40o000", "-"})
        CHECK_THAT(said(dxf(x)), Catch::Contains("第 10 行附近的坐标不是数字"));
    CHECK_THAT(saidOf(files.write(QStringLiteral("点.kml"),
                   kml("<Placemark><Point><coordinates>107,1,29,1</coordinates></Point></Placemark>"))),
        Catch::Contains("坐标不是数字"));
}

TEST_CASE("a KML without a placemark says so and is not called damaged")
{
    const LayerFiles files;
    const auto read = inspectLayerFile(files.write(QStringLiteral("样式.kml"),
        kml("<Style id=\"s\"><LineStyle><color>ff0000ff</color></LineStyle></Style>")));
    REQUIRE_FALSE(read);
    CHECK(read.error().text.contains(QStringLiteral("里没有地标")));
}
