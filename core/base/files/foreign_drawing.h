#pragma once
#include <QByteArray>
#include <QString>
#include <functional>
#include <optional>

namespace coop
{

/// A drawing, a map or a model of another program that no door of this one reads.
struct ForeignDrawing {
    QString what; ///< AutoCAD 图纸（DWG）
    QString remedy; ///< what to do, a clause: 请用 AutoCAD 或 CASS 打开，另存为 DXF
};

/// Bytes of a file: at most so many from there on; fewer where it ends.
using ReadAt = std::function<QByteArray(qint64 from, qint64 most)>;

/// Told from the bytes and never from the name. Nothing: it is none of these, which does not say that it can
/// be read.
std::optional<ForeignDrawing> foreignDrawing(const ReadAt& read);

} // namespace coop
