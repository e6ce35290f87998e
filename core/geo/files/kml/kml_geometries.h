#pragma once
#include "core/geo/files/kml/kml_xml.h"

#include <memory>
#include <ogr_geometry.h>

namespace coop
{

/// The shapes of a KML file: what its elements make, within the bounds of a layer.
class KmlGeometries
{
public:
    explicit KmlGeometries(KmlXml& file)
        : xml(file)
    {
    }
    /// Reads any element to its end, from behind its opening tag; a geometry where it is one. `depth`: how
    /// many containers it stands in.
    std::unique_ptr<OGRGeometry> read(const QString& name, int depth);

private:
    std::unique_ptr<OGRGeometry> point();
    std::unique_ptr<OGRGeometry> polygon();
    std::unique_ptr<OGRGeometry> track();
    std::unique_ptr<OGRGeometry> model();
    std::unique_ptr<OGRGeometry> several(int depth);
    template <class Curve> std::unique_ptr<Curve> curve();
    template <class Curve> void addPlaces(Curve& curve, const QString& places);
    QString noNumber() const;

    KmlXml& xml;
    qint64 vertices = 0;
};

} // namespace coop
