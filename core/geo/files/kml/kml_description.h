#pragma once
#include <QList>
#include <QString>
#include <utility>

namespace coop
{

/// What ArcGIS, Google Earth and phone maps write into a placemark's description instead of fields.
struct KmlDescription {
    QList<std::pair<QString, QString>> fields; ///< in their order; a name may stand twice
    QString rest; ///< what people read beside them; the description itself where there are no fields
};

/// Tables of two columns (or with headings above one row) and lists of “镇街：某镇” in lines are fields. A
/// table of which nobody can say where its headings are gives none.
KmlDescription readKmlDescription(const QString& html);

/// What a browser shows of a name with markup in it, on one line.
QString withoutMarkup(const QString& html);

} // namespace coop
