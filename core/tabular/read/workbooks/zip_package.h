#pragma once
#include "core/base/result.h"

#include <QByteArrayView>
#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <optional>

struct zip;

namespace coop
{

/// A zip archive that is read part by part, each streamed once and never whole in memory. Names count without
/// regard to case and to which way their slashes lean. Errors are the second half of a sentence about the
/// file.
class ZipPackage
{
public:
    /// `own`: this program wrote it, so there is no limit to its size. Errors: fileUnreadable.
    static Result<ZipPackage> open(const QString& path, bool own = false);

    bool has(const QString& part) const { return parts.contains(key(part)); }
    /// All of them, in small letters, without folders.
    QStringList names() const;
    /// Whether the part is locked with a password of the archive.
    bool isLocked(const QString& part) const;
    /// Gives the part to `take` piece by piece; it stops when `take` returns false. Errors: fileUnreadable
    /// (no such part, damaged, a checksum that does not fit, more than the limits unpacked).
    Result<> read(const QString& part, const std::function<bool(QByteArrayView)>& take);

private:
    struct Close {
        void operator()(zip* archive) const;
    };
    static QString key(const QString& part);

    std::unique_ptr<zip, Close> archive;
    QHash<QString, qint64> parts; ///< name → index
    QSet<QString> twice; ///< parts of which there are two: nobody can say which one was seen
    qint64 unpacked = 0;
    bool bounded = true;
};

} // namespace coop
