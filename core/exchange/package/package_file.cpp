#include "core/exchange/package/package_file.h"

#include "core/base/files/input_file.h"
#include "core/base/files/output_target.h"
#include "core/exchange/package/byte_text.h"
#include "core/exchange/package/sealed_body.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>
#include <algorithm>
#include <sodium.h>

namespace coop
{

namespace
{
const QByteArray magic = QByteArrayLiteral("COOPMAP PACKAGE\n");
constexpr qint64 largestHeader = qint64(256) * 1024;
constexpr int lengthBytes = 12; ///< of the header (32 bits) and of the body (64 bits), little endian
const qint64 smallestPackage = magic.size() + lengthBytes + crypto_sign_BYTES;

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
    QJsonObject json{{QStringLiteral("format"), header.format}, {QStringLiteral("schema"), header.schema},
        {QStringLiteral("kind"), packageKindId(header.kind)}, {QStringLiteral("plan"), header.plan},
        {QStringLiteral("from"), toJson(header.from)}, {QStringLiteral("to"), toJson(header.to)},
        {QStringLiteral("sequence"), header.sequence},
        {QStringLiteral("created"), header.created.toUTC().toString(Qt::ISODateWithMs)},
        {QStringLiteral("base"),
            QJsonObject{{QStringLiteral("receipt"), header.base.receipt},
                {QStringLiteral("of"), header.base.of}, {QStringLiteral("entry"), header.base.entry},
                {QStringLiteral("hash"), header.base.hash},
                {QStringLiteral("answered"), header.base.answered},
                {QStringLiteral("opened"), header.base.opened}}},
        {QStringLiteral("answers"), header.answers}, {QStringLiteral("counts"), header.counts},
        {QStringLiteral("key_proof"), base64(header.keyProof)}};
    if (header.practice)
        json.insert(QStringLiteral("practice"), true);
    if (header.after)
        json.insert(QStringLiteral("after"), QJsonArray::fromStringList(*header.after));
    return json;
}

std::optional<QStringList> marksOf(const QJsonValue& value)
{
    if (!value.isArray())
        return std::nullopt;
    QStringList marks;
    for (const auto& mark : value.toArray())
        marks += packageMark(mark.toString());
    return marks.mid(std::max<qsizetype>(0, marks.size() - mostMarks));
}

std::optional<PackageKind> kindOf(const QString& id)
{
    for (const PackageKind kind : {PackageKind::issue, PackageKind::submit, PackageKind::receipt})
        if (packageKindId(kind) == id)
            return kind;
    return std::nullopt;
}

tl::unexpected<Error> damaged(const QString& name, const char16_t* what)
{
    return fail(ErrorKind::refused,
        QStringLiteral("“%1”不是完整的数据包（%2），没有做任何修改。请让对方重新导出，或重新拷贝一次")
            .arg(name, QString::fromUtf16(what)));
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
        .created = QDateTime::fromString(json[QStringLiteral("created")].toString(), Qt::ISODateWithMs),
        .base = {base[QStringLiteral("receipt")].toInteger(), base[QStringLiteral("of")].toInteger(),
            base[QStringLiteral("entry")].toInteger(), base[QStringLiteral("hash")].toString(),
            packageMark(base[QStringLiteral("answered")].toString()),
            packageMark(base[QStringLiteral("opened")].toString())},
        .answers = json[QStringLiteral("answers")].toInteger(),
        .counts = json[QStringLiteral("counts")].toObject(),
        .after = marksOf(json[QStringLiteral("after")]),
        .practice = json[QStringLiteral("practice")].toBool(),
        .keyProof = unbase64(json[QStringLiteral("key_proof")])};
    const auto named = [](const PackageParty& party) {
        return !party.name.isEmpty() && party.device >= 0 && party.device <= 1023
            && party.key.size() == crypto_sign_PUBLICKEYBYTES;
    };
    if (!named(header.from) || !named(header.to) || header.sequence < 1 || !header.created.isValid())
        return std::nullopt;
    return header;
}

QString digestOf(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

/// What is signed: everything before the signature, hashed.
QByteArray signedBytes(const QCryptographicHash& content)
{
    return QByteArrayLiteral("coopmap package 1\n") + content.result();
}

} // namespace

QString packageMark(const QString& digest)
{
    return digest.left(16);
}

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

Result<QByteArray> packageBytes(
    PackageHeader header, const QByteArray& body, const OfficeKey& from, const std::optional<QString>& code)
{
    startSodium();
    header.from.key = from.publicKey();
    QJsonObject json = toJson(header);
    const QByteArray packed = deflated(body);
    if (body.size() > largestBody || packed.size() > largestPackage - largestHeader)
        return fail(ErrorKind::refused,
            QStringLiteral("数据包太大（%1 MB），请先减少附件再导出").arg(packed.size() / 1'000'000));
    const QByteArray key = randomBytes(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    const QByteArray nonce = randomBytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    COOP_TRY(sealKey(json, key, header, code));
    json.insert(QStringLiteral("nonce"), base64(nonce));
    json.insert(QStringLiteral("unpacked"), body.size());
    const QByteArray head = QJsonDocument(json).toJson(QJsonDocument::Compact);
    const QByteArray sealed = sealedUnder(key, nonce, head, packed);
    QByteArray lengths(lengthBytes, Qt::Uninitialized);
    qToLittleEndian(quint32(head.size()), lengths.data());
    qToLittleEndian(quint64(sealed.size()), lengths.data() + 4);
    QByteArray whole = magic + lengths + head + sealed;
    QCryptographicHash content(QCryptographicHash::Sha256);
    content.addData(whole);
    whole += from.sign(signedBytes(content));
    return whole;
}

Result<> mayWritePackage(const QString& path, const PackageHeader& header)
{
    COOP_TRY(mayBeWritten(path, FileKind::package));
    if (QFileInfo(path).size() == 0) // nothing there, or nothing in it
        return {};
    const auto there = readPackage(path);
    if (!there)
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("“%1”已经有了，是读不出来的数据包，没有覆盖它。请换一个文件名")
                .arg(QDir::toNativeSeparators(path)));
    const PackageHeader& old = there->header;
    if (old.kind == header.kind && old.from.name == header.from.name && old.from.device == header.from.device
        && old.to.name == header.to.name)
        return {};
    return fail(ErrorKind::fileUnwritable,
        QStringLiteral("“%1”已经有了，是%2给%3的%4数据包，没有覆盖它。请换一个文件名")
            .arg(QDir::toNativeSeparators(path), old.from.name, old.to.name, packageKindWord(old.kind)));
}

PackageOnItsWay::PackageOnItsWay(QString path)
    : place(std::move(path))
{
}

Result<QString> PackageOnItsWay::write(const PackageHeader& header, const QByteArray& body,
    const OfficeKey& from, const std::optional<QString>& code)
{
    COOP_TRY(mayWritePackage(place, header));
    auto file = Output::to(place, FileKind::package);
    COOP_TRY(file);
    const auto bytes = packageBytes(header, body, from, code);
    COOP_TRY(bytes);
    COOP_TRY(file->write(*bytes));
    const QString digest = digestOf(*bytes);
    if (const auto again = readPackage(file->path()); !again || again->digest != digest)
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("“%1”写下后读出来不一样，U 盘可能坏了，请换一个再导出")
                .arg(QDir::toNativeSeparators(place)));
    output = std::move(*file);
    return digest;
}

Result<> PackageOnItsWay::putInPlace()
{
    const auto finished = output->finish();
    output.reset();
    return finished ? Result<>() : fail(finished.error());
}

Result<PackageFile> readPackage(const QString& path)
{
    // Never more than a package can have is read, whatever the file is.
    const auto bytes
        = readFile(path, QStringLiteral("数据包"), largestPackage + largestHeader + smallestPackage);
    COOP_TRY(bytes);
    return parsePackage(*bytes, QFileInfo(path).fileName());
}

Result<PackageFile> parsePackage(const QByteArray& whole, const QString& name)
{
    if (!whole.startsWith(magic) && !magic.startsWith(whole)) {
        if (name.endsWith(QStringLiteral(".nfb"), Qt::CaseInsensitive)) // a stick that was pulled out
            return damaged(name, u"开头不对，可能没有拷贝完或者被别的程序改写过");
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”不是本程序的数据包，请选择扩展名为 .nfb 的文件").arg(name));
    }
    if (whole.isEmpty())
        return damaged(name, u"文件是空的");
    if (whole.size() < smallestPackage)
        return damaged(name, u"文件不完整");
    const char* lengths = whole.constData() + magic.size();
    const qint64 headSize = qFromLittleEndian<quint32>(lengths);
    const quint64 bodySize = qFromLittleEndian<quint64>(lengths + 4);
    if (headSize > largestHeader || bodySize > quint64(largestPackage))
        return damaged(name, u"大小不对");
    if (whole.size() != smallestPackage + headSize + qint64(bodySize))
        return damaged(name, u"文件被截断或后面多了内容");
    PackageFile package;
    const qsizetype headAt = magic.size() + lengthBytes;
    package.headerBytes = whole.mid(headAt, headSize);
    const QByteArray signature = whole.right(crypto_sign_BYTES);
    const QJsonObject json = QJsonDocument::fromJson(package.headerBytes).object();
    // Before anything else: a newer form may mean other fields.
    if (json[QStringLiteral("format")].toInt() > packageFormat)
        return fail(ErrorKind::newerVersion,
            QStringLiteral("数据包“%1”是更新版本的程序导出的，请先升级本程序").arg(name));
    auto header = headerOf(json);
    if (!header || header->format < 1)
        return damaged(name, u"说明部分不对");
    QCryptographicHash content(QCryptographicHash::Sha256);
    content.addData(QByteArrayView(whole).chopped(crypto_sign_BYTES));
    if (!isSignedBy(header->from.key, signedBytes(content), signature))
        return damaged(name, u"签名不符，内容被改动过");
    package.header = std::move(*header);
    package.body = whole.mid(headAt + headSize, qsizetype(bodySize));
    package.nonce = unbase64(json[QStringLiteral("nonce")]);
    package.salt = unbase64(json[QStringLiteral("salt")]);
    package.byCode = !package.salt.isEmpty();
    package.sealedKey = unbase64(json[QStringLiteral("sealed_key")]);
    package.rawSize = json[QStringLiteral("unpacked")].toInteger(-1);
    if (package.rawSize < 0 || package.rawSize > largestBody
        || package.nonce.size() != crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
        return damaged(name, u"说明部分不对");
    package.digest = digestOf(whole);
    return package;
}

} // namespace coop
