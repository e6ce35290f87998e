#pragma once
#include "core/exchange/package/package_file.h"

namespace coop
{

// What lies in a package: deflated (RFC 1950), then XChaCha20-Poly1305 under a key of its own with the
// readable header as associated data; that key is sealed to the receiver's public key, or lies under an
// opening code.

QByteArray deflated(const QByteArray& body);
QByteArray randomBytes(int size);
/// The body's key, sealed; `header` gets how. Errors: refused (the receiver's key is none, no memory).
Result<QByteArray> sealKey(QJsonObject& header, const QByteArray& key, const PackageHeader& content,
    const std::optional<QString>& code);
QByteArray sealedUnder(
    const QByteArray& key, const QByteArray& nonce, const QByteArray& header, const QByteArray& packed);

} // namespace coop
