#include "core/exchange/package_file.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QtEndian>
#include <sodium.h>
#include <zlib.h>

namespace coop
{

namespace
{
const QByteArray magic = QByteArrayLiteral("COOPMAP PACKAGE\n");
constexpr qint64 largestHeader = 256 * 1024;

const unsigned char* bytes(const QByteArray& array)
{
    return reinterpret_cast<const unsigned char*>(array.constData());
}

unsigned char* bytes(QByteArray& array)
{
    return reinterpret_cast<unsigned char*>(array.data());
}

QString base64(const QByteArray& array)
{
    return QString::fromLatin1(array.toBase64());
}

QByteArray unbase64(const QJsonValue& value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QJsonObject toJson(const PackageParty& party)
{
    return {{QStringLiteral("name"), party.name}, {QStringLiteral("device"), party.device},
        {QStringLiteral("key"), base64(party.key)}};
}

PackageParty partyOf(const QJsonValue& value)
{
    return {value[QStringLiteral("name")].toString(), value[QStringLiteral("device")].toInt(-1),
        unbase64(value[QStringLiteral("key")])};
}

QJsonObject toJson(const PackageHeader& header)
{
    return {{QStringLiteral("format"), header.format}, {QStringLiteral("schema"), header.schema},
        {QStringLiteral("kind"), packageKindId(header.kind)}, {QStringLiteral("plan"), header.plan},
        {QStringLiteral("from"), toJson(header.from)}, {QStringLiteral("to"), toJson(header.to)},
        {QStringLiteral("sequence"), header.sequence},
        {QStringLiteral("created"), header.created.toUTC().toString(Qt::ISODate)},
        {QStringLiteral("author"), header.author},
        {QStringLiteral("base"),
            QJsonObject{{QStringLiteral("receipt"), header.base.receipt},
                {QStringLiteral("of"), header.base.of}, {QStringLiteral("entry"), header.base.entry},
                {QStringLiteral("hash"), header.base.hash}}},
        {QStringLiteral("answers"), header.answers}, {QStringLiteral("counts"), header.counts},
        {QStringLiteral("key_proof"), base64(header.keyProof)}};
}

std::optional<PackageKind> kindOf(const QString& id)
{
    for (const PackageKind kind : {PackageKind::issue, PackageKind::submit, PackageKind::receipt})
        if (packageKindId(kind) == id)
            return kind;
    return std::nullopt;
}

tl::unexpected<Error> damaged(const QString& path, const char16_t* what)
{
    return fail(ErrorKind::refused,
        QStringLiteral("“%1”不是完整的数据包（%2），没有做任何修改。请让对方重新导出，或重新拷贝一次")
            .arg(QFileInfo(path).fileName(), QString::fromUtf16(what)));
}

std::optional<PackageHeader> headerOf(const QJsonObject& json)
{
    const auto kind = kindOf(json[QStringLiteral("kind")].toString());
    const QJsonObject base = json[QStringLiteral("base")].toObject();
    if (!kind)
        return std::nullopt;
    PackageHeader header{.format = json[QStringLiteral("format")].toInt(),
        .schema = json[QStringLiteral("schema")].toInt(),
        .kind = *kind,
        .plan = json[QStringLiteral("plan")].toString(),
        .from = partyOf(json[QStringLiteral("from")]),
        .to = partyOf(json[QStringLiteral("to")]),
        .sequence = json[QStringLiteral("sequence")].toInteger(),
        .created = QDateTime::fromString(json[QStringLiteral("created")].toString(), Qt::ISODate),
        .author = json[QStringLiteral("author")].toString(),
        .base = {base[QStringLiteral("receipt")].toInteger(), base[QStringLiteral("of")].toInteger(),
            base[QStringLiteral("entry")].toInteger(), base[QStringLiteral("hash")].toString()},
        .answers = json[QStringLiteral("answers")].toInteger(),
        .counts = json[QStringLiteral("counts")].toObject(),
        .keyProof = unbase64(json[QStringLiteral("key_proof")])};
    const auto named = [](const PackageParty& party) {
        return !party.name.isEmpty() && party.device >= 0 && party.device <= 1023
            && party.key.size() == crypto_sign_PUBLICKEYBYTES;
    };
    if (!named(header.from) || !named(header.to) || header.sequence < 1 || !header.created.isValid())
        return std::nullopt;
    return header;
}

/// What is signed: everything before the signature, hashed.
QByteArray signedBytes(const QCryptographicHash& content)
{
    return QByteArrayLiteral("coopmap package 1\n") + content.result();
}

QByteArray deflated(const QByteArray& body)
{
    uLongf size = compressBound(uLong(body.size()));
    QByteArray packed(qsizetype(size), Qt::Uninitialized);
    if (compress2(bytes(packed), &size, bytes(body), uLong(body.size()), Z_DEFAULT_COMPRESSION) != Z_OK)
        throw std::bad_alloc();
    packed.truncate(qsizetype(size));
    return packed;
}

/// Exactly `size` bytes, or nothing: what unpacks to more is stopped there.
std::optional<QByteArray> inflated(const QByteArray& packed, qint64 size)
{
    QByteArray body(qsizetype(size), Qt::Uninitialized);
    uLongf got = uLongf(size);
    uLong used = uLong(packed.size());
    unsigned char none = 0;
    if (uncompress2(size == 0 ? &none : bytes(body), &got, bytes(packed), &used) != Z_OK
        || got != uLongf(size) || used != uLong(packed.size()))
        return std::nullopt;
    return body;
}

QByteArray random(int size)
{
    QByteArray array(size, Qt::Uninitialized);
    randombytes_buf(array.data(), size_t(size));
    return array;
}

/// The body's key, sealed; `header` gets how.
Result<QByteArray> sealKey(
    QJsonObject& header, const QByteArray& key, const PackageHeader& content, const std::optional<QString>& code)
{
    if (!code) {
        const QByteArray sealed = sealedTo(content.to.key, key);
        if (sealed.isEmpty())
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”登记的公钥不对，不能加密给它，请重新下发").arg(content.to.name));
        header.insert(QStringLiteral("sealed_key"), base64(sealed));
        return sealed;
    }
    const QByteArray salt = random(crypto_pwhash_SALTBYTES);
    const QByteArray nonce = random(crypto_secretbox_NONCEBYTES);
    const QByteArray under = keyFrom(*code, salt);
    if (under.isEmpty())
        return fail(ErrorKind::refused, QStringLiteral("内存不足，请关闭别的程序以后再试"));
    QByteArray box(key.size() + int(crypto_secretbox_MACBYTES), Qt::Uninitialized);
    crypto_secretbox_easy(bytes(box), bytes(key), size_t(key.size()), bytes(nonce), bytes(under));
    header.insert(QStringLiteral("salt"), base64(salt));
    header.insert(QStringLiteral("sealed_key"), base64(nonce + box));
    return nonce + box;
}

Result<QByteArray> unpacked(const PackageFile& package, const QByteArray& key)
{
    if (package.body.size() < int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
        || key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
        return fail(ErrorKind::refused, QStringLiteral("数据包的内容打不开，没有做任何修改，请让对方重新导出"));
    QByteArray packed(
        package.body.size() - int(crypto_aead_xchacha20poly1305_ietf_ABYTES), Qt::Uninitialized);
    unsigned long long size = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(packed), &size, nullptr, bytes(package.body),
            size_t(package.body.size()), bytes(package.headerBytes), size_t(package.headerBytes.size()),
            bytes(package.nonce), bytes(key))
        != 0)
        return fail(ErrorKind::refused, QStringLiteral("数据包的内容打不开，没有做任何修改，请让对方重新导出"));
    auto body = inflated(packed, package.rawSize);
    if (!body)
        return fail(ErrorKind::refused,
            QStringLiteral("数据包解开后的大小与说明不符，没有做任何修改，请让对方重新导出"));
    return *body;
}
} // namespace

QString packageKindId(PackageKind kind)
{
    return kind == PackageKind::issue ? QStringLiteral("issue")
        : kind == PackageKind::submit ? QStringLiteral("submit")
                                      : QStringLiteral("receipt");
}

QString packageKindWord(PackageKind kind)
{
    return kind == PackageKind::issue ? QStringLiteral("下发")
        : kind == PackageKind::submit ? QStringLiteral("上报")
                                      : QStringLiteral("回执");
}

Result<QString> writePackage(const QString& path, PackageHeader header, const QByteArray& body,
    const OfficeKey& from, const std::optional<QString>& code)
{
    startSodium();
    header.from.key = from.publicKey();
    QJsonObject json = toJson(header);
    const QByteArray packed = deflated(body);
    if (body.size() > largestBody || packed.size() > largestPackage - largestHeader)
        return fail(ErrorKind::refused,
            QStringLiteral("数据包太大（%1 MB），请先减少附件再导出").arg(packed.size() / 1'000'000));
    const QByteArray key = random(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    const QByteArray nonce = random(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    if (const auto sealed = sealKey(json, key, header, code); !sealed)
        return fail(sealed.error());
    json.insert(QStringLiteral("nonce"), base64(nonce));
    json.insert(QStringLiteral("unpacked"), body.size());
    const QByteArray head = QJsonDocument(json).toJson(QJsonDocument::Compact);
    QByteArray sealed(packed.size() + int(crypto_aead_xchacha20poly1305_ietf_ABYTES), Qt::Uninitialized);
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(sealed), &size, bytes(packed), size_t(packed.size()),
        bytes(head), size_t(head.size()), nullptr, bytes(nonce), bytes(key));
    QByteArray lengths(12, Qt::Uninitialized);
    qToLittleEndian(quint32(head.size()), lengths.data());
    qToLittleEndian(quint64(sealed.size()), lengths.data() + 4);
    QCryptographicHash content(QCryptographicHash::Sha256), whole(QCryptographicHash::Sha256);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("不能写入“%1”（%2），请换一个文件夹或检查 U 盘").arg(path, file.errorString()));
    for (const QByteArray& piece : {magic, lengths, head, sealed}) {
        content.addData(piece);
        whole.addData(piece);
        file.write(piece);
    }
    const QByteArray signature = from.sign(signedBytes(content));
    whole.addData(signature);
    file.write(signature);
    if (!file.commit())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("“%1”没有写成（%2），请检查磁盘或 U 盘是否已满、是否被拔出")
                .arg(path, file.errorString()));
    return QString::fromLatin1(whole.result().toHex());
}

Result<PackageFile> readPackage(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("数据包“%1”打不开（%2），请检查路径和 U 盘").arg(path, file.errorString()));
    const qint64 total = file.size();
    const QByteArray start = file.read(magic.size());
    if (start != magic)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”不是本程序的数据包，请选择扩展名为 .nfb 的文件").arg(QFileInfo(path).fileName()));
    const QByteArray lengths = file.read(12);
    if (lengths.size() != 12)
        return damaged(path, u"文件不完整");
    const qint64 headSize = qFromLittleEndian<quint32>(lengths.constData());
    const quint64 bodySize = qFromLittleEndian<quint64>(lengths.constData() + 4);
    if (headSize > largestHeader || bodySize > quint64(largestPackage))
        return damaged(path, u"大小不对");
    if (total != magic.size() + 12 + headSize + qint64(bodySize) + crypto_sign_BYTES)
        return damaged(path, u"文件被截断或后面多了内容");
    PackageFile package;
    package.headerBytes = file.read(headSize);
    package.body = file.read(qint64(bodySize));
    const QByteArray signature = file.read(crypto_sign_BYTES);
    if (package.headerBytes.size() != headSize || package.body.size() != qint64(bodySize)
        || signature.size() != crypto_sign_BYTES)
        return damaged(path, u"文件不完整");
    const QJsonObject json = QJsonDocument::fromJson(package.headerBytes).object();
    // Before anything else: a newer form may mean other fields.
    if (json[QStringLiteral("format")].toInt() > packageFormat)
        return fail(ErrorKind::newerVersion,
            QStringLiteral("数据包“%1”是更新版本的程序导出的，请先升级本程序").arg(QFileInfo(path).fileName()));
    auto header = headerOf(json);
    if (!header || header->format < 1)
        return damaged(path, u"说明部分不对");
    QCryptographicHash content(QCryptographicHash::Sha256);
    for (const QByteArray& piece : {start, lengths, package.headerBytes, package.body})
        content.addData(piece);
    if (!isSignedBy(header->from.key, signedBytes(content), signature))
        return damaged(path, u"签名不符，内容被改动过");
    package.header = std::move(*header);
    package.nonce = unbase64(json[QStringLiteral("nonce")]);
    package.salt = unbase64(json[QStringLiteral("salt")]);
    package.byCode = !package.salt.isEmpty();
    package.sealedKey = unbase64(json[QStringLiteral("sealed_key")]);
    package.rawSize = json[QStringLiteral("unpacked")].toInteger(-1);
    if (package.rawSize < 0 || package.rawSize > largestBody
        || package.nonce.size() != crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
        return damaged(path, u"说明部分不对");
    QCryptographicHash whole(QCryptographicHash::Sha256);
    for (const QByteArray& piece : {start, lengths, package.headerBytes, package.body, signature})
        whole.addData(piece);
    package.digest = QString::fromLatin1(whole.result().toHex());
    return package;
}

Result<QByteArray> openBody(const PackageFile& package, const OfficeKey& key)
{
    const QByteArray opened = package.byCode ? QByteArray() : key.unseal(package.sealedKey);
    if (opened.isEmpty())
        return fail(ErrorKind::refused,
            QStringLiteral("这个数据包是给“%1”的，不是给这里的，打不开。请让对方重新导出")
                .arg(package.header.to.name));
    return unpacked(package, opened);
}

Result<QByteArray> openBody(const PackageFile& package, const QString& code)
{
    const QByteArray nonce = package.sealedKey.left(crypto_secretbox_NONCEBYTES);
    const QByteArray box = package.sealedKey.mid(crypto_secretbox_NONCEBYTES);
    QByteArray key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES, Qt::Uninitialized);
    const QByteArray under = keyFrom(code.trimmed().toUpper(), package.salt);
    if (!package.byCode || nonce.size() != crypto_secretbox_NONCEBYTES || under.isEmpty()
        || box.size() != key.size() + int(crypto_secretbox_MACBYTES)
        || crypto_secretbox_open_easy(bytes(key), bytes(box), size_t(box.size()), bytes(nonce), bytes(under))
            != 0)
        return fail(ErrorKind::refused,
            QStringLiteral("开启码不对，请与区供销合作社核对（4 个一组，共 5 组）"));
    return unpacked(package, key);
}

} // namespace coop
