#pragma once
#include "core/geo/coordinates/datum.h"

#include <QByteArray>
#include <QStringList>
#include <gdal_priv.h>
#include <optional>

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
    /// Sets `namedDatum` by what its names and descriptions say, and by `words` about the whole of its file.
    void findDatum(const QStringList& words);
    /// The question about `namedDatum`; empty where the layer's own system (metres, GCJ-02 by name) leaves
    /// nothing to ask.
    QString datumQuestion(const QString& file) const;
};

/// Whether a layer can hold polygons by its declared type.
bool mayHoldPolygons(OGRLayer& layer);

} // namespace coop
