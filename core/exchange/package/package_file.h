#pragma once
#include "core/base/files/output.h"
#include "core/base/result.h"
#include "core/exchange/package/office_key.h"

#include <QDateTime>
#include <QJsonObject>
#include <optional>

namespace coop
{

/// What kind of package: 下发 (a new office's workspace), 上报 (an office's changes), 回执 (the district's
/// answer with its corrections).
enum class PackageKind { issue, submit, receipt };
QString packageKindId(PackageKind kind); ///< issue submit receipt: JSON
QString packageKindWord(PackageKind kind); ///< 下发 上报 回执

/// An office as a package names it: the district is device 0.
struct PackageParty {
    QString name;
    int device = 0;
    QByteArray key; ///< public
};

/// What the receiver of a package has of the other side (docs/package-format.md, “base”).
struct PackageBase {
    qint64 receipt = 0; ///< last receipt that the office has opened; 0: the issue
    qint64 of = 0; ///< the submission that it answered
    qint64 entry = 0; ///< of the district's history, as far as the office knows it
    QString hash; ///< of that entry
    QString
        answered{}; ///< of a submission: mark of the one that the receipt answered; empty when there is none
    QString opened{}; ///< of a submission: mark of that receipt

    bool isNothing() const { return entry == 0; } ///< of a submission of everything: it builds on nothing
};

/// The readable part of a package; nothing personal is in it.
struct PackageHeader {
    int format = 1;
    int schema = 0;
    PackageKind kind = PackageKind::submit;
    QString plan;
    PackageParty from, to;
    qint64 sequence = 0; ///< of this kind, from this office to that, beginning with 1
    QDateTime created; ///< UTC
    PackageBase base;
    qint64 answers = 0; ///< of a receipt: the submission it answers
    QJsonObject counts; ///< registry → {add, change, remove}
    /// Marks of the packages of this kind and office that this one goes on from, the newest last: by them the
    /// receiver tells where a package belongs, never by its number or time. Nothing: written by another
    /// program.
    std::optional<QStringList> after{};
    bool practice = false; ///< of a workspace for practice, and for none else
    QByteArray keyProof; ///< of an office with a new key: signature of it by the key that the district knows
};

/// A package that was read and whose form and signature are right; the body is still sealed.
struct PackageFile {
    PackageHeader header;
    QString digest; ///< SHA-256 of the whole file, hex
    QByteArray headerBytes, sealedKey, nonce, salt, body;
    qint64 rawSize = 0;
    bool byCode = false; ///< sealed under an opening code instead of a key
};

/// By which packages name each other: the first 16 letters of the digest.
QString packageMark(const QString& digest);
inline constexpr int mostMarks = 500;

inline constexpr int packageFormat = 1;
inline constexpr qint64 largestPackage = qint64(96) * 1024 * 1024; ///< bytes, sealed
inline constexpr qint64 largestBody = qint64(96) * 1024 * 1024; ///< bytes, unpacked

/// A package's bytes, sealed to header.to.key or, with a code, to whoever knows it. Error: refused (too
/// large).
Result<QByteArray> packageBytes(PackageHeader header, const QByteArray& body, const OfficeKey& from,
    const std::optional<QString>& code = {});

/// Whether a package may be written under this name: over an earlier one of the same kind, from and to the
/// same offices, else nothing that is there. Errors: fileUnwritable.
Result<> mayWritePackage(const QString& path, const PackageHeader& header);

/// A package is written beside its place and read again; then the workspace notes it; then it gets its name.
/// A number that was noted and whose file never came is harmless, a number that was given twice is not.
class PackageOnItsWay
{
public:
    explicit PackageOnItsWay(QString path);
    PackageOnItsWay(const PackageOnItsWay&) = delete;
    PackageOnItsWay& operator=(const PackageOnItsWay&) = delete;

    /// Gives the digest. Errors: those of mayWritePackage and packageBytes; fileUnwritable, also when it
    /// reads otherwise than it was written.
    Result<QString> write(const PackageHeader& header, const QByteArray& body, const OfficeKey& from,
        const std::optional<QString>& code = {});
    /// Errors: fileUnwritable.
    Result<> putInPlace();

private:
    QString place;
    std::optional<Output> output;
};

/// Reads and checks form, sizes and signature. Errors: fileUnreadable, newerVersion, refused, each with what
/// is wrong and what to do. Whether the signer is known is the caller's to ask.
Result<PackageFile> readPackage(const QString& path);
/// The same of bytes in memory; `name` is what messages call it.
Result<PackageFile> parsePackage(const QByteArray& bytes, const QString& name);
/// The body. Errors: refused (for somebody else, wrong code, unpacks to something else than announced).
Result<QByteArray> openBody(const PackageFile& package, const OfficeKey& key);
Result<QByteArray> openBody(const PackageFile& package, const QString& code);

} // namespace coop
