#pragma once
#include "core/base/result.h"

#include <QByteArray>

namespace coop
{

/// The key of one office: an Ed25519 key pair that signs; its Curve25519 form opens what was sealed to the
/// office (libsodium; RFC 8032). The secret half is wiped from memory with the object.
class OfficeKey
{
public:
    static OfficeKey make();
    /// The key as it is kept: under a passphrase (Argon2id, XSalsa20-Poly1305). Errors: refused (wrong
    /// passphrase, not a key).
    static Result<OfficeKey> unlock(const QByteArray& kept, const QString& passphrase);
    /// Errors: refused (too little memory). Whether the passphrase is good, strongEnough() says.
    Result<QByteArray> lockedUnder(const QString& passphrase) const;
    /// The public half of a kept key, for which no passphrase is needed; empty when it is none.
    static QByteArray publicOf(const QByteArray& kept);

    ~OfficeKey();
    OfficeKey(const OfficeKey& other) = default;
    OfficeKey& operator=(const OfficeKey& other) = default;

    const QByteArray& publicKey() const { return open; } ///< 32 bytes
    QByteArray sign(const QByteArray& message) const; ///< 64 bytes
    const QByteArray& secretKey() const { return secret; } ///< 64 bytes, for libsodium
    /// Nothing when it was not sealed to this office.
    QByteArray unseal(const QByteArray& sealed) const;

private:
    OfficeKey() = default;
    QByteArray open, secret;
};

/// By a bare secret key of 64 bytes; empty when it is none.
QByteArray signedWith(const QByteArray& secretKey, const QByteArray& message);
bool isSignedBy(const QByteArray& publicKey, const QByteArray& message, const QByteArray& signature);
/// Sealed so that only the office with this public key reads it; empty when the key is none.
QByteArray sealedTo(const QByteArray& publicKey, const QByteArray& message);
/// What two people compare on the telephone: 8 groups of 4 digits of a public key.
QString fingerprint(const QByteArray& publicKey);

/// A key of 32 bytes out of a passphrase or opening code. Empty when memory does not suffice.
QByteArray keyFrom(const QString& passphrase, const QByteArray& salt);
/// Throws when libsodium does not start.
void startSodium();
/// A code that opens a new office's package once: 5 groups of 4 from an alphabet without 0 O 1 I, 100 bits.
QString newOpeningCode();

} // namespace coop
