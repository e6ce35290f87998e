#include "core/map/theme/hatch.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace coop
{

namespace
{
/// Parallel lines inside the rings at an angle; counted from the origin, so that neighbours' lines meet.
void addLines(QList<QLineF>& out, const QList<QPolygonF>& rings, double degrees, double spacing, double dot)
{
    const double angle = degrees * std::numbers::pi / 180;
    const double c = std::cos(angle), s = std::sin(angle);
    const auto turn = [&](QPointF p) { return QPointF(p.x() * c + p.y() * s, -p.x() * s + p.y() * c); };
    const auto back = [&](double x, double y) { return QPointF(x * c - y * s, x * s + y * c); };

    QList<QPolygonF> turned;
    double top = HUGE_VAL, bottom = -HUGE_VAL;
    for (const QPolygonF& ring : rings) {
        QPolygonF t;
        t.reserve(ring.size());
        for (const QPointF& p : ring) {
            t.append(turn(p));
            top = std::min(top, t.last().y());
            bottom = std::max(bottom, t.last().y());
        }
        turned.append(t);
    }
    if (!(top < bottom) || (bottom - top) / spacing > 20000)
        return;
    const auto first = qint64(std::ceil(top / spacing)), last = qint64(std::floor(bottom / spacing));
    QList<QList<double>> crossings(last - first + 1);
    for (const QPolygonF& ring : turned) {
        for (qsizetype i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            QPointF a = ring[j], b = ring[i];
            if (a.y() > b.y())
                std::swap(a, b);
            const auto from = qint64(std::ceil(a.y() / spacing));
            for (qint64 k = from; double(k) * spacing < b.y(); ++k)
                if (k >= first && k <= last)
                    crossings[k - first].append(
                        a.x() + (double(k) * spacing - a.y()) / (b.y() - a.y()) * (b.x() - a.x()));
        }
    }
    for (qint64 k = first; k <= last; ++k) {
        QList<double>& xs = crossings[k - first];
        std::sort(xs.begin(), xs.end());
        const double y = double(k) * spacing;
        for (qsizetype i = 0; i + 1 < xs.size(); i += 2) {
            if (dot <= 0) {
                out.append(QLineF(back(xs[i], y), back(xs[i + 1], y)));
                continue;
            }
            const double offset = k % 2 == 0 ? 0 : dot / 2;
            for (double n = std::ceil((xs[i] - offset) / dot); n * dot + offset < xs[i + 1]; ++n) {
                const QPointF p = back(n * dot + offset, y);
                out.append(QLineF(p, p));
            }
        }
    }
}
} // namespace

QList<QLineF> hatchLines(const QList<QPolygonF>& rings, Hatch hatch, double spacing)
{
    QList<QLineF> lines;
    if (spacing <= 0)
        return lines;
    switch (hatch) {
    case Hatch::none:
        break;
    case Hatch::dots:
        addLines(lines, rings, 0, spacing * 0.9, spacing * 1.8);
        break;
    case Hatch::diagonal:
        addLines(lines, rings, -45, spacing, 0);
        break;
    case Hatch::backDiagonal:
        addLines(lines, rings, 45, spacing, 0);
        break;
    case Hatch::horizontal:
        addLines(lines, rings, 0, spacing, 0);
        break;
    case Hatch::vertical:
        addLines(lines, rings, 90, spacing, 0);
        break;
    case Hatch::cross:
        addLines(lines, rings, 0, spacing * 1.2, 0);
        addLines(lines, rings, 90, spacing * 1.2, 0);
        break;
    case Hatch::diagonalCross:
        addLines(lines, rings, 45, spacing * 1.2, 0);
        addLines(lines, rings, -45, spacing * 1.2, 0);
        break;
    case Hatch::dense:
        addLines(lines, rings, -45, spacing * 0.5, 0);
        break;
    }
    return lines;
}

} // namespace coop
