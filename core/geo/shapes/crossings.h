#pragma once
#include <QtGlobal>

class OGRGeometry;

namespace coop
{

/// How often the edges of polygons cross, touch or overlap elsewhere than where they follow each other: what
/// mending them costs. Counting stops beyond `most`, and where even counting would take long.
qint64 crossingsOf(const OGRGeometry& polygons, qint64 most);

} // namespace coop
