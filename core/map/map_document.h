#pragma once
#include "core/geo/coordinates/projection.h"
#include "core/geo/shapes/geometry.h"
#include "core/geo/shapes/spatial_index.h"
#include "core/map/detail_levels.h"
#include "core/map/reference_layer.h"
#include "core/map/theme/area_theme.h"

#include <QList>
#include <QSharedDataPointer>
#include <optional>

namespace coop
{

/// An area of the map, a township. Geometry is in the document's projection.
struct MapArea {
    qint64 id = 0;
    QString code;
    QString name;
    Shape shape{};
    qint64 group = 0; ///< MapGroup::id, 0 when none
    std::optional<MapPoint> labelAt{}; ///< where its name goes; else well inside
};

/// Areas that belong together, a federation (片区). Its outline comes from its areas.
struct MapGroup {
    qint64 id = 0;
    QString code;
    QString name;
    std::optional<MapPoint> seat{}; ///< where it sits; else no symbol
    Shape shape{}; ///< left empty, it is dissolved from the areas
};

/// What lies around: a neighbour district, drawn pale and named.
struct ContextArea {
    QString name;
    Shape shape{};
};

struct PointFeature {
    qint64 id = 0;
    QString name;
    MapPoint at{};
    int stars = 0; ///< 0: not rated
    double sizeMm = 0; ///< 0: the layer's; otherwise for proportional symbols
};

/// Points drawn with one symbol and named once in the legend.
struct PointLayer {
    QString id;
    QString title; ///< in the legend: 农村综合服务社
    QString symbol; ///< outlet, star-outlet, centre, federation, township-seat (symbols/symbol.h)
    QColor colour{0x1F, 0x7A, 0x5A};
    double sizeMm = 2.0;
    bool named = false; ///< write the points' names where there is room
    bool visible = true;
    bool clustered = false; ///< points that would overlap are drawn as one disc with their number
    QList<PointFeature> points{};
};

/// What the caller hands over; the map reads no ledger and no plan.
struct MapContent {
    Projection projection{};
    QList<MapArea> areas{};
    QList<MapGroup> groups{};
    QList<ContextArea> context{};
    QList<PointLayer> points{};
    QList<ReferenceLayer> references{}; ///< in the order in which they are drawn
    double areaOpacity = 1; ///< of the theme's colours, so that what lies below is seen
    AreaTheme theme{};
    bool areaNames = true;
    bool groupNames = true;
    bool values = true;
    bool schematic = false; ///< prints 示意边界，非法定界线
    QStringList credits{};

    QStringList allCredits() const; ///< and those of the reference layers that show
};

/// A map's content, made ready to draw: outlines dissolved, label points found, indexes built. Never changes;
/// copies share, and any thread may draw it.
class MapDocument
{
public:
    MapDocument();
    explicit MapDocument(MapContent content);
    MapDocument(const MapDocument&);
    MapDocument& operator=(const MapDocument&);
    ~MapDocument();

    /// The same geometry with another theme: nothing is dissolved or indexed again.
    MapDocument withTheme(AreaTheme theme) const;
    /// The same with other points.
    MapDocument withPoints(QList<PointLayer> points) const;
    /// The same with other layers for orientation.
    MapDocument withReferences(QList<ReferenceLayer> references, double areaOpacity) const;
    /// The same with names and values shown or not.
    MapDocument withLabels(bool areaNames, bool groupNames, bool values) const;

    bool isEmpty() const;
    const MapContent& content() const;
    const Shape& outline() const; ///< of all areas together
    Bounds bounds() const; ///< of the areas, else of the points
    /// Well inside the area. Worked out when it is first asked for: most areas of a large map are too small
    /// to be named.
    MapPoint labelPoint(int area) const;
    MapPoint groupLabelPoint(int group) const;
    bool isNeighbour(int context) const; ///< a context area that is not the map's own district
    const SpatialIndex& areaIndex() const;
    const SpatialIndex& contextIndex() const;
    const SpatialIndex& pointIndex(int layer) const;
    const Bounds& pointBounds(int layer) const;
    // Shapes at the detail that a scale shows, by position; the outline is the only one of its own.
    const DetailLevels& areaDetail() const;
    const DetailLevels& groupDetail() const;
    const DetailLevels& contextDetail() const;
    const DetailLevels& outlineDetail() const;
    /// The mark of an area, its own or its group's.
    AreaMark markOf(const MapArea& area) const;

private:
    struct Geometry;
    struct Data;
    QSharedDataPointer<Data> d;
};

} // namespace coop
