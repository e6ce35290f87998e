#include "core/store/people/passphrase.h"

#include <QByteArray>
#include <array>
#include <sodium.h>
#include <stdexcept>

namespace coop
{

namespace
{
void start()
{
    if (sodium_init() < 0)
        throw std::runtime_error("libsodium does not start");
}
} // namespace

Result<QString> hashPassphrase(const QString& passphrase)
{
    start();
    const QByteArray utf8 = passphrase.normalized(QString::NormalizationForm_C).toUtf8();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    // The interactive costs: half a second at most on an office's old computer.
    if (crypto_pwhash_str(hash.data(), utf8.constData(), size_t(utf8.size()),
            crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE)
        != 0)
        return fail(ErrorKind::refused, QStringLiteral("内存不足，口令没有设成，请关闭别的程序以后再试"));
    return QString::fromLatin1(hash.data());
}

bool matchesPassphrase(const QString& passphrase, const QString& hash)
{
    start();
    const QByteArray utf8 = passphrase.normalized(QString::NormalizationForm_C).toUtf8();
    return crypto_pwhash_str_verify(hash.toLatin1().constData(), utf8.constData(), size_t(utf8.size())) == 0;
}

} // namespace coop
