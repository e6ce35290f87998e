#include "core/map/symbols/symbol.h"

#include <QHash>
#include <QPainter>

namespace coop
{

namespace
{
const QHash<QString, SymbolShape>& allSymbols()
{
    static const QHash<QString, SymbolShape> all{
        {QStringLiteral("outlet"), outletSymbol()},
        {QStringLiteral("star-outlet"), starOutletSymbol()},
        {QStringLiteral("centre"), centreSymbol()},
        {QStringLiteral("federation"), federationSymbol()},
        {QStringLiteral("township-seat"), townshipSeatSymbol()},
    };
    return all;
}
} // namespace

const SymbolShape& symbolShape(const QString& id)
{
    const auto& all = allSymbols();
    const auto it = all.constFind(id);
    return it != all.constEnd() ? *it : *all.constFind(QStringLiteral("outlet"));
}

QStringList symbolIds()
{
    return {QStringLiteral("outlet"), QStringLiteral("star-outlet"), QStringLiteral("centre"),
        QStringLiteral("federation"), QStringLiteral("township-seat")};
}

void drawSymbol(
    QPainter& painter, const QString& id, QPointF at, double size, QColor colour, double unitsPerMm)
{
    const SymbolShape& shape = symbolShape(id);
    const double line = 0.18 * unitsPerMm / size; // in the symbol's own box
    painter.save();
    painter.translate(at);
    painter.scale(size, size);
    QPen edge(shape.hollow ? colour : Qt::white, shape.hollow ? line * 1.8 : line);
    edge.setJoinStyle(Qt::MiterJoin);
    painter.setPen(edge);
    painter.setBrush(shape.hollow ? QColor(Qt::white) : colour);
    painter.drawPath(shape.figure);
    if (!shape.knockout.isEmpty()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(shape.hollow ? colour : QColor(Qt::white));
        painter.drawPath(shape.knockout);
    }
    painter.restore();
}

} // namespace coop
