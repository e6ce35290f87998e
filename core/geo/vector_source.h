#pragma once
#include "core/base/result.h"
#include "core/geo/gdal_session.h"

#include <gdal_priv.h>
#include <memory>
#include <optional>

namespace coop
{

/// A vector file opened with GDAL for reading; knows how to turn its bytes into text.
class VectorSource
{
public:
    /// Refuses what is no file, or no vector file. `encoding` empty: what the file says, else UTF-8 or
    /// GB18030.
    static Result<VectorSource> open(const QString& path, const QString& encoding = {});

    GDALDataset& dataset() const { return *data; }
    QString text(const char* bytes) const;
    QString shortName() const { return fileName; } ///< file name for messages
    QString format() const;

private:
    std::unique_ptr<GDALDataset> data;
    QString fileName;
    QByteArray recodeFrom; ///< set when the driver gives raw bytes in a known encoding
    bool forced = false; ///< somebody said so; else the .cpg did
};

/// Bytes as text in an encoding that iconv knows; nothing when they are no such text.
std::optional<QString> decodedFrom(const QByteArray& bytes, const QByteArray& encoding);

/// Whether a layer can hold polygons by its declared type.
bool mayHoldPolygons(OGRLayer& layer);

} // namespace coop
