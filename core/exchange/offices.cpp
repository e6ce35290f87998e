#include "core/exchange/offices.h"

#include "core/exchange/package/packed_rows.h"
#include "core/exchange/receipt/receipt.h"
#include "core/store/file/meta.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/layout/exchange_tables.h"
#include "core/store/one_step.h"
#include "core/store/people/passphrase.h"
#include "core/store/people/rights.h"
#include "core/store/rows/stored_rows.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace coop
{

namespace
{
const QString activeWord = QStringLiteral("启用");
const QString withdrawnWord = QStringLiteral("已停用");

Office officeFrom(const Record& row)
{
    return {.row = row.id,
        .name = row[u"name"].text(),
        .federation = row[u"federation"].number(),
        .device = int(row[u"device"].number()),
        .key = QByteArray::fromBase64(row[u"sign_key"].text().toLatin1()),
        .active = row[u"state"].text() == activeWord,
        .issuedOn = row[u"issued_on"].text()};
}

QJsonObject object(const FieldValue& value)
{
    return QJsonDocument::fromJson(value.text().toUtf8()).object();
}

QString jsonText(const QJsonObject& json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<> changeOffice(
    Workspace& workspace, const Author& author, int device, const std::function<void(Record&)>& change)
{
    return guarded(workspace.path(), [&]() -> Result<> {
        for (Record row : storedRows(workspace, officesSpec().id)) {
            if (row[u"device"].number() != device)
                continue;
            change(row);
            return inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<> {
                COOP_TRY(work.change(row));
                return {};
            });
        }
        return fail(ErrorKind::notFound, QStringLiteral("没有设备号为 %1 的乡镇端，请先下发").arg(device));
    });
}

/// One step that writes keys, under a reason that says which: [key of meta, value].
Result<> writeKeys(Workspace& workspace, Author author, const QString& what,
    const QList<std::pair<QString, QByteArray>>& kept)
{
    author.door = Door::keys;
    author.reason = author.reason.isEmpty() ? what : what + QStringLiteral("。原因：") + author.reason;
    return inOneStep(workspace, author,
        [&](UnitOfWork& work) -> Result<> {
            for (const auto& [key, value] : kept)
                COOP_TRY(work.keepMeta(key, value));
            return {};
        },
        {.note = true});
}

QByteArray selfJson(const QJsonObject& self)
{
    return QJsonDocument(self).toJson(QJsonDocument::Compact);
}

QJsonObject selfObject(const Workspace& workspace)
{
    return QJsonDocument::fromJson(workspace.meta(metaOffice)).object();
}

/// What people know that might serve as a passphrase: who is at work and whose office it is.
QStringList knownNames(const Workspace& workspace, const QString& who)
{
    const auto self = officeSelf(workspace);
    return {who, workspace.plan().issuer, workspace.plan().districtName, self ? self->name : QString()};
}
} // namespace

Result<QList<Office>> offices(const Workspace& workspace)
{
    return guarded(workspace.path(), [&]() -> Result<QList<Office>> {
        QList<Office> list;
        for (const Record& row : storedRows(workspace, officesSpec().id))
            list += officeFrom(row);
        return list;
    });
}

std::optional<Office> officeOf(const Workspace& workspace, int device)
{
    for (const Record& row : storedRows(workspace, officesSpec().id))
        if (row[u"device"].number() == device)
            return officeFrom(row);
    return std::nullopt;
}

Result<> withdrawOffice(Workspace& workspace, Author author, int device)
{
    author.door = Door::offices;
    return changeOffice(workspace, author, device, [](Record& row) { row.set(u"state", withdrawnWord); });
}

Result<> trustKey(Workspace& workspace, Author author, int device, const QByteArray& key)
{
    author.door = Door::offices;
    return changeOffice(workspace, author, device,
        [&](Record& row) { row.set(u"sign_key", QString::fromLatin1(key.toBase64())); });
}

std::optional<OfficeSelf> officeSelf(const Workspace& workspace)
{
    const QJsonObject json = selfObject(workspace);
    if (json.isEmpty())
        return std::nullopt;
    const auto key = [&](const char* name) {
        return QByteArray::fromBase64(json[QLatin1String(name)].toString().toLatin1());
    };
    return OfficeSelf{.name = json[QStringLiteral("name")].toString(),
        .federation = json[QStringLiteral("federation")].toInteger(),
        .device = workspace.device(),
        .district = {json[QStringLiteral("district")].toString(),
            json[QStringLiteral("district_device")].toInt(), key("district_key")},
        .keyProof = key("key_proof")};
}

Result<QList<PackageRecord>> packages(const Workspace& workspace, int device)
{
    return guarded(workspace.path(), [&]() -> Result<QList<PackageRecord>> {
        QList<PackageRecord> list;
        for (const Record& row : storedRows(workspace, packagesSpec().id)) {
            if (device != 0 && row[u"device"].number() != device)
                continue;
            PackageRecord record{.row = row.id,
                .device = int(row[u"device"].number()),
                .sequence = row[u"sequence"].number(),
                .digest = row[u"digest"].text(),
                .madeBy = row[u"made_by"].text(),
                .created = QDateTime::fromString(row[u"created"].text(), Qt::ISODateWithMs),
                .counts = object(row[u"counts"]),
                .base = object(row[u"base"]),
                .answers = row[u"answers"].text().toLongLong(),
                .body = row[u"body"].text()};
            for (const PackageKind kind : {PackageKind::issue, PackageKind::submit, PackageKind::receipt})
                if (packageKindWord(kind) == row[u"kind"].text())
                    record.kind = kind;
            list += record;
        }
        return list;
    });
}

bool goesOnFrom(const PackageRecord& record, const QString& digest)
{
    return record.base[QStringLiteral("after")].toArray().contains(QJsonValue(packageMark(digest)));
}

Result<> notePackage(UnitOfWork& work, const PackageRecord& record)
{
    Record row(packagesSpec());
    row.set(u"kind", packageKindWord(record.kind));
    row.set(u"device", record.device);
    row.set(u"sequence", record.sequence);
    row.set(u"digest", record.digest);
    row.set(u"created", record.created.toUTC().toString(Qt::ISODateWithMs));
    row.set(u"made_by", record.madeBy);
    row.set(u"counts", jsonText(record.counts));
    row.set(u"base", jsonText(record.base));
    row.set(u"answers", record.answers == 0 ? QString() : QString::number(record.answers));
    row.set(u"body", record.body);
    const auto added = work.add(row);
    return added ? Result<>() : fail(added.error());
}

bool hasOfficeKey(const Workspace& workspace)
{
    return !workspace.meta(metaOfficeKey).isEmpty();
}

QByteArray ownPublicKey(const Workspace& workspace)
{
    return OfficeKey::publicOf(workspace.meta(metaOfficeKey));
}

Result<OfficeKey> officeKey(const Workspace& workspace, const QString& passphrase)
{
    return guarded(
        workspace.path(), [&] { return OfficeKey::unlock(workspace.meta(metaOfficeKey), passphrase); });
}

QString keyNote(const QByteArray& publicKey)
{
    return QStringLiteral("密钥指纹 ") + fingerprint(publicKey);
}

Result<> changePassphrase(
    Workspace& workspace, const Author& author, const QString& before, const QString& after)
{
    // Before the passphrase is tried: a reader has no business to try any.
    COOP_TRY(may(workspace, author.who, Deed::keepKeys));
    COOP_TRY(strongEnough(after, knownNames(workspace, author.who)));
    const auto key = officeKey(workspace, before);
    COOP_TRY(key);
    const auto locked = key->lockedUnder(after);
    COOP_TRY(locked);
    return writeKeys(workspace, author, QStringLiteral("修改数据交换的口令，") + keyNote(key->publicKey()),
        {{metaOfficeKey, *locked}});
}

Result<QString> renewKey(Workspace& workspace, const Author& author, const QString& passphrase)
{
    COOP_TRY(strongEnough(passphrase, knownNames(workspace, author.who)));
    const OfficeKey key = OfficeKey::make();
    const auto locked = key.lockedUnder(passphrase);
    COOP_TRY(locked);
    QList<std::pair<QString, QByteArray>> kept{{metaOfficeKey, *locked}};
    QJsonObject self = selfObject(workspace);
    if (self.remove(QStringLiteral("key_proof")), !self.isEmpty()) // nobody vouches for the new one
        kept += {metaOffice, selfJson(self)};
    COOP_TRY(writeKeys(
        workspace, author, QStringLiteral("重设数据交换的密钥，") + keyNote(key.publicKey()), kept));
    return fingerprint(key.publicKey());
}

Result<DistrictKey> districtKey(const Workspace& workspace, const QString& passphrase)
{
    if (officeSelf(workspace))
        return fail(ErrorKind::refused, QStringLiteral("这是乡镇端的工作区，下发和合并请在区级工作区里办理"));
    if (hasOfficeKey(workspace)) {
        const auto key = officeKey(workspace, passphrase);
        return key ? Result<DistrictKey>(DistrictKey{*key, {}}) : fail(key.error());
    }
    COOP_TRY(strongEnough(passphrase, knownNames(workspace, {})));
    const OfficeKey made = OfficeKey::make();
    const auto locked = made.lockedUnder(passphrase);
    return locked ? Result<DistrictKey>(DistrictKey{made, *locked}) : fail(locked.error());
}

Result<> trustDistrictKey(Workspace& workspace, const Author& author, const QByteArray& key)
{
    QJsonObject self = selfObject(workspace);
    if (self.isEmpty() || key.isEmpty())
        return fail(ErrorKind::refused, QStringLiteral("这不是乡镇端的工作区，不用认可区级的密钥"));
    self.insert(QStringLiteral("district_key"), QString::fromLatin1(key.toBase64()));
    return writeKeys(workspace, author, QStringLiteral("认可区级的新密钥，指纹 ") + fingerprint(key),
        {{metaOffice, selfJson(self)}});
}

PackageBase historyHead(const Workspace& workspace)
{
    const QByteArray head = workspace.meta(metaLogHead);
    const auto colon = head.indexOf(':');
    return {.entry = head.left(colon).toLongLong(), .hash = QString::fromLatin1(head.mid(colon + 1))};
}

} // namespace coop
