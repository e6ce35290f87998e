#pragma once
#include <QString>

class OGRGeometry;

namespace coop
{

struct Shape;

/// While one lives, GDAL's messages of this thread go here instead of to standard error. GDAL's drivers are
/// registered on first use.
class GdalSession
{
public:
    GdalSession();
    ~GdalSession();
    GdalSession(const GdalSession&) = delete;
    GdalSession& operator=(const GdalSession&) = delete;

    QString lastError() const; ///< the last message, empty when all went well
};

/// Polygons of a GDAL geometry, of any nesting; lines and points in it are left out.
Shape shapeFromOgr(const OGRGeometry& geometry);

} // namespace coop
