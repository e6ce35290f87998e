#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>
#include <memory>
#include <optional>

class QFile;

namespace coop
{

/// An OLE compound file ([MS-CFB]): the frame of .xls, .et, .doc and of encrypted .xlsx. Errors: the second
/// half of a sentence about the file.
class OleFile
{
public:
    static Result<OleFile> open(const QString& path);
    OleFile(OleFile&&) noexcept;
    ~OleFile();
    /// Streams and folders at the top.
    const QStringList& names() const { return top; }
    /// A stream at the top, whole. Errors: no such stream, longer than `most`, damaged.
    Result<QByteArray> read(const QString& name, qint64 most) const;

private:
    struct Stream {
        quint32 first; ///< sector
        qint64 size;
    };
    OleFile();
    bool readTables(const QByteArray& header);
    void readNames(const QByteArray& folder);
    qint64 sectorBytes() const { return qint64(1) << shift; }
    QByteArray sectors(const QList<quint32>& which, qint64 size) const;
    QByteArray inSectors(quint32 first, qint64 size) const;

    std::unique_ptr<QFile> file;
    int shift = 9; ///< a sector has 2^shift bytes,
    int smallShift = 6; ///< a small one, inside the stream of small streams, 2^smallShift
    qint64 smallBelow = 4096; ///< streams shorter than this lie in small sectors
    QByteArray table; ///< for each sector the one that follows it in its chain
    QByteArray smallTable; ///< the same for small sectors
    QByteArray smallSectors;
    QStringList top;
    QList<std::optional<Stream>> streams; ///< beside `top`; nothing for a folder
};

} // namespace coop
