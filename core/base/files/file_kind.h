#pragma once
#include <QByteArray>
#include <QString>
#include <optional>

namespace coop
{

/// The kinds of files that the program writes.
enum class FileKind {
    csv,
    xlsx,
    geoJson,
    kml,
    geoPackage,
    shapefile,
    pdf,
    odt,
    png,
    tiff,
    svg,
    package,
    workspace
};

/// As a clerk calls it: Excel 工作簿.
QString fileKindTitle(FileKind kind);
/// By its ending, without a dot, in any case. A .gpkg is a GeoPackage of points, not a workspace.
std::optional<FileKind> fileKindOfEnding(const QString& ending);

/// What a file is, by its content and whatever its name.
struct SniffedFile {
    bool readable = true;
    bool openHere = false; ///< this process has it open, so it was not looked at: a workspace or a layer
    bool empty = false; ///< holds nothing that could be lost
    bool text = false;
    std::optional<FileKind> kind{}; ///< nothing: none of ours; of text also csv, which has no mark of its own
    QString title{}; ///< what it is called: “工作区”, “Word 文档”, “别的文件”
};
SniffedFile sniffFile(const QString& path);

} // namespace coop
