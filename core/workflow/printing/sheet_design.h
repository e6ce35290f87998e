#pragma once
#include "core/workflow/printing/sheet_kinds.h"

#include <QPointF>

namespace coop
{

/// Everything that somebody chooses about a printed sheet, beside the quarter: what a template of the office
/// keeps under its name.
struct SheetDesign {
    SheetKind kind = SheetKind::progress;
    QString indicator{};
    QString page = QStringLiteral("A3-landscape");
    Breakdown breakdown = Breakdown::byFederation;
    QString title{}; ///< empty: what the sheet is called by itself
    QString producer{}; ///< empty: the plan's issuer
    QString reviewNumber{};
    QStringList notes{};
    QByteArray logo{}; ///< bytes of a picture file
    bool outlets = true;
    bool blackAndWhite = false;
    bool tableApart = false;
    double scale = 0; ///< denominator; 0: the largest that fits
    QPointF mapShift{}; ///< metres by which the map's middle was moved to the east and the north
    QHash<QString, QPointF> places{}; ///< SheetSettings::places

    QuarterlyMapRequest request(const Period& period, QDate made) const;
    /// What the request does not carry.
    void applyTo(Sheet& sheet) const;

    QString toJson() const;
    /// Errors: invalidValue.
    static Result<SheetDesign> fromJson(const QString& json);
};

} // namespace coop
