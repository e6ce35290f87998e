#pragma once
#include <QByteArray>
#include <QCryptographicHash>
#include <QString>

namespace coop
{

/// The hash of one entry of the change log: SHA-256 over the hash before and every piece of the entry in its
/// order, each with its length before it, so that no piece can run into the next.
class EntryHash
{
public:
    explicit EntryHash(const QByteArray& previous) { add(previous); }
    void add(const QByteArray& piece)
    {
        hash.addData(QByteArray::number(piece.size()) + ':');
        hash.addData(piece);
    }
    void add(const QString& piece) { add(piece.toUtf8()); }
    void add(qint64 number) { add(QByteArray::number(number)); }
    QByteArray result() const { return hash.result().toHex(); }

private:
    QCryptographicHash hash{QCryptographicHash::Sha256};
};

} // namespace coop
