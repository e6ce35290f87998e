#include "core/tabular/read/workbooks/ole_file.h"

#include <QFile>
#include <gsf/gsf.h>

namespace coop
{

namespace
{
struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};

/// libgsf tells the terminal what it thinks of a damaged file.
void quiet()
{
    static const bool done = [] {
        gsf_init();
        const auto nothing = [](const char*, GLogLevelFlags, const char*, void*) {};
        for (const char* domain : {"libgsf", "libgsf:msole", "libgsf:input"})
            g_log_set_handler(
                domain, GLogLevelFlags(G_LOG_LEVEL_MASK | G_LOG_FLAG_RECURSION), nothing, nullptr);
        return true;
    }();
    Q_UNUSED(done);
}

Error damaged()
{
    return {ErrorKind::fileUnreadable,
        QStringLiteral("不完整或已损坏，读不出里面的内容，请重新下载或复制一份；能用 Excel 或 WPS "
                       "打开的话，另存为 .xlsx "
                       "再导入")};
}
} // namespace

void OleFile::Close::operator()(GsfInfile* open) const
{
    g_object_unref(open);
}

Result<OleFile> OleFile::open(const QString& path)
{
    quiet();
#ifdef Q_OS_WIN
    const QByteArray name = path.toUtf8();
#else
    const QByteArray name = QFile::encodeName(path);
#endif
    const std::unique_ptr<GsfInput, Unref> input(gsf_input_stdio_new(name.constData(), nullptr));
    if (!input)
        return fail(damaged());
    OleFile ole;
    ole.file.reset(gsf_infile_msole_new(input.get(), nullptr));
    if (!ole.file)
        return fail(damaged());
    const int count = gsf_infile_num_children(ole.file.get());
    for (int i = 0; i < count; ++i)
        if (const char* child = gsf_infile_name_by_index(ole.file.get(), i))
            ole.top += QString::fromUtf8(child);
    return ole;
}

Result<QByteArray> OleFile::read(const QString& name, qint64 most) const
{
    const std::unique_ptr<GsfInput, Unref> stream(
        gsf_infile_child_by_name(file.get(), name.toUtf8().constData()));
    if (!stream)
        return fail(damaged());
    const auto size = qint64(gsf_input_size(stream.get()));
    if (size > most)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral(
                "里的工作簿有 %1 MB，远大于一份台账，没有读，请只留下要导入的工作表，另存为 .xlsx 再导入")
                .arg(size >> 20));
    QByteArray bytes(size, Qt::Uninitialized);
    if (size > 0 && !gsf_input_read(stream.get(), size_t(size), reinterpret_cast<guint8*>(bytes.data())))
        return fail(damaged());
    return bytes;
}

} // namespace coop
