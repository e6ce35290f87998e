#pragma once
#include "core/store/kept/layer_table.h"
#include "tests/core/store/test_workspace.h"

namespace coop
{

/// A boundary layer of one square township between 106.9, 28.8 and 107.4, 29.4.
inline void layDistrictBox(Workspace& workspace, RowId township)
{
    QByteArray wkb = QByteArray::fromHex("01030000000100000005000000");
    for (const auto& [x, y] : {std::pair(106.9, 28.8), std::pair(107.4, 28.8), std::pair(107.4, 29.4),
             std::pair(106.9, 29.4), std::pair(106.9, 28.8)})
        for (const double value : {x, y})
            wkb.append(reinterpret_cast<const char*>(&value), sizeof value);
    MapLayer layer;
    layer.name = QStringLiteral("边界");
    layer.role = LayerRole::boundaries;
    layer.format = QStringLiteral("GeoJSON");
    layer.crs = QStringLiteral("EPSG:4490");
    need(addMapLayer(workspace, {QStringLiteral("张三"), Door::form, QStringLiteral("测试")}, layer,
        {{wkb, {}, {}, township}}));
}

} // namespace coop
