#include "core/tabular/read/workbooks/ole_file.h"

#include <QFile>
#include <QSet>
#include <QtEndian>

namespace coop
{

namespace
{
constexpr qint64 headerBytes = 512;
constexpr qint64 entryBytes = 128;
constexpr quint32 endOfChain = 0xFFFFFFFE;
constexpr quint32 firstSign = 0xFFFFFFFA; ///< from here on a number is no sector

quint32 number(const QByteArray& bytes, qint64 at)
{
    return qFromLittleEndian<quint32>(bytes.constData() + at);
}

int word(const QByteArray& bytes, qint64 at)
{
    return qFromLittleEndian<quint16>(bytes.constData() + at);
}

/// The sectors of a chain that hold `size` bytes; of all of it when `size` is negative. Nothing when the
/// chain ends before, leaves the table or comes back to itself.
std::optional<QList<quint32>> chain(const QByteArray& table, quint32 first, qint64 size, int shift)
{
    const qint64 known = table.size() / 4;
    const qint64 wanted = size < 0 ? known : (size + (qint64(1) << shift) - 1) >> shift;
    QList<quint32> result;
    quint32 at = first;
    while (result.size() < wanted && at < known) {
        result += at;
        at = number(table, qint64(at) * 4);
    }
    const bool whole = size < 0 ? at == endOfChain : result.size() == wanted;
    return whole ? std::optional(result) : std::nullopt;
}

QString nameOf(const QByteArray& entry)
{
    const int length = word(entry, 64); // in bytes, with a zero at its end
    const QByteArray plain = entry.left(64).constData();
    if (plain.size() + 1 == length) // some programs write one byte a letter
        return QString::fromUtf8(plain);
    QString name;
    for (int i = 0; i + 2 < std::min(length, 64); i += 2)
        name += QChar(char16_t(word(entry, i)));
    return name;
}

Error damaged()
{
    return {ErrorKind::fileUnreadable,
        QStringLiteral("不完整或已损坏，读不出里面的内容，请重新下载或复制一份；能用 Excel 或 WPS "
                       "打开的话，另存为 .xlsx "
                       "再导入")};
}
} // namespace

OleFile::OleFile() = default;
OleFile::OleFile(OleFile&&) noexcept = default;
OleFile::~OleFile() = default;

/// What of `size` bytes the file has in these sectors; sectors that follow each other are read at once.
QByteArray OleFile::sectors(const QList<quint32>& which, qint64 size) const
{
    QByteArray bytes;
    for (qsizetype i = 0, next; i < which.size() && bytes.size() < size; i = next) {
        for (next = i + 1; next < which.size() && which[next] == which[next - 1] + 1;)
            ++next;
        const qint64 length = std::min((next - i) << shift, size - bytes.size());
        const bool there = file->seek(std::max(headerBytes, sectorBytes()) + (qint64(which[i]) << shift));
        const QByteArray run = there ? file->read(length) : QByteArray();
        bytes += run;
        if (run.size() < length)
            break;
    }
    return bytes;
}

QByteArray OleFile::inSectors(quint32 first, qint64 size) const
{
    const auto which = chain(table, first, std::min(size, file->size()), shift);
    return which ? sectors(*which, size) : QByteArray();
}

/// Where sectors and small sectors follow each other.
bool OleFile::readTables(const QByteArray& header)
{
    shift = word(header, 30);
    smallShift = word(header, 32);
    smallBelow = number(header, 56);
    if (shift < 7 || shift > 20 || smallShift > shift)
        return false;
    // The table's own sectors: the first 109 stand in the header, more of them in a chain of their own.
    const qint64 count = number(header, 44);
    const qint64 most = file->size() >> shift;
    QList<quint32> own;
    for (qint64 i = 0; i < std::min<qint64>(count, 109); ++i)
        own += number(header, 76 + i * 4);
    for (quint32 more = number(header, 68); own.size() < count;) {
        const QByteArray list = own.size() <= most ? sectors({more}, sectorBytes()) : QByteArray();
        if (list.size() < sectorBytes())
            return false;
        for (qint64 i = 0; i < sectorBytes() - 4 && own.size() < count; i += 4)
            own += number(list, i);
        more = number(list, sectorBytes() - 4);
    }
    if (count > most + 1)
        return false;
    table = sectors(own, count << shift);
    bool sound = table.size() > (count - 1) << shift; // whoever did not fill up the last sector
    for (qint64 i = 0; sound && i + 4 <= table.size(); i += 4)
        sound = number(table, i) < table.size() / 4 || number(table, i) >= firstSign;
    return sound;
}

/// What stands at the top of the folder, a tree whose root is the first entry's child.
void OleFile::readNames(const QByteArray& folder)
{
    const qint64 count = folder.size() / entryBytes;
    QSet<quint32> seen;
    QList<quint32> open{number(folder, 76)};
    while (!open.isEmpty()) {
        const quint32 at = open.takeLast();
        if (at >= count || at == 0 || seen.contains(at))
            continue;
        seen.insert(at);
        const QByteArray entry = folder.mid(at * entryBytes, entryBytes);
        const bool isStream = entry[66] == 2;
        if (!isStream && entry[66] != 1)
            continue;
        top += nameOf(entry);
        streams += isStream ? std::optional(Stream{number(entry, 116), number(entry, 120)}) : std::nullopt;
        open += {number(entry, 72), number(entry, 68)};
    }
}

Result<OleFile> OleFile::open(const QString& path)
{
    OleFile ole;
    ole.file = std::make_unique<QFile>(path);
    if (!ole.file->open(QIODevice::ReadOnly))
        return fail(damaged());
    const QByteArray header = ole.file->read(headerBytes);
    if (header.size() < headerBytes || !header.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
        || !ole.readTables(header))
        return fail(damaged());
    const auto folderSectors = chain(ole.table, number(header, 48), -1, ole.shift);
    const QByteArray folder
        = folderSectors ? ole.sectors(*folderSectors, folderSectors->size() << ole.shift) : QByteArray();
    if (folder.size() < entryBytes)
        return fail(damaged());
    ole.readNames(folder);
    ole.smallTable = ole.inSectors(number(header, 60), qint64(number(header, 64)) << ole.shift);
    ole.smallSectors = ole.inSectors(number(folder, 116), number(folder, 120));
    return ole;
}

Result<QByteArray> OleFile::read(const QString& name, qint64 most) const
{
    const qsizetype at = top.indexOf(name);
    if (at < 0 || !streams[at])
        return fail(damaged());
    const auto [first, size] = *streams[at];
    if (size > most)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral(
                "里的工作簿有 %1 MB，远大于一份台账，没有读，请只留下要导入的工作表，另存为 .xlsx 再导入")
                .arg(size >> 20));
    QByteArray bytes;
    if (size >= smallBelow)
        bytes = inSectors(first, size);
    else if (const auto which = chain(smallTable, first, size, smallShift))
        for (const quint32 sector : *which) {
            const qint64 length = std::min(qint64(1) << smallShift, size - bytes.size());
            const QByteArray part = smallSectors.mid(qint64(sector) << smallShift, length);
            if (part.size() < length)
                return fail(damaged());
            bytes += part;
        }
    if (bytes.size() < size)
        return fail(damaged());
    return bytes;
}

} // namespace coop
