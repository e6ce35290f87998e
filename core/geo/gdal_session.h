#pragma once
class OGRGeometry;

namespace coop
{

struct Shape;

/// While one lives, GDAL's messages of this thread do not go to standard error. GDAL's drivers are registered
/// on first use.
class GdalSession
{
public:
    GdalSession();
    ~GdalSession();
    GdalSession(const GdalSession&) = delete;
    GdalSession& operator=(const GdalSession&) = delete;
};

/// Polygons of a GDAL geometry, of any nesting; lines and points in it are left out.
Shape shapeFromOgr(const OGRGeometry& geometry);

} // namespace coop
