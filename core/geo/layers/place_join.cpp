#include "core/geo/layers/place_join.h"

#include "core/base/text/text.h"

#include <QHash>
#include <QSet>

namespace coop
{

namespace
{
/// Keys to places; a key that two places share finds neither.
class Directory
{
public:
    void add(const QString& key, qint64 place)
    {
        if (key.isEmpty())
            return;
        const auto known = places.find(key);
        if (known == places.end())
            places.insert(key, place);
        else if (*known != place)
            *known = 0;
    }
    qint64 find(const QString& key) const { return key.isEmpty() ? 0 : places.value(key); }

private:
    QHash<QString, qint64> places;
};

/// Offices write a township's code with 9 digits, statistics with 12 that end in 000; survey layers
/// sometimes as a number with a decimal point.
QString codeKey(const QString& code)
{
    QString key = comparable(code);
    if (const auto point = key.indexOf(u'.');
        point > 0 && key.mid(point + 1).count(u'0') == key.size() - point - 1)
        key.truncate(point);
    if (key.size() == 12 && key.endsWith(QStringLiteral("000")))
        key.chop(3);
    return key;
}
} // namespace

PlaceJoin joinToPlaces(
    const QList<LayerFeature>& features, const QList<NamedPlace>& places, const DistrictName& district)
{
    Directory byCode, byName, byShortName;
    for (const NamedPlace& place : places) {
        byCode.add(codeKey(place.code), place.id);
        byName.add(comparable(place.name), place.id);
        byShortName.add(shortPlaceName(place.name), place.id);
    }
    PlaceJoin join;
    join.total = int(places.size());
    QSet<qint64> found;
    for (int i = 0; i < features.size(); ++i) {
        const LayerFeature& feature = features[i];
        qint64 place = byCode.find(codeKey(feature.code));
        for (const QString& name : {feature.name, district.within(feature.name)}) {
            if (place == 0)
                place = byName.find(comparable(name));
            if (place == 0)
                place = byShortName.find(shortPlaceName(name));
        }
        join.placeOf.append(place);
        if (place == 0)
            join.unmatchedFeatures.append(i);
        else
            found.insert(place);
    }
    for (const NamedPlace& place : places)
        if (!found.contains(place.id))
            join.unmatchedPlaces.append(place.id);
    return join;
}

} // namespace coop
