#pragma once
#include "core/base/result.h"
#include "core/geo/files/source_layer.h"
#include "core/geo/gdal_session.h"

#include <QStringList>
#include <gdal_priv.h>
#include <memory>
#include <vector>

namespace coop
{

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

} // namespace coop
