#include "core/tabular/read/workbooks/ole_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
/// outlets.xls: sectors of 512 bytes, its table is the first of 12, the folder stands in sector 9 and the
/// workbook, shorter than 4096 bytes, in small sectors of 64.
struct MadeOle {
    MadeOle()
    {
        QFile seed(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/tables/outlets.xls"));
        REQUIRE(seed.open(QIODevice::ReadOnly));
        bytes = seed.readAll();
    }
    quint32 number(qsizetype at) const { return qFromLittleEndian<quint32>(bytes.constData() + at); }
    void put(qsizetype at, quint32 value) { qToLittleEndian(value, bytes.data() + at); }
    qsizetype sector(quint32 n) const { return qsizetype(n + 1) * 512; }
    qsizetype nextOf(quint32 n) const { return sector(number(76)) + qsizetype(n) * 4; }
    /// Where the entry of the workbook stands.
    qsizetype entry() const
    {
        const QString name = QStringLiteral("Workbook");
        const QByteArray wide(reinterpret_cast<const char*>(name.utf16()), name.size() * 2);
        const qsizetype at = bytes.indexOf(wide);
        REQUIRE(at > 0);
        return at;
    }
    /// The workbook's length in bytes, or -1.
    qsizetype read(qint64 most = 1 << 20) const
    {
        const QString path = place.filePath(QStringLiteral("表.xls"));
        QFile out(path);
        REQUIRE((out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size()));
        out.close();
        const auto ole = OleFile::open(path);
        if (!ole)
            return -1;
        const auto stream = ole->read(QStringLiteral("Workbook"), most);
        return stream ? stream->size() : -1;
    }
    QByteArray bytes;
    QTemporaryDir place;
};
} // namespace

TEST_CASE_METHOD(MadeOle, "a stream of a compound file has the length that its folder says")
{
    CHECK(read() == qsizetype(number(entry() + 120)));
    CHECK(read(16) == -1);
}

TEST_CASE_METHOD(MadeOle, "a chain of sectors that leaves the file or bites its tail is a damaged file")
{
    const quint32 folder = number(48);
    for (const quint32 next : {folder, number(76), 0x00FFFFFFu, 0xFFFFFFFFu}) {
        INFO(next);
        put(nextOf(folder), next);
        CHECK(read() == -1);
    }
}

TEST_CASE_METHOD(MadeOle, "a stream that claims more than the file has is a damaged file")
{
    for (const quint32 size : {0x00010000u, 0x7FFFFFFFu, 0xFFFFFFFFu}) {
        INFO(size);
        put(entry() + 120, size);
        CHECK(read(qint64(1) << 40) == -1);
    }
}

TEST_CASE_METHOD(MadeOle, "a compound file that breaks off never gives half a workbook")
{
    const QByteArray whole = bytes;
    const qsizetype length = read();
    for (qsizetype size = 0; size < whole.size(); size += 61) {
        bytes = whole.left(size);
        const qsizetype got = read();
        INFO(size);
        CHECK((got == -1 || got == length));
    }
}

TEST_CASE_METHOD(MadeOle, "a folder whose entries point at each other is read to its end")
{
    put(entry() + 68, number(sector(number(48)) + 76));
    put(entry() + 72, 0x7FFFFFFFu);
    CHECK(read() > 0);
}
