#include "core/map/theme/ramps.h"

#include <QHash>
#include <algorithm>
#include <cmath>

namespace coop
{

namespace
{
/// The ends and what lies between, light to dark; other numbers of classes are taken from along them.
const QHash<QString, QList<QRgb>>& anchors()
{
    static const QHash<QString, QList<QRgb>> all{
        {QStringLiteral("blues"), {0xEFF3FF, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5}},
        {QStringLiteral("oranges"), {0xFEEDDE, 0xFDD0A2, 0xFDAE6B, 0xFD8D3C, 0xE6550D, 0xA63603}},
        {QStringLiteral("purples"), {0xF2F0F7, 0xDADAEB, 0xBCBDDC, 0x9E9AC8, 0x807DBA, 0x6A51A3}},
        {QStringLiteral("yellow-blue"), {0xFFFFCC, 0xC7E9B4, 0x7FCDBB, 0x41B6C4, 0x2C7FB8, 0x253494}},
        {QStringLiteral("greys"), {0xF7F7F7, 0xD9D9D9, 0xBDBDBD, 0x969696, 0x737373, 0x525252}}};
    return all;
}

QColor between(QRgb a, QRgb b, double part)
{
    const auto mix = [part](int x, int y) { return int(std::lround(x + (y - x) * part)); };
    return QColor(mix(qRed(a), qRed(b)), mix(qGreen(a), qGreen(b)), mix(qBlue(a), qBlue(b)));
}
} // namespace

const QList<Ramp>& ramps()
{
    static const QList<Ramp> all{{QStringLiteral("green"), QStringLiteral("绿色")},
        {QStringLiteral("blues"), QStringLiteral("蓝色")},
        {QStringLiteral("oranges"), QStringLiteral("橙色")},
        {QStringLiteral("purples"), QStringLiteral("紫色")},
        {QStringLiteral("yellow-blue"), QStringLiteral("黄到蓝")},
        {QStringLiteral("greys"), QStringLiteral("灰色")}};
    return all;
}

QList<QColor> rampColours(const QString& id, int wanted)
{
    const int count = std::clamp(wanted, 1, 7);
    const QList<QRgb> along = anchors().value(id);
    QList<QColor> colours;
    if (along.isEmpty())
        return colours;
    for (int i = 0; i < count; ++i) {
        const double at = count == 1 ? 0.5 * double(along.size() - 1)
                                     : double(i) * double(along.size() - 1) / (count - 1);
        const auto low = std::min(qsizetype(at), along.size() - 2);
        colours += between(along[low], along[low + 1], at - double(low));
    }
    return colours;
}

} // namespace coop
