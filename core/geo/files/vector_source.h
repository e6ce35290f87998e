#pragma once
#include "core/base/result.h"
#include "core/geo/coordinates/datum.h"
#include "core/geo/gdal_session.h"

#include <QStringList>
#include <gdal_priv.h>
#include <memory>
#include <optional>
#include <vector>

namespace coop
{

/// A layer of a file, and how its bytes become text.
struct SourceLayer {
    OGRLayer* ogr = nullptr;
    QString name;
    QString format; ///< "ESRI Shapefile", "KML"
    QByteArray encoding; ///< of all texts of its file; empty: UTF-8
    bool mayBeGcj02 = false; ///< written by 奥维, which does not say what its coordinates are
    QString unknownCrs{}; ///< the name of a coordinate system that GDAL does not know and takes for WGS 84
    /// GCJ-02 or BD-09, where the file or the layer is called or described so; the words in which it stands.
    std::optional<Datum> namedDatum{};
    QString namedIn{};
    QByteArray table{}; ///< of a Shapefile: its .dbf
    QString lacksTable{}; ///< of shapes without names: why they are a drawing and no more
    QString encodingDoubt{}; ///< a sentence without its end: why `encoding` may be wrong; empty: it is not
    qint64 promised
        = -1; ///< features that the file says it has, where its reader may end before; -1: unknown

    QString text(const char* bytes) const;
    /// The question about `namedDatum`; empty where the layer's own system (metres, GCJ-02 by name) leaves
    /// nothing to ask.
    QString datumQuestion(const QString& file) const;
};

/// A vector file opened for reading, or all vector files in a zip. Lives in the process that reads; while it
/// lives, GDAL's messages of this thread go nowhere.
class VectorSource
{
public:
    /// Refuses what is no file, no vector file, or beyond the bounds of a layer. `encoding` empty: one that
    /// fits all texts of a file.
    static Result<VectorSource> open(const QString& chosen, const QString& encoding = {});

    const std::vector<SourceLayer>& layers() const { return all; } ///< not empty
    GDALDataset& dataset() const { return *parts.front(); } ///< of the first file
    QString shortName() const { return fileName; } ///< file name for messages
    QString format() const { return all.front().format; }
    /// Encodings that all texts of the file can be in, likeliest first; of tables that do not say it.
    QStringList encodings() const { return fitting; }

    /// Tests let a failing file system of GDAL stand between the program and its files: a prefix of names.
    static void readThrough(const QByteArray& prefix);

private:
    Result<> openFile(const QByteArray& name, const QString& shown, const QString& encoding);
    Result<> openGeoJson(const QByteArray& name, const QByteArray& text, const QString& shown);
    Result<> openGpx(const QByteArray& name, const QString& shown, const QString& encoding);
    Result<> openKml(const QByteArray& name, const QString& shown, bool gcj);
    /// `words`: what stands in the file about the whole of it, where GDAL does not hand it over.
    Result<> openWithGdal(
        const QByteArray& name, const QString& shown, const QString& encoding, const QStringList& words = {});
    Result<> openZip(const QString& path, const QByteArray& name, const QString& encoding);
    void addLayers(std::unique_ptr<GDALDataset> data, const QString& format, const QByteArray& texts,
        bool gcj, const QStringList& words);

    std::unique_ptr<GdalSession> session; // ends last: closing says things, too
    std::vector<std::unique_ptr<GDALDataset>> parts;
    std::vector<SourceLayer> all;
    QString fileName;
    QStringList fitting;
    QByteArray zipRoot; ///< GDAL's name of the zip that is read, with a slash; empty for other files
    QByteArrayList zipFiles; ///< those in it that are opened
};

/// Whether a layer can hold polygons by its declared type.
bool mayHoldPolygons(OGRLayer& layer);

} // namespace coop
