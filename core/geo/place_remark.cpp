#include "core/geo/place_remark.h"

#include <algorithm>
#include <cmath>
#include <ogr_spatialref.h>

namespace coop
{

namespace
{
/// Names and numbers of a coordinate system and its datum, in capitals without anything between.
QString namesOf(const OGRSpatialReference& srs)
{
    QString all;
    for (const char* part : {"PROJCS", "GEOGCS", "DATUM"})
        if (const char* name = srs.GetAttrValue(part))
            all += QString::fromUtf8(name) + u'|';
    all += QString::fromUtf8(srs.GetName());
    return all.toUpper().remove(u' ').remove(u'_').remove(u'-').remove(u'.');
}

bool hasAny(const QString& text, std::initializer_list<QStringView> words)
{
    return std::any_of(words.begin(), words.end(), [&](QStringView word) { return text.contains(word); });
}

/// What the datum is called, alone: a projection's name often says what it should have been.
QString datumOf(const OGRSpatialReference& srs)
{
    const char* name = srs.GetAttrValue("DATUM");
    QString text = QString::fromUtf8(name != nullptr ? name : "");
    const char* geographic = srs.GetAttrValue("GEOGCS");
    text += u'|' + QString::fromUtf8(geographic != nullptr ? geographic : "");
    return text.toUpper().remove(u' ').remove(u'_').remove(u'-').remove(u'.');
}

bool hasOwnShift(const OGRSpatialReference& srs)
{
    double shift[7] = {};
    return srs.GetTOWGS84(shift, 7) == OGRERR_NONE
        && std::any_of(std::begin(shift), std::end(shift), [](double part) { return part != 0; });
}

bool isKnownToProj(const OGRSpatialReference& srs)
{
    const char* authority = srs.GetAuthorityName("GEOGCS");
    if (authority != nullptr && EQUAL(authority, "EPSG"))
        return true;
    OGRSpatialReference degrees;
    return degrees.CopyGeogCSFrom(&srs) == OGRERR_NONE && [&] {
        OGRSpatialReference* best = degrees.FindBestMatch(70, "EPSG", nullptr);
        if (best == nullptr)
            return false;
        best->Release();
        return true;
    }();
}
} // namespace

std::optional<Datum> datumNamedBy(const OGRSpatialReference& srs)
{
    const QString names = namesOf(srs);
    if (hasAny(names, {u"GCJ02", u"GCJ2", u"火星", u"MARSCOORD", u"国测局"}))
        return Datum::gcj02;
    if (hasAny(names, {u"BD09", u"BAIDU", u"百度"}))
        return Datum::bd09;
    return std::nullopt;
}

QString placeRemark(const OGRSpatialReference& srs)
{
    if (hasOwnShift(srs))
        return {};
    const QString datum = datumOf(srs);
    const QString remedy
        = QStringLiteral("请用专门的软件或请自然资源部门转换成 CGCS2000 后再加入；只看大概位置可以照用。");
    if (hasAny(datum, {u"XIAN", u"西安", u"CHINA1980", u"GEODETIC1980", u"XI'AN"}))
        return QStringLiteral(
                   "坐标系是 1980 西安坐标系，没有换算到 CGCS2000 的参数，是照原样放的，位置一般偏 50～150 "
                   "米。")
            + remedy;
    if (hasAny(datum, {u"BEIJING", u"北京", u"PULKOVO1942", u"KRASOVSKY", u"KRASSOWSKY", u"KRASSOVSKY"}))
        return QStringLiteral(
                   "坐标系是 1954 北京坐标系，没有换算到 CGCS2000 的参数，是照原样放的，位置一般偏 50～200 "
                   "米。")
            + remedy;
    if (hasAny(datum,
            {u"CHINA2000", u"CGCS2000", u"CHINAGEODETICCOORDINATESYSTEM2000", u"2000国家", u"WGS1984",
                u"WGS84", u"WORLDGEODETICSYSTEM1984", u"ITRF", u"ETRS", u"IGS"}))
        return {};
    if (isKnownToProj(srs))
        return {};
    return QStringLiteral("坐标系“%1”的大地基准不明，是照原样当 CGCS2000 放的；如果其实是西安80、北京54 或 "
                          "GCJ-02，位置会偏 50～600 米。请核对资料来源，用 --crs 或 --datum 指明。")
        .arg(QString::fromUtf8(srs.GetName()));
}

} // namespace coop
