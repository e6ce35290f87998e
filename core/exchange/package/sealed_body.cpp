#include "core/exchange/package/sealed_body.h"

#include "core/exchange/package/byte_text.h"

#include <QJsonObject>
#include <sodium.h>
#include <zlib.h>

namespace coop
{

namespace
{
/// Exactly `size` bytes, or nothing: what unpacks to more is stopped there.
std::optional<QByteArray> inflated(const QByteArray& packed, qint64 size)
{
    constexpr qint64 mostThatDeflateSaves = 1'100;
    if (size > mostThatDeflateSaves * (packed.size() + 1))
        return std::nullopt; // not even asked for the memory
    QByteArray body(qsizetype(size), Qt::Uninitialized);
    uLongf got = uLongf(size);
    uLong used = uLong(packed.size());
    unsigned char none = 0;
    if (uncompress2(size == 0 ? &none : bytes(body), &got, bytes(packed), &used) != Z_OK
        || got != uLongf(size) || used != uLong(packed.size()))
        return std::nullopt;
    return body;
}

/// As people type it: small letters, blanks and dashes do not matter.
QString plainCode(const QString& code)
{
    QString plain;
    for (const QChar c : code.toUpper())
        if (c.isLetterOrNumber())
            plain += c;
    return plain;
}

Result<QByteArray> unpacked(const PackageFile& package, const QByteArray& key)
{
    if (package.body.size() < int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
        || key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
        return fail(
            ErrorKind::refused, QStringLiteral("数据包的内容打不开，没有做任何修改，请让对方重新导出"));
    QByteArray packed(
        package.body.size() - int(crypto_aead_xchacha20poly1305_ietf_ABYTES), Qt::Uninitialized);
    unsigned long long size = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(packed), &size, nullptr, bytes(package.body),
            size_t(package.body.size()), bytes(package.headerBytes), size_t(package.headerBytes.size()),
            bytes(package.nonce), bytes(key))
        != 0)
        return fail(
            ErrorKind::refused, QStringLiteral("数据包的内容打不开，没有做任何修改，请让对方重新导出"));
    auto body = inflated(packed, package.rawSize);
    if (!body)
        return fail(ErrorKind::refused,
            QStringLiteral("数据包解开后的大小与说明不符，没有做任何修改，请让对方重新导出"));
    return *body;
}
} // namespace

QByteArray deflated(const QByteArray& body)
{
    uLongf size = compressBound(uLong(body.size()));
    QByteArray packed(qsizetype(size), Qt::Uninitialized);
    if (compress2(bytes(packed), &size, bytes(body), uLong(body.size()), Z_DEFAULT_COMPRESSION) != Z_OK)
        throw std::bad_alloc();
    packed.truncate(qsizetype(size));
    return packed;
}

QByteArray randomBytes(int size)
{
    QByteArray array(size, Qt::Uninitialized);
    randombytes_buf(array.data(), size_t(size));
    return array;
}

Result<QByteArray> sealKey(QJsonObject& header, const QByteArray& key, const PackageHeader& content,
    const std::optional<QString>& code)
{
    if (!code) {
        const QByteArray sealed = sealedTo(content.to.key, key);
        if (sealed.isEmpty())
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”登记的公钥不对，不能加密给它，请重新下发").arg(content.to.name));
        header.insert(QStringLiteral("sealed_key"), base64(sealed));
        return sealed;
    }
    const QByteArray salt = randomBytes(crypto_pwhash_SALTBYTES);
    const QByteArray nonce = randomBytes(crypto_secretbox_NONCEBYTES);
    const QByteArray under = keyFrom(plainCode(*code), salt);
    if (under.isEmpty())
        return fail(ErrorKind::refused, QStringLiteral("内存不足，请关闭别的程序以后再试"));
    QByteArray box(key.size() + int(crypto_secretbox_MACBYTES), Qt::Uninitialized);
    crypto_secretbox_easy(bytes(box), bytes(key), size_t(key.size()), bytes(nonce), bytes(under));
    header.insert(QStringLiteral("salt"), base64(salt));
    header.insert(QStringLiteral("sealed_key"), base64(nonce + box));
    return nonce + box;
}

QByteArray sealedUnder(
    const QByteArray& key, const QByteArray& nonce, const QByteArray& header, const QByteArray& packed)
{
    QByteArray sealed(packed.size() + int(crypto_aead_xchacha20poly1305_ietf_ABYTES), Qt::Uninitialized);
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(sealed), &size, bytes(packed), size_t(packed.size()),
        bytes(header), size_t(header.size()), nullptr, bytes(nonce), bytes(key));
    return sealed;
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
    const QByteArray under = keyFrom(plainCode(code), package.salt);
    if (!package.byCode || nonce.size() != crypto_secretbox_NONCEBYTES || under.isEmpty()
        || box.size() != key.size() + int(crypto_secretbox_MACBYTES)
        || crypto_secretbox_open_easy(bytes(key), bytes(box), size_t(box.size()), bytes(nonce), bytes(under))
            != 0)
        return fail(
            ErrorKind::refused, QStringLiteral("开启码不对，请与区供销合作社核对（4 个一组，共 5 组）"));
    return unpacked(package, key);
}

} // namespace coop
