#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

class GDALDataset;

namespace coop
{

/// More than any layer of an office has; beyond, a file costs minutes and gigabytes.
namespace bounds
{
constexpr int mostLayers = 1'000;
constexpr int mostFields = 1'000;
constexpr int mostFeatures = 2'000'000;
constexpr qint64 mostVertices = 20'000'000;
constexpr int deepest = 32; ///< geometry collections in each other, folders in each other
constexpr int mostZipEntries = 5'000;
constexpr qint64 mostUnzipped = 2'000'000'000; ///< bytes
constexpr qint64 mostTextFile = 300'000'000; ///< bytes of a file that is read at once
} // namespace bounds

/// One file in a zip.
struct ZipEntry {
    QByteArray rawName;
    bool utf8 = false; ///< the zip says so
    qint64 size = 0; ///< unpacked, as the zip says
};

/// The directory of a zip, in its order. Refuses what is no whole zip, and more than the bounds allow, before
/// anything is unpacked. `shown`: the file's name for messages.
Result<QList<ZipEntry>> zipDirectory(const QString& path, const QString& shown);

/// Looks through the bytes of a JSON: nested too deeply, too many different names, NaN or Infinity for a
/// coordinate. Broken JSON is left to the reader.
Result<> checkJson(const QByteArray& bytes, const QString& shown);

/// Looks through a .mif or .dxf for coordinates that are no numbers (107,11 or 1o7.11): GDAL takes the digits
/// in front, 107, without a word. Other files are good.
Result<> checkWrittenNumbers(const QByteArray& name, const QString& shown);
/// The same for the text of a GPX, in UTF-8.
Result<> checkGpx(const QByteArray& text, const QString& shown);

/// Layers and fields of a file that was opened.
Result<> checkLayout(GDALDataset& data, const QString& shown);

/// The whole of a file of GDAL's file systems. Errors: fileUnreadable, larger than bounds::mostTextFile.
Result<QByteArray> wholeFile(const QByteArray& name, const QString& shown);

} // namespace coop
