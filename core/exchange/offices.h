#pragma once
#include "core/base/row_id.h"
#include "core/exchange/package/package_file.h"

namespace coop
{

class UnitOfWork;
class Workspace;
struct Author;

/// A township office's computer as the district knows it.
struct Office {
    RowId row = 0;
    QString name;
    RowId federation = 0;
    int device = 0;
    QByteArray key; ///< public
    bool active = true; ///< false: withdrawn (已停用), its packages are refused
    QString issuedOn;
};
Result<QList<Office>> offices(const Workspace& workspace);
std::optional<Office> officeOf(const Workspace& workspace, int device);
/// 停用: its packages are refused from now on. Errors: notFound.
Result<> withdrawOffice(Workspace& workspace, Author author, int device);
/// Takes over another key for an office, after people compared its fingerprint. Errors: notFound.
Result<> trustKey(Workspace& workspace, Author author, int device, const QByteArray& key);

/// What a township's workspace knows of itself; nothing at the district.
struct OfficeSelf {
    QString name;
    RowId federation = 0;
    int device = 0;
    PackageParty district;
    QByteArray keyProof; ///< signature of this office's key by the key of the 下发; none after renewKey
};
std::optional<OfficeSelf> officeSelf(const Workspace& workspace);

/// A row of the list of packages. Times are UTC.
struct PackageRecord {
    RowId row = 0;
    PackageKind kind = PackageKind::submit;
    int device = 0;
    qint64 sequence = 0;
    QString digest, madeBy;
    QDateTime created;
    QJsonObject counts, base;
    qint64 answers = 0; ///< of a receipt: the submission
    QString body; ///< digest of its bytes, kept for the next merge
};
/// Newest last, in the order in which they were noted here; with a device only its.
Result<QList<PackageRecord>> packages(const Workspace& workspace, int device = 0);
/// Whether a later package says that it goes on from this one (its mark is among its `after`).
bool goesOnFrom(const PackageRecord& record, const QString& digest);
/// Notes a package inside a unit of work. Errors: those of UnitOfWork::add.
Result<> notePackage(UnitOfWork& work, const PackageRecord& record);

/// The key of this workspace's office. Errors: refused (no key, wrong passphrase).
Result<OfficeKey> officeKey(const Workspace& workspace, const QString& passphrase);
bool hasOfficeKey(const Workspace& workspace);
/// The public half, for its fingerprint; empty when there is no key.
QByteArray ownPublicKey(const Workspace& workspace);
// Keys are written in a step of the history, by who may keep them (Deed::keepKeys). The entry says the
// fingerprint (keyNote); neither key nor passphrase stands in it.

/// Changes the passphrase. Errors: refused (wrong, too weak), locked.
Result<> changePassphrase(
    Workspace& workspace, const Author& author, const QString& before, const QString& after);
/// Makes another key when the passphrase is lost; the other side must then compare the fingerprint once.
/// Errors: refused (too weak), locked.
Result<QString> renewKey(Workspace& workspace, const Author& author, const QString& passphrase);
/// The district's key.
struct DistrictKey {
    OfficeKey key;
    QByteArray fresh; ///< under its passphrase, when it was made just now: the step that needs it keeps it
};
/// Opens it, or makes it under `passphrase` when there is none; writes nothing. Errors: refused.
Result<DistrictKey> districtKey(const Workspace& workspace, const QString& passphrase);

/// How an entry of the history names the key that is this office's from then on: 密钥指纹 1234 … .
QString keyNote(const QByteArray& publicKey);
/// The entry and hash of the newest step of the history.
PackageBase historyHead(const Workspace& workspace);

} // namespace coop
