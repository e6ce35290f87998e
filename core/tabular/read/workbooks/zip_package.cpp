#include "core/tabular/read/workbooks/zip_package.h"

#include "core/tabular/read/table_limits.h"

#include <QFile>
#include <array>
#include <zip.h>

namespace coop
{

namespace
{
Error broken(const QString& why)
{
    return {ErrorKind::fileUnreadable, why};
}

zip* openArchive(const QString& path)
{
#ifdef Q_OS_WIN
    constexpr zip_int64_t toItsEnd = 0; // ZIP_LENGTH_TO_END of later ones
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source
        = zip_source_win32w_create(reinterpret_cast<const wchar_t*>(path.utf16()), 0, toItsEnd, &error);
    zip* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (source && !archive)
        zip_source_free(source);
    return archive;
#else
    int error = 0;
    return zip_open(QFile::encodeName(path).constData(), ZIP_RDONLY, &error);
#endif
}

struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
} // namespace

void ZipPackage::Close::operator()(zip* open) const
{
    zip_discard(open);
}

QString ZipPackage::key(const QString& part)
{
    QString name = part.toLower();
    name.replace(u'\\', u'/');
    while (name.startsWith(u'/'))
        name.remove(0, 1);
    return name;
}

Result<ZipPackage> ZipPackage::open(const QString& path, bool own)
{
    ZipPackage package;
    package.bounded = !own;
    package.archive.reset(openArchive(path));
    if (!package.archive)
        return fail(broken(QStringLiteral(
            "不完整（压缩包的目录读不出来，可能没有下载完或没有复制完），请重新下载或复制一份再导入")));
    const auto count = zip_get_num_entries(package.archive.get(), 0);
    if (count > table_limits::packageParts)
        return fail(broken(QStringLiteral(
            "里面有 %1 个部件，不是 Excel 或 WPS 存出来的表格，请用 Excel 或 WPS 打开后另存为 .xlsx")
                               .arg(count)));
    for (zip_int64_t i = 0; i < count; ++i) {
        const char* name = zip_get_name(package.archive.get(), zip_uint64_t(i), ZIP_FL_ENC_GUESS);
        const QString part = name ? key(QString::fromUtf8(name)) : QString();
        if (package.parts.contains(part))
            package.twice.insert(part);
        else if (!part.isEmpty())
            package.parts.insert(part, i);
    }
    return package;
}

QStringList ZipPackage::names() const
{
    QStringList names;
    for (auto part = parts.begin(); part != parts.end(); ++part)
        if (!part.key().endsWith(u'/'))
            names += part.key();
    return names;
}

bool ZipPackage::isLocked(const QString& part) const
{
    const auto index = parts.constFind(key(part));
    zip_stat_t stat;
    return index != parts.constEnd() && zip_stat_index(archive.get(), zip_uint64_t(*index), 0, &stat) == 0
        && (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
}

Result<> ZipPackage::read(const QString& part, const std::function<bool(QByteArrayView)>& take)
{
    const auto index = parts.constFind(key(part));
    if (index == parts.constEnd())
        return fail(broken(
            QStringLiteral("缺少部件“%1”，文件不完整，请用 Excel 或 WPS 打开后另存为 .xlsx").arg(part)));
    if (twice.contains(key(part)))
        return fail(broken(
            QStringLiteral("里的部件“%1”有两份，文件不完好，请用 Excel 或 WPS 打开核对，另存为 .xlsx 再导入")
                .arg(part)));
    const std::unique_ptr<zip_file_t, CloseFile> file(
        zip_fopen_index(archive.get(), zip_uint64_t(*index), 0));
    if (!file)
        return fail(broken(isLocked(part)
                ? QStringLiteral("设了打开密码，请去掉密码后再导入")
                : QStringLiteral("里的部件“%1”打不开，文件已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx")
                      .arg(part)));
    std::array<char, 64 << 10> piece{};
    qint64 size = 0;
    for (;;) {
        const auto got = zip_fread(file.get(), piece.data(), piece.size());
        if (got < 0)
            return fail(broken(QStringLiteral(
                "里的部件“%1”解压到一半出错，文件已损坏或没有下载完，请重新下载或复制一份再导入")
                                   .arg(part)));
        if (got == 0)
            return {};
        size += got;
        unpacked += got;
        if (bounded && (size > table_limits::partBytes || unpacked > table_limits::packageBytes))
            return fail(broken(QStringLiteral(
                "解压后超过 1 GB，远大于一份台账，没有读，请只留下要导入的工作表，另存为 .xlsx 再导入")));
        if (!take(QByteArrayView(piece.data(), qsizetype(got))))
            return {};
    }
}

} // namespace coop
