#include "core/exchange/package/office_key.h"

#include "core/exchange/package/byte_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <sodium.h>
#include <stdexcept>

namespace coop
{

namespace
{
QByteArray random(int size)
{
    QByteArray array(size, Qt::Uninitialized);
    randombytes_buf(array.data(), size_t(size));
    return array;
}

QByteArray field(const QJsonObject& object, const char* name)
{
    return QByteArray::fromBase64(object[QLatin1String(name)].toString().toLatin1());
}
} // namespace

void startSodium()
{
    if (sodium_init() < 0)
        throw std::runtime_error("libsodium does not start");
}

QByteArray keyFrom(const QString& passphrase, const QByteArray& salt)
{
    startSodium();
    const QByteArray utf8 = passphrase.normalized(QString::NormalizationForm_C).toUtf8();
    QByteArray key(crypto_secretbox_KEYBYTES, Qt::Uninitialized);
    if (salt.size() != crypto_pwhash_SALTBYTES
        || crypto_pwhash(bytes(key), size_t(key.size()), utf8.constData(), size_t(utf8.size()), bytes(salt),
               crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
               crypto_pwhash_ALG_ARGON2ID13)
            != 0)
        return {};
    return key;
}

OfficeKey OfficeKey::make()
{
    startSodium();
    OfficeKey key;
    key.open.resize(crypto_sign_PUBLICKEYBYTES);
    key.secret.resize(crypto_sign_SECRETKEYBYTES);
    crypto_sign_keypair(bytes(key.open), bytes(key.secret));
    return key;
}

OfficeKey::~OfficeKey()
{
    // A copy shares the bytes: the last one wipes them.
    if (!secret.isEmpty() && secret.isDetached())
        sodium_memzero(secret.data(), size_t(secret.size()));
}

Result<QByteArray> OfficeKey::lockedUnder(const QString& passphrase) const
{
    const QByteArray salt = random(crypto_pwhash_SALTBYTES);
    const QByteArray nonce = random(crypto_secretbox_NONCEBYTES);
    const QByteArray key = keyFrom(passphrase, salt);
    if (key.isEmpty())
        return fail(ErrorKind::refused, QStringLiteral("内存不足，口令没有设成，请关闭别的程序以后再试"));
    QByteArray box(secret.size() + int(crypto_secretbox_MACBYTES), Qt::Uninitialized);
    crypto_secretbox_easy(bytes(box), bytes(secret), size_t(secret.size()), bytes(nonce), bytes(key));
    const auto text = [](const QByteArray& array) { return QString::fromLatin1(array.toBase64()); };
    return QJsonDocument(
        QJsonObject{{QStringLiteral("public"), text(open)}, {QStringLiteral("salt"), text(salt)},
            {QStringLiteral("nonce"), text(nonce)}, {QStringLiteral("box"), text(box)}})
        .toJson(QJsonDocument::Compact);
}

Result<OfficeKey> OfficeKey::unlock(const QByteArray& kept, const QString& passphrase)
{
    startSodium();
    const QJsonObject object = QJsonDocument::fromJson(kept).object();
    const QByteArray box = field(object, "box");
    const QByteArray nonce = field(object, "nonce");
    OfficeKey key;
    key.open = field(object, "public");
    key.secret.resize(crypto_sign_SECRETKEYBYTES);
    if (key.open.size() != crypto_sign_PUBLICKEYBYTES || nonce.size() != crypto_secretbox_NONCEBYTES
        || box.size() != key.secret.size() + int(crypto_secretbox_MACBYTES))
        return fail(ErrorKind::refused,
            QStringLiteral("这个工作区还没有数据交换的密钥，或密钥已损坏。请从备份恢复，或重设密钥"));
    const QByteArray opener = keyFrom(passphrase, field(object, "salt"));
    if (opener.isEmpty()
        || crypto_secretbox_open_easy(
               bytes(key.secret), bytes(box), size_t(box.size()), bytes(nonce), bytes(opener))
            != 0)
        return fail(ErrorKind::refused, QStringLiteral("数据交换的口令不对，请重新输入"));
    return key;
}

QByteArray OfficeKey::publicOf(const QByteArray& kept)
{
    return field(QJsonDocument::fromJson(kept).object(), "public");
}

QByteArray OfficeKey::sign(const QByteArray& message) const
{
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(bytes(signature), nullptr, bytes(message), size_t(message.size()), bytes(secret));
    return signature;
}

QByteArray OfficeKey::unseal(const QByteArray& sealed) const
{
    if (sealed.size() < int(crypto_box_SEALBYTES))
        return {};
    QByteArray boxOpen(crypto_box_PUBLICKEYBYTES, Qt::Uninitialized);
    QByteArray boxSecret(crypto_box_SECRETKEYBYTES, Qt::Uninitialized);
    QByteArray message(sealed.size() - int(crypto_box_SEALBYTES), Qt::Uninitialized);
    if (crypto_sign_ed25519_pk_to_curve25519(bytes(boxOpen), bytes(open)) != 0
        || crypto_sign_ed25519_sk_to_curve25519(bytes(boxSecret), bytes(secret)) != 0)
        return {};
    const bool opened = crypto_box_seal_open(bytes(message), bytes(sealed), size_t(sealed.size()),
                            bytes(boxOpen), bytes(boxSecret))
        == 0;
    sodium_memzero(boxSecret.data(), size_t(boxSecret.size()));
    return opened ? message : QByteArray();
}

QByteArray signedWith(const QByteArray& secretKey, const QByteArray& message)
{
    startSodium();
    if (secretKey.size() != crypto_sign_SECRETKEYBYTES)
        return {};
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(bytes(signature), nullptr, bytes(message), size_t(message.size()), bytes(secretKey));
    return signature;
}

bool isSignedBy(const QByteArray& publicKey, const QByteArray& message, const QByteArray& signature)
{
    startSodium();
    return publicKey.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES
        && crypto_sign_verify_detached(
               bytes(signature), bytes(message), size_t(message.size()), bytes(publicKey))
        == 0;
}

QByteArray sealedTo(const QByteArray& publicKey, const QByteArray& message)
{
    startSodium();
    QByteArray boxOpen(crypto_box_PUBLICKEYBYTES, Qt::Uninitialized);
    if (publicKey.size() != crypto_sign_PUBLICKEYBYTES
        || crypto_sign_ed25519_pk_to_curve25519(bytes(boxOpen), bytes(publicKey)) != 0)
        return {};
    QByteArray sealed(message.size() + int(crypto_box_SEALBYTES), Qt::Uninitialized);
    crypto_box_seal(bytes(sealed), bytes(message), size_t(message.size()), bytes(boxOpen));
    return sealed;
}

QString fingerprint(const QByteArray& publicKey)
{
    startSodium();
    QByteArray digest(crypto_generichash_BYTES, Qt::Uninitialized);
    crypto_generichash(
        bytes(digest), size_t(digest.size()), bytes(publicKey), size_t(publicKey.size()), nullptr, 0);
    QStringList groups;
    constexpr qsizetype told = 16; // bytes
    for (qsizetype i = 0; i < told; i += 2) {
        const int number = (uchar(digest[i]) << 8 | uchar(digest[i + 1])) % 10000;
        groups += QString::number(number).rightJustified(4, u'0');
    }
    return groups.join(u' ');
}

QString newOpeningCode()
{
    startSodium();
    const QString letters = QStringLiteral("ABCDEFGHJKLMNPQRSTUVWXYZ23456789");
    QString code;
    for (int i = 0; i < 20; ++i) {
        if (i > 0 && i % 4 == 0)
            code += u'-';
        code += letters[int(randombytes_uniform(uint32_t(letters.size())))];
    }
    return code;
}

} // namespace coop
