#include "core/geo/files/source_layer.h"

#include "core/base/text/text.h"
#include "core/geo/coordinates/place_remark.h"
#include "core/geo/files/text_encoding.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogrsf_frmts.h>

namespace coop
{

void SourceLayer::findDatum(const QStringList& words)
{
    QStringList all = words;
    all += name;
    for (const char* item : {"DESCRIPTION", "IDENTIFIER", "NAME"})
        if (const char* said = ogr->GetMetadataItem(item))
            all += QString::fromUtf8(said);
    if (GDALDataset* data = ogr->GetDataset())
        for (const char* item : {"DESCRIPTION", "NAME"})
            if (const char* said = data->GetMetadataItem(item))
                all += QString::fromUtf8(said);
    OGRFeatureDefn& row = *ogr->GetLayerDefn();
    for (int i = 0; i < row.GetFieldCount(); ++i)
        all += text(row.GetFieldDefn(i)->GetNameRef());
    for (const QString& each : std::as_const(all))
        if (const auto meant = datumMeantBy(each)) {
            namedDatum = meant->datum;
            namedIn = meant->word;
            return;
        }
}

QString SourceLayer::datumQuestion(const QString& file) const
{
    const OGRSpatialReference* srs = ogr->GetSpatialRef();
    if (!namedDatum || (saysPlace(srs) && (!srs->IsGeographic() || datumNamedBy(*srs)))
        || datumNamedBy(unknownCrs))
        return {};
    return coop::datumQuestion(
        QStringLiteral("“%1”的名称、说明或字段里写着“%2”").arg(file, inSentence(namedIn)), *namedDatum);
}

QString SourceLayer::text(const char* bytes) const
{
    if (bytes == nullptr)
        return {};
    const QByteArray raw(bytes);
    if (encoding.isEmpty())
        return QString::fromUtf8(raw).trimmed();
    if (const auto decoded = decodedFrom(raw, encoding))
        return decoded->trimmed();
    char* utf8 = CPLRecode(bytes, encoding.constData(), CPL_ENC_UTF8);
    const QString out = QString::fromUtf8(utf8);
    CPLFree(utf8);
    return out.trimmed();
}

bool mayHoldPolygons(OGRLayer& layer)
{
    const auto type = wkbFlatten(layer.GetGeomType());
    return type == wkbUnknown || type == wkbGeometryCollection || OGR_GT_IsSubClassOf(type, wkbSurface)
        || OGR_GT_IsSubClassOf(type, wkbMultiSurface);
}

} // namespace coop
