#include "core/geo/files/layer_bounds.h"

#include <QFile>
#include <QSet>
#include <QtEndian>
#include <cmath>
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <cstring>
#include <memory>
#include <ogrsf_frmts.h>
#include <utility>

namespace coop
{

namespace
{
Error tooManyFields(const QString& shown, qint64 count)
{
    return {ErrorKind::refused,
        QStringLiteral(
            "“%1”有 %2 多个字段，不是一般的图层（最多 %3 个）。请在原软件里只留下要用的字段再导出。")
            .arg(shown)
            .arg(count)
            .arg(bounds::mostFields)};
}

quint16 u16(const char* at)
{
    return qFromLittleEndian<quint16>(at);
}
quint32 u32(const char* at)
{
    return qFromLittleEndian<quint32>(at);
}

/// Where the directory of a zip stands and how many entries it has; of zip64 as well.
struct ZipEnd {
    qint64 entries = 0, size = 0, offset = 0;
};

std::optional<ZipEnd> endOf(QFile& file)
{
    constexpr qint64 longestEnd = 22 + 65535;
    const qint64 from = std::max<qint64>(0, file.size() - longestEnd);
    if (!file.seek(from))
        return std::nullopt;
    const QByteArray tail = file.read(longestEnd);
    const qsizetype at = tail.lastIndexOf(QByteArray("PK\x05\x06", 4));
    if (at < 0 || at + 22 > tail.size())
        return std::nullopt;
    const char* end = tail.constData() + at;
    ZipEnd found{u16(end + 10), u32(end + 12), u32(end + 16)};
    if (found.entries != 0xFFFF && found.size != 0xFFFFFFFF && found.offset != 0xFFFFFFFF)
        return found;
    const qsizetype locator = at - 20;
    if (locator < 0 || u32(tail.constData() + locator) != 0x07064b50)
        return found;
    const auto where = qFromLittleEndian<quint64>(tail.constData() + locator + 8);
    if (where > quint64(file.size()) || !file.seek(qint64(where)))
        return std::nullopt;
    const QByteArray large = file.read(56);
    if (large.size() < 56 || u32(large.constData()) != 0x06064b50)
        return std::nullopt;
    return ZipEnd{qint64(qFromLittleEndian<quint64>(large.constData() + 32)),
        qint64(qFromLittleEndian<quint64>(large.constData() + 40)),
        qint64(qFromLittleEndian<quint64>(large.constData() + 48))};
}

Error tooManyEntries(const QString& shown, qint64 count)
{
    return {ErrorKind::refused,
        QStringLiteral("压缩包“%1”里有 %2 个文件（最多 %3 个），请先解压，再选里面的图层文件。")
            .arg(shown)
            .arg(count)
            .arg(bounds::mostZipEntries)};
}
} // namespace

Result<QList<ZipEntry>> zipDirectory(const QString& path, const QString& shown)
{
    const auto broken = [&] {
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”不是完好的压缩包，请重新复制或下载；或者先解压，再选里面的图层文件。")
                .arg(shown));
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return broken();
    const auto end = endOf(file);
    if (!end || end->offset < 0 || end->size < 0 || end->offset > file.size())
        return broken();
    if (end->entries > bounds::mostZipEntries)
        return fail(tooManyEntries(shown, end->entries));
    constexpr qint64 largestDirectory = qint64(bounds::mostZipEntries) * 1024;
    if (!file.seek(end->offset))
        return broken();
    const QByteArray directory = file.read(std::min(end->size, largestDirectory));
    QList<ZipEntry> entries;
    qint64 unpacked = 0;
    // By the records, not by the number that the end gives.
    for (qsizetype at = 0; at + 46 <= directory.size();) {
        const char* record = directory.constData() + at;
        if (u32(record) != 0x02014b50)
            break;
        if (entries.size() >= bounds::mostZipEntries)
            return fail(tooManyEntries(shown, entries.size() + 1));
        const int nameSize = u16(record + 28);
        ZipEntry entry{
            directory.mid(at + 46, nameSize), (u16(record + 8) & 0x0800) != 0, qint64(u32(record + 24))};
        unpacked += entry.size;
        entries += entry;
        at += 46 + nameSize + u16(record + 30) + u16(record + 32);
    }
    if (entries.isEmpty() && end->entries > 0)
        return broken();
    if (unpacked > bounds::mostUnzipped)
        return fail(ErrorKind::refused,
            QStringLiteral("压缩包“%1”解压后有 %2 MB，太大（最多 %3 MB），请在原软件里只保留本地区的部分。")
                .arg(shown)
                .arg(unpacked / 1'000'000)
                .arg(bounds::mostUnzipped / 1'000'000));
    return entries;
}

namespace
{
Error noNumber(const QString& shown)
{
    return {ErrorKind::invalidValue,
        QStringLiteral("“%1”里有的坐标不是数字（NaN、无穷大）或者不完整，请在原软件里改正后再导出。")
            .arg(shown)};
}
} // namespace

Result<> checkJson(const QByteArray& bytes, const QString& shown)
{
    constexpr int deepestJson = 4 + 2 * bounds::deepest;
    QByteArray around; ///< the brackets that are open
    QSet<size_t> names;
    bool arePlaces = false; ///< what comes next is the value of coordinates
    bool inPlaces = false, hasNumber = false, afterComma = false; ///< of the innermost [
    const char* p = bytes.constData();
    const char* const end = p + bytes.size();
    for (; p < end; ++p) {
        if (*p == '{' || *p == '[') {
            around.append(*p);
            inPlaces = *p == '[' && (inPlaces || std::exchange(arePlaces, false));
            arePlaces = hasNumber = afterComma = false;
            if (around.size() > deepestJson)
                return fail(ErrorKind::refused,
                    QStringLiteral(
                        "“%1”里的内容套了 %2 层以上，不是一般的图层，请在原软件里另存为普通的图层。")
                        .arg(shown)
                        .arg(deepestJson));
        } else if (*p == '}' || *p == ']') {
            if (inPlaces && hasNumber && !afterComma)
                return fail(noNumber(shown)); // [107.1]
            hasNumber = afterComma = false;
            around.chop(1);
            inPlaces = inPlaces && around.endsWith('[');
        } else if ((*p == 'N' || *p == 'I') && around.endsWith('[')) {
            return fail(noNumber(shown)); // GDAL would take the point for none
        } else if (inPlaces && (*p == 'n' || *p == ',' || *p == '-' || (*p >= '0' && *p <= '9'))) {
            if (*p == 'n')
                return fail(noNumber(shown)); // null
            (*p == ',' ? afterComma : hasNumber) = true;
        } else if (*p == '"') {
            const char* from = ++p;
            while (p < end && *p != '"')
                p += *p == '\\' ? 2 : 1;
            if (p >= end)
                break;
            const char* next = p + 1;
            while (next < end && (*next == ' ' || *next == '\t' || *next == '\r' || *next == '\n'))
                ++next;
            if (next < end && *next == ':') {
                arePlaces = QByteArrayView(from, p - from) == "coordinates";
                names.insert(qHashBits(from, size_t(p - from), 1));
                constexpr int own = 100; // of GeoJSON itself
                if (names.size() > bounds::mostFields + own)
                    return fail(tooManyFields(shown, bounds::mostFields));
            }
        }
    }
    return {};
}

namespace
{
bool isNumber(const QByteArray& text)
{
    bool good = false;
    const double number = text.trimmed().toDouble(&good);
    return good && std::isfinite(number);
}

/// The lines of a text file one after the other.
class Lines
{
public:
    explicit Lines(const QByteArray& name)
        : file(VSIFOpenL(name.constData(), "rb"), [](VSILFILE* open) { VSIFCloseL(open); })
    {
    }
    bool next(QByteArray& line)
    {
        constexpr int longest = 1 << 20;
        const CPLErrorStateBackuper before;
        const CPLErrorHandlerPusher quiet(CPLQuietErrorHandler);
        const char* read = file ? CPLReadLine2L(file.get(), longest, nullptr) : nullptr;
        line = QByteArray(read).trimmed();
        number += read != nullptr ? 1 : 0;
        return read != nullptr; // whoever reads the layer finds out where it breaks
    }
    qint64 number = 0;

private:
    std::unique_ptr<VSILFILE, void (*)(VSILFILE*)> file;
};

/// Coordinates stand behind the group codes 10 to 18 and 20 to 28, one a line.
bool areNumbersOfDxf(Lines& lines)
{
    QByteArray code, value, section;
    while (lines.next(code) && lines.next(value)) {
        if (code == "2" && section == "SECTION")
            section = value;
        else if (code == "0" && value == "SECTION")
            section = value;
        else if (code == "0" && value == "ENDSEC")
            section.clear();
        const int group = code.size() == 2 ? code.toInt() : 0;
        const bool isPlace = (group >= 10 && group <= 18) || (group >= 20 && group <= 28);
        if (isPlace && (section == "ENTITIES" || section == "BLOCKS") && !isNumber(value))
            return false;
    }
    return true;
}

/// Behind the line Data: "Point 107.1 29.1", and lines of a pair or a count. A comma may part a pair.
bool areNumbersOfMif(Lines& lines)
{
    QByteArray line;
    while (lines.next(line) && line.toLower() != "data") { }
    while (lines.next(line)) {
        QByteArrayList words = line.simplified().split(' ');
        const QByteArray first = words.first().toLower();
        const qsizetype pair = first == "point" ? 2 : 4;
        if (first == "point" || first == "line" || first == "rect" || first == "roundrect"
            || first == "ellipse" || first == "arc")
            words = words.mid(1, pair);
        else if (first.isEmpty() || !QByteArray("+-.0123456789").contains(first.front()))
            continue;
        if (words.size() == 1)
            words = words.first().split(',').mid(0, 2);
        for (const QByteArray& word : std::as_const(words))
            if (!isNumber(word))
                return false;
    }
    return true;
}

Error noNumberNear(const QString& shown, qint64 line)
{
    return {ErrorKind::invalidValue,
        QStringLiteral("“%1”第 %2 行附近的坐标不是数字，请在原软件里核对后重新导出。").arg(shown).arg(line)};
}
} // namespace

Result<> checkWrittenNumbers(const QByteArray& name, const QString& shown)
{
    const QByteArray ending = name.mid(name.lastIndexOf('.') + 1).toLower();
    if (ending != "dxf" && ending != "mif")
        return {};
    Lines lines(name);
    if (ending == "dxf" ? areNumbersOfDxf(lines) : areNumbersOfMif(lines))
        return {};
    return fail(noNumberNear(shown, lines.number));
}

Result<> checkGpx(const QByteArray& text, const QString& shown)
{
    const auto isBlank
        = [&](qsizetype at) { return at < text.size() && QByteArray(" \t\r\n").contains(text[at]); };
    for (const QByteArray& degrees : {QByteArray("lat"), QByteArray("lon")})
        for (qsizetype at = text.indexOf(degrees); at > 0; at = text.indexOf(degrees, at + 1)) {
            qsizetype value = at + degrees.size();
            const auto skip = [&](const char* signs) {
                while (value < text.size() && strchr(signs, text[value]) != nullptr && text[value] != '\0')
                    ++value;
            };
            skip(" \t\r\n");
            if (!isBlank(at - 1) || value >= text.size() || text[value] != '=')
                continue;
            skip("= \t\r\n");
            const qsizetype end = value < text.size() && (text[value] == '"' || text[value] == '\'')
                ? text.indexOf(text[value], value + 1)
                : -1;
            if (end > 0 && !isNumber(text.mid(value + 1, end - value - 1)))
                return fail(noNumberNear(shown, text.left(at).count('\n') + 1));
        }
    return {};
}

Result<> checkLayout(GDALDataset& data, const QString& shown)
{
    if (data.GetLayerCount() > bounds::mostLayers)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”里有 %2 个图层（最多 %3 个），请在原软件里合并，或只导出要用的图层。")
                .arg(shown)
                .arg(data.GetLayerCount())
                .arg(bounds::mostLayers));
    for (OGRLayer* layer : data.GetLayers())
        if (layer->GetLayerDefn()->GetFieldCount() > bounds::mostFields)
            return fail(tooManyFields(shown, layer->GetLayerDefn()->GetFieldCount()));
    return {};
}

Result<QByteArray> wholeFile(const QByteArray& name, const QString& shown)
{
    const auto close = [](VSILFILE* open) { VSIFCloseL(open); };
    const std::unique_ptr<VSILFILE, decltype(close)> file(VSIFOpenL(name.constData(), "rb"), close);
    const auto broken = [&] {
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”读不出来，文件可能不完整，请重新复制或导出后再试。").arg(shown));
    };
    if (!file || VSIFSeekL(file.get(), 0, SEEK_END) != 0)
        return broken();
    const auto size = qint64(VSIFTellL(file.get()));
    if (size > bounds::mostTextFile)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”有 %2 MB，太大（这种格式最多 %3 MB），请在原软件里只保留本地区的部分，或改用 "
                           "GeoPackage。")
                .arg(shown)
                .arg(size / 1'000'000)
                .arg(bounds::mostTextFile / 1'000'000));
    if (VSIFSeekL(file.get(), 0, SEEK_SET) != 0)
        return broken();
    QByteArray bytes(size, Qt::Uninitialized);
    if (qint64(VSIFReadL(bytes.data(), 1, size_t(size), file.get())) != size)
        return broken();
    return bytes;
}

} // namespace coop
