#include "core/geo/files/kml/kml_folder.h"

#include "core/base/text/text.h"

#include <algorithm>
#include <ogrsf_frmts.h>

namespace coop
{

const QStringList& kmlBuiltInFields()
{
    static const QStringList fields{QStringLiteral("name"), QStringLiteral("description"),
        QStringLiteral("address"), QStringLiteral("phoneNumber")};
    return fields;
}

void addFeatures(OGRLayer& layer, KmlFolder& folder)
{
    const auto add = [&](const QString& name) {
        OGRFieldDefn definition(name.toUtf8().constData(), OFTString);
        layer.CreateField(&definition);
    };
    QStringList fields = folder.fields;
    QHash<QString, QString> into; // built-in → field
    for (const QString& each : kmlBuiltInFields()) {
        if (std::none_of(folder.placemarks.begin(), folder.placemarks.end(),
                [&](const KmlPlacemark& placemark) { return !placemark.builtIn.value(each).isEmpty(); }))
            continue;
        const QString title = each == QStringLiteral("name") ? QStringLiteral("Name") : each;
        QString same;
        for (const QString& own : std::as_const(folder.fields))
            if (comparable(own) == comparable(title)
                || (each == QStringLiteral("name") && comparable(own) == QStringLiteral("名称")))
                same = own;
        if (same.isEmpty())
            fields.append(title);
        into.insert(each, same.isEmpty() ? title : same);
    }
    for (const QString& field : std::as_const(fields))
        add(field);
    for (KmlPlacemark& placemark : folder.placemarks) {
        for (auto built = into.cbegin(); built != into.cend(); ++built)
            if (QString& value = placemark.values[built.value()]; value.isEmpty())
                value = placemark.builtIn.value(built.key());
        OGRFeature feature(layer.GetLayerDefn());
        for (int i = 0; i < fields.size(); ++i)
            if (const QString value = placemark.values.value(fields[i]); !value.isEmpty())
                feature.SetField(i, value.toUtf8().constData());
        if (placemark.geometry)
            feature.SetGeometryDirectly(placemark.geometry.release());
        if (layer.CreateFeature(&feature) != OGRERR_NONE)
            return;
        placemark = {};
    }
    folder.placemarks.clear();
}

} // namespace coop
