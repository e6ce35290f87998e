#include "core/geo/coordinates/place_remark.h"

#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <memory>
#include <ogr_spatialref.h>

namespace coop
{

namespace
{
QString inCapitals(const QString& name)
{
    return name.toUpper().remove(u' ').remove(u'_').remove(u'-').remove(u'.');
}

bool isUndefined(const QString& name)
{
    return inCapitals(name).startsWith(QStringLiteral("UNDEFINED"));
}

/// Names and numbers of a coordinate system and its datum, in capitals without anything between.
QString namesOf(const OGRSpatialReference& srs)
{
    QString all;
    for (const char* part : {"PROJCS", "GEOGCS", "DATUM"})
        if (const char* name = srs.GetAttrValue(part))
            all += QString::fromUtf8(name) + u'|';
    all += QString::fromUtf8(srs.GetName());
    return inCapitals(all);
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
    return inCapitals(text);
}

bool hasOwnShift(const OGRSpatialReference& srs)
{
    double shift[7] = {};
    return srs.GetTOWGS84(shift, 7) == OGRERR_NONE
        && std::any_of(std::begin(shift), std::end(shift), [](double part) { return part != 0; });
}

/// Whether PROJ moves a place in China on its way from this datum. Where it knows no parameters, or none
/// for China (Tokyo, WGS 72), it leaves the numbers as they are and says nothing.
bool isMovedByProj(const OGRSpatialReference& srs)
{
    OGRSpatialReference degrees, cgcs;
    if (degrees.CopyGeogCSFrom(&srs) != OGRERR_NONE || cgcs.importFromEPSG(4490) != OGRERR_NONE)
        return false;
    degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    cgcs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> way(
        OGRCreateCoordinateTransformation(&degrees, &cgcs));
    constexpr double somewhereLon = 107, somewhereLat = 29, aHand = 1e-6;
    double lon = somewhereLon, lat = somewhereLat;
    return way && way->Transform(1, &lon, &lat)
        && (std::abs(lon - somewhereLon) > aHand || std::abs(lat - somewhereLat) > aHand);
}
} // namespace

bool saysPlace(const OGRSpatialReference* srs)
{
    return srs != nullptr && !srs->IsEmpty() && !srs->IsLocal()
        && !isUndefined(QString::fromUtf8(srs->GetName()));
}

std::optional<Datum> datumNamedBy(const OGRSpatialReference& srs)
{
    return datumNamedBy(namesOf(srs));
}

std::optional<Datum> datumNamedBy(const QString& name)
{
    const QString names = inCapitals(name);
    if (hasAny(names, {u"GCJ02", u"GCJ2", u"火星", u"MARSCOORD", u"国测局"}))
        return Datum::gcj02;
    if (hasAny(names, {u"BD09", u"BAIDU", u"百度"}))
        return Datum::bd09;
    return std::nullopt;
}

std::optional<MeantDatum> datumMeantBy(const QString& words)
{
    static const QRegularExpression gcj(
        QStringLiteral(
            "(?<![A-Za-z])GCJ(?:[-_ "
            "]?0?2(?!\\d)|L(?:NG|ON|AT)|(?![A-Za-z0-9]))|国测局坐标|高德(?![镇乡村屯街社区组路])|腾讯(?:地图|"
            "坐标|经|纬)|"
            "火星(?![镇乡村屯街社区组路])|(?<![A-Za-z])(?:AMAP|GAODE|MARS[-_ ]?COORD)(?![A-Za-z])"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression bd(
        QStringLiteral("(?<![A-Za-z])BD[-_ ]?09|(?<![A-Za-z])BAIDU|百度(?![镇乡村屯街社区组路])|"
                       "(?<![A-Za-z])BD[-_ ]?(?:LNG|LON|LAT)(?![A-Za-z])"),
        QRegularExpression::CaseInsensitiveOption);
    if (const auto match = bd.match(words); match.hasMatch())
        return MeantDatum{Datum::bd09, match.captured()};
    if (const auto match = gcj.match(words); match.hasMatch())
        return MeantDatum{Datum::gcj02, match.captured()};
    return std::nullopt;
}

QString datumQuestion(const QString& where, Datum datum)
{
    return QStringLiteral(
        "%1，说的像是%2，与 CGCS2000 相差约 %3 米。请指明坐标来源：坐标是%4给的就用 --datum %5，"
        "其实没有加密（GPS、CGCS2000）就用 --datum wgs84")
        .arg(where,
            datum == Datum::bd09 ? QStringLiteral("百度坐标（BD-09）")
                                 : QStringLiteral("高德、腾讯等地图的火星坐标（GCJ-02）"),
            datum == Datum::bd09 ? QStringLiteral("1000") : QStringLiteral("500"),
            datum == Datum::bd09 ? QStringLiteral("百度地图") : QStringLiteral("这些地图"),
            datum == Datum::bd09 ? QStringLiteral("bd09") : QStringLiteral("gcj02"));
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
                u"WGS84", u"WORLDGEODETICSYSTEM1984", u"ITRF", u"ETRS", u"IGS", u"JGD", u"NAD83",
                u"NORTHAMERICANDATUM1983", u"NORTHAMERICAN1983"})
        || isMovedByProj(srs))
        return {};
    return unknownDatumRemark(QString::fromUtf8(srs.GetName()));
}

QString unknownDatumRemark(const QString& name)
{
    static const QStringList nameless{QStringLiteral("UNKNOWN"), QStringLiteral("UNNAMED"), QString()};
    return QStringLiteral(
        "%1的大地基准不明或没有换算参数，是照原样当 CGCS2000 放的；如果其实是西安80、北京54 或 "
        "GCJ-02，位置会偏 50～600 米。请核对资料来源，用 --crs 或 --datum 指明。")
        .arg(isUndefined(name) || nameless.contains(inCapitals(name))
                ? QStringLiteral("坐标系没有名称，它")
                : QStringLiteral("坐标系“%1”").arg(name));
}

} // namespace coop
