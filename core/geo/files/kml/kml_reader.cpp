#include "core/geo/files/kml/kml_reader.h"

#include "core/base/text/text.h"
#include "core/geo/files/field_guess.h"
#include "core/geo/files/kml/kml_description.h"
#include "core/geo/files/kml/kml_folder.h"
#include "core/geo/files/kml/kml_geometries.h"
#include "core/geo/files/layer_bounds.h"
#include "core/geo/files/text_encoding.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
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
        : xml(bytes, std::move(name))
        , geometries(xml)
        , isReadAnyway(std::move(knownLink))
    {
    }

    Result<> read()
    {
        KmlFolder loose;
        if (xml.readNextStartElement()) {
            if (xml.tag() == QStringLiteral("kml"))
                container(loose, {}, 0);
            else
                element(loose, {}, 0);
        }
        while (!xml.atEnd()) // what comes after the root must not be broken either
            xml.readNext();
        loose.name = loose.path = xml.shown().section(u'.', 0, 0);
        keep(loose);
        if (xml.error() == QXmlStreamReader::CustomError)
            return fail(ErrorKind::refused, xml.errorString());
        if (xml.hasError())
            return fail(ErrorKind::fileUnreadable,
                QStringLiteral(
                    "“%1”第 %2 行附近读不下去，文件不完整或者写得不合规范，请重新复制或导出后再试。")
                    .arg(xml.shown())
                    .arg(xml.lineNumber()));
        if (folders.empty() && linksAway > 0)
            return fail(ErrorKind::refused,
                (linksAway == links ? QStringLiteral(
                     "“%1”里只有网络链接，内容在网上。本程序不上网，请在原软件里把内容另存为文件。")
                                    : QStringLiteral("“%1”里有网络链接指向压缩包以外的内容。本程序不上网，"
                                                     "请在原软件里把内容另存为文件。"))
                    .arg(xml.shown()));
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
    void keep(KmlFolder& folder)
    {
        if (folder.placemarks.empty())
            return;
        if (folders.size() >= size_t(bounds::mostLayers))
            return xml.refuse(
                QStringLiteral("“%1”里有 %2 个以上的文件夹，太多了，请在原软件里合并，或只导出要用的文件夹。")
                    .arg(xml.shown())
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
            return xml.refuse(QStringLiteral("“%1”里的文件夹套了 %2 层以上，请在原软件里理平后再导出。")
                                  .arg(xml.shown())
                                  .arg(bounds::deepest));
        while (xml.readNextStartElement())
            element(folder, path, depth);
    }

    void element(KmlFolder& folder, const QString& path, int depth)
    {
        const QString name = xml.tag();
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
            folder.name = xml.content();
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
            if (xml.tag() != QStringLiteral("Link") && xml.tag() != QStringLiteral("Url")) {
                xml.skipCurrentElement();
                continue;
            }
            while (xml.readNextStartElement())
                if (xml.tag() != QStringLiteral("href"))
                    xml.skipCurrentElement();
                else if (const QString href = xml.content(); isReadAnyway && isReadAnyway(href))
                    away = false;
        }
        linksAway += away ? 1 : 0;
    }

    void placemark(KmlFolder& folder, int depth)
    {
        if (++features > bounds::mostFeatures)
            return xml.refuse(QStringLiteral("“%1”的要素超过 %2 万个，请先在原软件里只保留本地区的部分。")
                                  .arg(xml.shown())
                                  .arg(bounds::mostFeatures / 10000));
        KmlPlacemark made;
        while (xml.readNextStartElement()) {
            const QString name = xml.tag();
            if (kmlBuiltInFields().contains(name))
                made.builtIn.insert(name, xml.content());
            else if (name == QStringLiteral("ExtendedData") || name == QStringLiteral("Metadata"))
                extended(folder, made);
            else if (auto shape = geometries.read(name, depth))
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
                if (xml.tag() == QStringLiteral("displayName"))
                    names.insert(field, fieldName(field, xml.content()));
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
                return xml.refuse(
                    QStringLiteral("“%1”有 %2 多个字段，不是一般的图层，请在原软件里只留下要用的字段再导出。")
                        .arg(xml.shown())
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
            const QString name = xml.tag();
            if (name == QStringLiteral("Data")) {
                const QString field = xml.attributes().value(QStringLiteral("name")).trimmed().toString();
                QString value, shownName;
                while (xml.readNextStartElement()) {
                    if (xml.tag() == QStringLiteral("value"))
                        value = xml.content();
                    else if (xml.tag() == QStringLiteral("displayName"))
                        shownName = xml.content();
                    else
                        xml.skipCurrentElement();
                }
                put(folder, made, fieldName(field, shownName), value);
            } else if (name == QStringLiteral("SchemaData")) {
                const QString url = xml.attributes().value(QStringLiteral("schemaUrl")).trimmed().toString();
                const auto names = schemas.value(url.mid(url.indexOf(u'#') + 1));
                while (xml.readNextStartElement()) {
                    const QString field = xml.attributes().value(QStringLiteral("name")).trimmed().toString();
                    put(folder, made, names.value(field, field), xml.content());
                }
            } else { // elements of other namespaces: <镇街>某镇</镇街>
                const QString value = xml.content();
                put(folder, made, name, value);
            }
        }
    }

    KmlXml xml;
    KmlGeometries geometries;
    std::function<bool(const QString&)> isReadAnyway;
    std::vector<KmlFolder> folders;
    QHash<QString, QHash<QString, QString>> schemas; ///< by id: names of fields as they are shown
    int links = 0;
    int linksAway = 0; ///< those to what is not read
    int features = 0;
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
