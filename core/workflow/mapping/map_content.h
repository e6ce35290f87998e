#pragma once
#include "core/base/result.h"
#include "core/domain/plan/reading.h"
#include "core/map/map_document.h"
#include "core/store/figures/indicator_reader.h"
#include "core/workflow/mapping/theme_choice.h"

namespace coop
{

class Workspace;

/// What the map shows: 片区, or an indicator at a period's end.
struct MapTheme {
    QString indicator{}; ///< empty: the areas in the colours of their federations
    Period period = Period::ofYear(2024);
    Breakdown breakdown = Breakdown::byFederation;
    ThemeChoice choice{};

    bool operator==(const MapTheme&) const = default;
};

/// Townships, federations and the boundary layer of a workspace without any theme, points or labels chosen:
/// what stays the same while a user looks around. Errors: no boundary layer.
Result<MapDocument> mapGeometry(const Workspace& workspace);

/// The colours, legend and value labels of a theme. An indicator shows its completion where the areas have
/// targets of their own, else its value.
Result<AreaTheme> areaTheme(const Workspace& workspace, const MapTheme& theme);

/// Federations, service centres and outlets as symbols, as they were on a day: open, and in their role.
Result<QList<PointLayer>> pointLayers(
    const Workspace& workspace, QDate on, ThemeChoice::Outlets outlets = ThemeChoice::Outlets::byStar);

/// Circles whose area is an area's value, at its label point; no points when the theme is none of them.
Result<QList<PointLayer>> valueCircles(
    const Workspace& workspace, const MapTheme& theme, const MapDocument& document);

/// A document with the layers that the office added for orientation (reference_layers.h) and their credits.
/// Those that the document has already are kept where nothing changed.
Result<MapDocument> withReferenceLayers(const Workspace& workspace, const MapDocument& document);

/// All of it together.
Result<MapDocument> mapDocument(const Workspace& workspace, const MapTheme& theme);

/// 口径 of an indicator in one line: 年度发生额，2024年1月至12月累加，目标 ≥10万亩次.
QString basisLine(const Indicator& indicator, const Period& period);
/// The same with the target as the office keeps it, and below it notesFor(): under tables, charts and maps.
Result<QStringList> basisLines(const Workspace& workspace, const Indicator& indicator, const Period& period);

} // namespace coop
