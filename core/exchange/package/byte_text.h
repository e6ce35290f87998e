#pragma once
#include <QByteArray>
#include <QJsonValue>
#include <QString>

namespace coop
{

// Bytes as libsodium takes them and as JSON holds them.

inline const unsigned char* bytes(const QByteArray& array)
{
    return reinterpret_cast<const unsigned char*>(array.constData());
}
inline unsigned char* bytes(QByteArray& array)
{
    return reinterpret_cast<unsigned char*>(array.data());
}

inline QString base64(const QByteArray& array)
{
    return QString::fromLatin1(array.toBase64());
}
inline QByteArray unbase64(const QJsonValue& value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

} // namespace coop
