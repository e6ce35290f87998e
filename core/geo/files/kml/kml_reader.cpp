#include "core/geo/files/kml/kml_reader.h"

#include "core/base/text/text.h"
#include "core/geo/files/field_guess.h"
#include "core/geo/files/kml/kml_coordinates.h"
#include "core/geo/files/kml/kml_description.h"
#include "core/geo/files/kml/kml_folder.h"
#include "core/geo/files/layer_bounds.h"
#include "core/geo/files/text_encoding.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>
#include <cmath>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace coop
{

namespace
{
class KmlFile
{
public:
    KmlFile(const QByteArray& bytes, QString name, std::function<bool(const QString&)> knownLink)
        : xml(bytes)
        , shown(std::move(name))
        , isReadAnyway(std::move(knownLink))
    {
        xml.setNamespaceProcessing(false); // prefixes that nobody declared are common
    }

    Result<> read()
    {
        KmlFolder loose;
        if (xml.readNextStartElement()) {
            if (tag() == QStringLiteral("kml"))
                container(loose, {}, 0);
            else
                element(loose, {}, 0);
        }
        while (!xml.atEnd()) // what comes after the root must not be broken either
            xml.readNext();
        loose.name = loose.path = shown.section(u'.', 0, 0);
        keep(loose);
        if (xml.error() == QXmlStreamReader::CustomError)
            return fail(ErrorKind::refused, xml.errorString());
        if (xml.hasError())
            return fail(ErrorKind::fileUnreadable,
                QStringLiteral(
                    "“%1”第 %2 行附近读不下去，文件不完整或者写得不合规范，请重新复制或导出后再试。")
                    .arg(shown)
                    .arg(xml.lineNumber()));
        if (folders.empty() && linksAway > 0)
            return fail(ErrorKind::refused,
                (linksAway == links ? QStringLiteral(
                     "“%1”里只有网络链接，内容在网上。本程序不上网，请在原软件里把内容另存为文件。")
                                    : QStringLiteral("“%1”里有网络链接指向压缩包以外的内容。本程序不上网，"
                                                     "请在原软件里把内容另存为文件。"))
                    .arg(shown));
        return {};
    }

    std::unique_ptr<GDALDataset> dataset()
    {
        GDALDriver* memory = GetGDALDriverManager()->GetDriverByName("Memory");
        std::unique_ptr<GDALDataset> data(memory->Create("", 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference degrees;
        degrees.importFromEPSG(4326);
        degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        QSet<QString> names;
        for (KmlFolder& folder : folders) {
            QString name = names.contains(folder.name) ? folder.path : folder.name;
            for (int i = 2; names.contains(name); ++i)
                name = QStringLiteral("%1 %2").arg(folder.path).arg(i);
            names.insert(name);
            OGRLayer& layer = *data->CreateLayer(name.toUtf8().constData(), &degrees, wkbUnknown, nullptr);
            layer.SetMetadataItem("DESCRIPTION", folder.words.toUtf8().constData());
            addFeatures(layer, folder);
        }
        return data;
    }

private:
    QString tag() const
    {
        const QStringView name = xml.name();
        return name.mid(name.lastIndexOf(u':') + 1).toString();
    }

    void refuse(const QString& sentence)
    {
        if (!xml.hasError())
            xml.raiseError(sentence);
    }

    void keep(KmlFolder& folder)
    {
        if (folder.placemarks.empty())
            return;
        if (folders.size() >= size_t(bounds::mostLayers))
            return refuse(
                QStringLiteral("“%1”里有 %2 个以上的文件夹，太多了，请在原软件里合并，或只导出要用的文件夹。")
                    .arg(shown)
                    .arg(bounds::mostLayers));
        for (const KmlFolder* each = folder.around; each != nullptr; each = each->around)
            folder.words += each->name + u'\n' + each->words;
        folder.around = nullptr;
        folders.push_back(std::move(folder));
    }

    /// Children of kml, Document or Folder.
    void container(KmlFolder& folder, const QString& path, int depth)
    {
        if (depth > bounds::deepest)
            return refuse(QStringLiteral("“%1”里的文件夹套了 %2 层以上，请在原软件里理平后再导出。")
                              .arg(shown)
                              .arg(bounds::deepest));
        while (xml.readNextStartElement())
            element(folder, path, depth);
    }

    void element(KmlFolder& folder, const QString& path, int depth)
    {
        const QString name = tag();
        if (name == QStringLiteral("Document") || name == QStringLiteral("Folder")) {
            KmlFolder inner;
            inner.around = &folder;
            const size_t place = folders.size();
            const QString around = folder.name.isEmpty() ? path : path + folder.name + u'/';
            container(inner, around, depth + 1);
            if (inner.name.isEmpty())
                inner.name = QStringLiteral("未命名");
            inner.path = around + inner.name;
            keep(inner);
            // A folder's own placemarks come before those of the folders in it.
            if (folders.size() > place + 1)
                std::rotate(folders.begin() + qsizetype(place), folders.end() - 1, folders.end());
        } else if (name == QStringLiteral("Placemark")) {
            placemark(folder, depth);
        } else if (name == QStringLiteral("name")) {
            folder.name = text();
        } else if (name == QStringLiteral("description") || name == QStringLiteral("Snippet")
            || name == QStringLiteral("ExtendedData")) {
            folder.words += xml.readElementText(QXmlStreamReader::IncludeChildElements) + u'\n';
        } else if (name == QStringLiteral("NetworkLink")) {
            networkLink();
        } else if (name == QStringLiteral("Schema")) {
            schema();
        } else {
            xml.skipCurrentElement();
        }
    }

    void networkLink()
    {
        ++links;
        bool away = true;
        while (xml.readNextStartElement()) {
            if (tag() != QStringLiteral("Link") && tag() != QStringLiteral("Url")) {
                xml.skipCurrentElement();
                continue;
            }
            while (xml.readNextStartElement())
                if (tag() != QStringLiteral("href"))
                    xml.skipCurrentElement();
                else if (const QString href = text(); isReadAnyway && isReadAnyway(href))
                    away = false;
        }
        linksAway += away ? 1 : 0;
    }

    QString text() { return xml.readElementText(QXmlStreamReader::SkipChildElements).trimmed(); }

    void placemark(KmlFolder& folder, int depth)
    {
        if (++features > bounds::mostFeatures)
            return refuse(QStringLiteral("“%1”的要素超过 %2 万个，请先在原软件里只保留本地区的部分。")
                              .arg(shown)
                              .arg(bounds::mostFeatures / 10000));
        KmlPlacemark made;
        while (xml.readNextStartElement()) {
            const QString name = tag();
            if (kmlBuiltInFields().contains(name))
                made.builtIn.insert(name, text());
            else if (name == QStringLiteral("ExtendedData") || name == QStringLiteral("Metadata"))
                extended(folder, made);
            else if (auto shape = geometry(name, depth))
                made.geometry = std::move(shape);
        }
        // What the fields themselves say goes before what a description shows of them.
        if (QString& shownFields = made.builtIn[QStringLiteral("description")]; !shownFields.isEmpty()) {
            const KmlDescription description = readKmlDescription(shownFields);
            for (const auto& [field, value] : description.fields)
                put(folder, made, field, value);
            shownFields = description.rest;
        }
        folder.placemarks.push_back(std::move(made));
    }

    /// What a Schema or Data calls a field, or in Chinese where only that tells what it is.
    static QString fieldName(const QString& name, const QString& shownName)
    {
        static const QRegularExpression han(QStringLiteral("\\p{Han}"));
        const bool tellsMore = name.isEmpty() || (!name.contains(han) && shownName.contains(han));
        return tellsMore && !shownName.isEmpty() ? withoutMarkup(shownName) : name;
    }

    void schema()
    {
        const QString own = xml.attributes().value(QStringLiteral("id")).trimmed().toString();
        QHash<QString, QString>& names = schemas[own];
        while (xml.readNextStartElement()) {
            const QString field = xml.attributes().value(QStringLiteral("name")).trimmed().toString();
            while (xml.readNextStartElement())
                if (tag() == QStringLiteral("displayName"))
                    names.insert(field, fieldName(field, text()));
                else
                    xml.skipCurrentElement();
        }
    }

    void put(KmlFolder& folder, KmlPlacemark& made, const QString& name, const QString& value)
    {
        if (name.isEmpty())
            return;
        if (!folder.known.contains(name)) {
            if (folder.known.size() >= bounds::mostFields)
                return refuse(
                    QStringLiteral("“%1”有 %2 多个字段，不是一般的图层，请在原软件里只留下要用的字段再导出。")
                        .arg(shown)
                        .arg(bounds::mostFields));
            folder.known.insert(name);
            folder.fields.append(name);
        }
        if (QString& kept = made.values[name]; kept.isEmpty())
            kept = value;
    }

    void extended(KmlFolder& folder, KmlPlacemark& made)
    {
        while (xml.readNextStartElement()) {
            const QString name = tag();
            if (name == QStringLiteral("Data")) {
                const QString field = xml.attributes().value(QStringLiteral("name")).trimmed().toString();
                QString value, shownName;
                while (xml.readNextStartElement()) {
                    if (tag() == QStringLiteral("value"))
                        value = text();
                    else if (tag() == QStringLiteral("displayName"))
                        shownName = text();
                    else
                        xml.skipCurrentElement();
                }
                put(folder, made, fieldName(field, shownName), value);
            } else if (name == QStringLiteral("SchemaData")) {
                const QString url = xml.attributes().value(QStringLiteral("schemaUrl")).trimmed().toString();
                const auto names = schemas.value(url.mid(url.indexOf(u'#') + 1));
                while (xml.readNextStartElement()) {
                    const QString field = xml.attributes().value(QStringLiteral("name")).trimmed().toString();
                    put(folder, made, names.value(field, field), text());
                }
            } else { // elements of other namespaces: <镇街>某镇</镇街>
                const QString value = text();
                put(folder, made, name, value);
            }
        }
    }

    /// Reads any element to its end; a geometry where it is one.
    std::unique_ptr<OGRGeometry> geometry(const QString& name, int depth)
    {
        if (name == QStringLiteral("Point"))
            return point();
        if (name == QStringLiteral("LineString"))
            return curve<OGRLineString>();
        if (name == QStringLiteral("LinearRing"))
            return curve<OGRLineString>();
        if (name == QStringLiteral("Polygon"))
            return polygon();
        if (name == QStringLiteral("MultiGeometry") || name == QStringLiteral("MultiTrack"))
            return several(depth + 1);
        if (name == QStringLiteral("Track"))
            return track();
        if (name == QStringLiteral("Model"))
            return model();
        xml.skipCurrentElement();
        return nullptr;
    }

    template <class Curve> void addPlaces(Curve& curve, const QString& places)
    {
        KmlCoordinates from(places);
        double x = 0, y = 0;
        while (from.next(x, y)) {
            if (++vertices > bounds::mostVertices)
                return refuse(QStringLiteral(
                    "“%1”的图形太多（超过 %2 万个顶点），请先在原软件里裁剪或化简，只保留本地区的部分。")
                                  .arg(shown)
                                  .arg(bounds::mostVertices / 10000));
            curve.addPoint(x, y);
        }
        if (from.isBroken())
            refuse(noNumber());
    }

    QString noNumber() const
    {
        return QStringLiteral("“%1”第 %2 行附近的坐标不是数字，请在原软件里核对后重新导出。")
            .arg(shown)
            .arg(xml.lineNumber());
    }

    template <class Curve> std::unique_ptr<Curve> curve()
    {
        auto made = std::make_unique<Curve>();
        while (xml.readNextStartElement())
            if (tag() == QStringLiteral("coordinates"))
                addPlaces(*made, text());
            else
                xml.skipCurrentElement();
        return made;
    }

    std::unique_ptr<OGRGeometry> point()
    {
        const auto places = curve<OGRLineString>();
        return places->IsEmpty() ? nullptr : std::make_unique<OGRPoint>(places->getX(0), places->getY(0));
    }

    std::unique_ptr<OGRGeometry> polygon()
    {
        auto made = std::make_unique<OGRPolygon>();
        std::vector<std::unique_ptr<OGRLinearRing>> holes;
        while (xml.readNextStartElement()) {
            const bool outer = tag() == QStringLiteral("outerBoundaryIs");
            if (!outer && tag() != QStringLiteral("innerBoundaryIs")) {
                xml.skipCurrentElement();
                continue;
            }
            while (xml.readNextStartElement()) {
                if (tag() != QStringLiteral("LinearRing")) {
                    xml.skipCurrentElement();
                    continue;
                }
                auto ring = curve<OGRLinearRing>();
                ring->closeRings();
                if (ring->IsEmpty())
                    continue;
                if (outer && made->getExteriorRing() == nullptr)
                    made->addRingDirectly(ring.release());
                else
                    holes.push_back(std::move(ring));
            }
        }
        if (made->getExteriorRing() != nullptr)
            for (auto& hole : holes)
                made->addRingDirectly(hole.release());
        return made;
    }

    std::unique_ptr<OGRGeometry> track()
    {
        auto made = std::make_unique<OGRLineString>();
        while (xml.readNextStartElement())
            if (tag() == QStringLiteral("coord"))
                addPlaces(*made, text().replace(u' ', u','));
            else
                xml.skipCurrentElement();
        if (made->getNumPoints() == 1)
            return std::make_unique<OGRPoint>(made->getX(0), made->getY(0));
        return made;
    }

    /// A building in three dimensions: where it stands.
    std::unique_ptr<OGRGeometry> model()
    {
        QString longitude, latitude;
        while (xml.readNextStartElement()) {
            if (tag() != QStringLiteral("Location")) {
                xml.skipCurrentElement();
                continue;
            }
            while (xml.readNextStartElement()) {
                if (tag() == QStringLiteral("longitude"))
                    longitude = text();
                else if (tag() == QStringLiteral("latitude"))
                    latitude = text();
                else
                    xml.skipCurrentElement();
            }
        }
        bool east = false, north = false;
        const double x = longitude.toDouble(&east), y = latitude.toDouble(&north);
        if ((!longitude.isEmpty() || !latitude.isEmpty())
            && (!east || !north || !std::isfinite(x) || !std::isfinite(y)))
            refuse(noNumber());
        return east && north ? std::make_unique<OGRPoint>(x, y) : nullptr;
    }

    std::unique_ptr<OGRGeometry> several(int depth)
    {
        if (depth > bounds::deepest) {
            refuse(QStringLiteral("“%1”里的图形套了 %2 层以上，请在原软件里拆开后再导出。")
                       .arg(shown)
                       .arg(bounds::deepest));
            return nullptr;
        }
        std::vector<std::unique_ptr<OGRGeometry>> parts;
        std::unique_ptr<OGRGeometry> building;
        while (xml.readNextStartElement()) {
            const QString name = tag();
            auto part = geometry(name, depth);
            if (!part || part->IsEmpty())
                continue;
            if (name == QStringLiteral("Model")) {
                building = std::move(part);
            } else if (OGR_GT_IsSubClassOf(wkbFlatten(part->getGeometryType()), wkbGeometryCollection)) {
                OGRGeometryCollection& inner = *part->toGeometryCollection();
                while (inner.getNumGeometries() > 0) {
                    parts.emplace_back(inner.getGeometryRef(0));
                    inner.removeGeometry(0, FALSE);
                }
            } else {
                parts.push_back(std::move(part));
            }
        }
        if (parts.empty())
            return building;
        if (parts.size() == 1)
            return std::move(parts.front());
        const auto type = wkbFlatten(parts.front()->getGeometryType());
        const bool alike = std::all_of(parts.begin(), parts.end(),
            [&](const auto& part) { return wkbFlatten(part->getGeometryType()) == type; });
        std::unique_ptr<OGRGeometryCollection> made;
        if (alike && type == wkbPoint)
            made = std::make_unique<OGRMultiPoint>();
        else if (alike && type == wkbLineString)
            made = std::make_unique<OGRMultiLineString>();
        else if (alike && type == wkbPolygon)
            made = std::make_unique<OGRMultiPolygon>();
        else
            made = std::make_unique<OGRGeometryCollection>();
        for (auto& part : parts)
            made->addGeometryDirectly(part.release());
        return made;
    }

    QXmlStreamReader xml;
    QString shown;
    std::function<bool(const QString&)> isReadAnyway;
    std::vector<KmlFolder> folders;
    QHash<QString, QHash<QString, QString>> schemas; ///< by id: names of fields as they are shown
    int links = 0;
    int linksAway = 0; ///< those to what is not read
    int features = 0;
    qint64 vertices = 0;
};
} // namespace

bool isOvitalKml(const QByteArray& bytes)
{
    return bytes.contains("<Ov") || bytes.contains(":Ov");
}

Result<std::unique_ptr<GDALDataset>> readKml(
    const QByteArray& bytes, const QString& shown, const std::function<bool(const QString&)>& isReadAnyway)
{
    KmlFile file(xmlAsUtf8(bytes), shown, isReadAnyway);
    COOP_TRY(file.read());
    return file.dataset();
}

} // namespace coop
