#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>
#include <memory>

typedef struct _GsfInfile GsfInfile; // NOLINT(bugprone-reserved-identifier): libgsf's own

namespace coop
{

/// An OLE compound file: the frame of .xls, .et, .doc and of encrypted .xlsx. Errors: the second half of a
/// sentence about the file.
class OleFile
{
public:
    static Result<OleFile> open(const QString& path);
    /// Streams and folders at the top.
    const QStringList& names() const { return top; }
    /// A stream at the top, whole. Errors: no such stream, longer than `most`, damaged.
    Result<QByteArray> read(const QString& name, qint64 most) const;

private:
    struct Close {
        void operator()(GsfInfile* file) const;
    };
    std::unique_ptr<GsfInfile, Close> file;
    QStringList top;
};

} // namespace coop
