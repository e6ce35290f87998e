#include "core/geo/files/side_files.h"

#include "core/geo/files/layer_bounds.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QtEndian>
#include <algorithm>
#include <cpl_vsi.h>
#include <memory>

namespace coop
{

QByteArray encodingBeside(const QByteArray& shapefile)
{
    const QByteArray stem = shapefile.left(shapefile.lastIndexOf('.'));
    VSILFILE* file = VSIFOpenL((stem + ".cpg").constData(), "rb");
    if (file == nullptr)
        file = VSIFOpenL((stem + ".CPG").constData(), "rb");
    if (file == nullptr)
        return {};
    QByteArray said(64, '\0');
    said.truncate(qsizetype(VSIFReadL(said.data(), 1, size_t(said.size()), file)));
    VSIFCloseL(file);
    said = said.trimmed().toUpper();
    if (said.contains("UTF"))
        return "UTF-8";
    if (said.contains("936") || said.contains("GB"))
        return "GB18030";
    static const QList<QByteArray> big5{
        "BIG5", "BIG-5", "BIG5-HKSCS", "950", "CP950", "MS950", "WINDOWS-950", "ANSI 950", "OEM 950"};
    if (big5.contains(said))
        return "BIG5";
    return {};
}

Error cutShort(const QString& shown)
{
    return {ErrorKind::fileUnreadable,
        QStringLiteral("“%1”不完整，比它写明的内容短，请重新复制或导出后再试。").arg(shown)};
}

QByteArray beside(const QByteArray& name, const QByteArray& ending)
{
    const QByteArray stem = name.left(name.lastIndexOf('.') + 1);
    for (const QByteArray& each : {ending, ending.toUpper()}) {
        VSIStatBufL about;
        if (VSIStatL((stem + each).constData(), &about) == 0)
            return stem + each;
    }
    return {};
}

bool isTableWhole(const QByteArray& dbf)
{
    VSILFILE* file = VSIFOpenL(dbf.constData(), "rb");
    if (file == nullptr)
        return false;
    constexpr size_t headSize = 32;
    unsigned char head[headSize] = {};
    const bool read = VSIFReadL(head, 1, headSize, file) == headSize && VSIFSeekL(file, 0, SEEK_END) == 0;
    const auto size = quint64(VSIFTellL(file));
    QByteArray fields(qFromLittleEndian<quint16>(head + 8), '\0');
    const bool readFields = VSIFSeekL(file, 0, SEEK_SET) == 0
        && VSIFReadL(fields.data(), 1, size_t(fields.size()), file) == size_t(fields.size());
    VSIFCloseL(file);
    const quint64 rows = qFromLittleEndian<quint32>(head + 4), first = qFromLittleEndian<quint16>(head + 8),
                  each = qFromLittleEndian<quint16>(head + 10);
    return read && readFields && first > headSize && each > 0 && size >= first + rows * each;
}

QList<qint64> numbersLost(const QByteArray& dbf)
{
    constexpr int headSize = 32, describedBy = 32, typeAt = 11, widthAt = 16;
    const std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> file(VSIFOpenL(dbf.constData(), "rb"), VSIFCloseL);
    const auto read = [&](QByteArray& into) {
        return VSIFReadL(into.data(), 1, size_t(into.size()), file.get()) == size_t(into.size());
    };
    QByteArray head(headSize, '\0');
    if (!file || !read(head))
        return {};
    const quint32 rows = qFromLittleEndian<quint32>(head.constData() + 4);
    QByteArray fields(std::max(0, qFromLittleEndian<quint16>(head.constData() + 8) - headSize), '\0');
    QByteArray row(qFromLittleEndian<quint16>(head.constData() + 10), '\0');
    if (!read(fields))
        return {};
    struct Place {
        int from = 0, width = 0; ///< width 0: no number
    };
    QList<Place> numbers;
    int from = 1; // behind the mark of a removed row
    for (qsizetype i = 0; i + describedBy <= fields.size() && fields[i] != '\r'; i += describedBy) {
        const char type = fields[i + typeAt];
        const int width = quint8(fields[i + widthAt]);
        numbers += Place{from, type == 'N' || type == 'F' ? width : 0};
        from += type == 'C' ? width + (quint8(fields[i + widthAt + 1]) << 8) : width;
    }
    QList<qint64> lost(numbers.size(), 0);
    for (quint32 i = 0; i < rows && from <= row.size() && read(row); ++i)
        for (qsizetype field = 0; field < numbers.size() && row[0] != '*'; ++field)
            if (row.mid(numbers[field].from, numbers[field].width).trimmed().startsWith('*'))
                ++lost[field];
    return lost;
}

Result<qint64> rowsOfMid(const QByteArray& mif, const QString& shown)
{
    const auto endsWithLine = [](const QByteArray& bytes) {
        return bytes.isEmpty() || bytes.endsWith('\n') || bytes.endsWith('\r') || bytes.endsWith('\x1A');
    };
    const QByteArray mid = beside(mif, "mid");
    const auto shapes = wholeFile(mif, shown);
    COOP_TRY(shapes);
    if (mid.isEmpty())
        return endsWithLine(*shapes) ? Result<qint64>(-1) : fail(cutShort(shown));
    const auto rows = wholeFile(mid, shown);
    COOP_TRY(rows);
    if (!endsWithLine(*shapes) || !endsWithLine(*rows))
        return fail(cutShort(shown));
    qint64 count = 0;
    for (const QByteArray& line : rows->split('\n'))
        count += line.trimmed().isEmpty() || line == "\x1A" ? 0 : 1;
    return count;
}

namespace
{
QString lackOf(
    const QStringList& parts, const QString& together, const QByteArray& name, const QString& shown)
{
    QStringList files;
    for (const QString& part : parts)
        files += QStringLiteral("%1.%2").arg(QFileInfo(QString::fromUtf8(name)).completeBaseName(), part);
    return QStringLiteral("“%1”不能单独使用，旁边缺少 %2。请把原来同名的 %3 "
                          "一起复制到同一个文件夹（或放进同一个压缩包）"
                          "再试。")
        .arg(shown, files.join(QStringLiteral("、")), together);
}

const QString shapefileParts = QStringLiteral(".shp、.shx、.dbf、.prj");
} // namespace

QString lackOfTable(const QByteArray& name, const QString& shown)
{
    return beside(name, "dbf").isEmpty() ? lackOf({QStringLiteral("dbf")}, shapefileParts, name, shown)
                                         : QString();
}

QString shapesOnly(const QString& shown)
{
    return QStringLiteral("“%1”旁边没有同名的 .dbf，只有图形，没有名称和属性；要显示名称，请把 .dbf "
                          "一起复制过来后重新添加。")
        .arg(shown);
}

Result<> checkParts(const QByteArray& name, const QString& shown)
{
    const QString ending = QFileInfo(QString::fromUtf8(name)).suffix().toLower();
    const auto missing = [&](const QStringList& parts, const QString& together) {
        return fail(ErrorKind::fileUnreadable, lackOf(parts, together, name, shown));
    };
    const auto absent = [&](std::initializer_list<const char*> parts) {
        QStringList found;
        for (const char* part : parts)
            if (beside(name, part).isEmpty())
                found += QString::fromLatin1(part);
        return found;
    };
    if (ending == QStringLiteral("shp")) {
        if (const QStringList parts = absent({"shx", "dbf"}); parts.contains(QStringLiteral("shx")))
            return missing(parts, shapefileParts);
    } else if (ending == QStringLiteral("tab")) {
        const auto text = wholeFile(name, shown);
        COOP_TRY(text);
        static const QRegularExpression native(QStringLiteral("^\\s*Type\\s+NATIVE\\b"),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
        if (const QStringList parts = absent({"dat", "map", "id"});
            !parts.isEmpty() && QString::fromLatin1(*text).contains(native))
            return missing(parts, QStringLiteral(".tab、.dat、.map、.id"));
    } else if (ending == QStringLiteral("mif")) {
        const auto text = wholeFile(name, shown);
        COOP_TRY(text);
        static const QRegularExpression columns(QStringLiteral("^\\s*COLUMNS\\s+[1-9]"),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
        if (beside(name, "mid").isEmpty() && QString::fromLatin1(text->left(1 << 20)).contains(columns))
            return missing({QStringLiteral("mid")}, QStringLiteral(".mif、.mid"));
    } else if (ending == QStringLiteral("gdb")) {
        // The table of tables, and its index.
        VSIStatBufL about;
        for (const char* part : {"a00000001.gdbtable", "a00000001.gdbtablx"})
            if (VSIStatL((name + '/' + part).constData(), &about) != 0)
                return fail(ErrorKind::fileUnreadable,
                    QStringLiteral(
                        "“%1”里缺少 %2，这个文件夹没有复制完整，请把原来的整个 .gdb 文件夹重新复制一份再试。")
                        .arg(shown, QString::fromLatin1(part)));
    }
    return {};
}

} // namespace coop
