#include "core/base/files/output.h"

#include "core/base/files/input_file.h"
#include "core/base/files/output_target.h"
#include "core/base/files/put_in_place.h"
#include "core/base/files/unfinished.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace coop
{

struct Output::Private {
    QStringList targets; ///< as they were asked for
    QStringList places; ///< where they lead, the files beside them at the end
    QStringList obsolete;
    QString folder; ///< of what is not finished

    ~Private()
    {
        if (!folder.isEmpty())
            QDir(folder).removeRecursively();
    }
    QString path(qsizetype which) const { return folder + u'/' + QFileInfo(places[which]).fileName(); }
    QString besideFirst(const QString& ending) const
    {
        const QFileInfo place(places.first());
        return place.dir().filePath(place.completeBaseName() + u'.' + ending);
    }
    Result<> write(const QByteArray& bytes, qsizetype which) const
    {
        if (bytes.isEmpty()) // nothing that the program writes is empty
            return fail(cannotWrite(places[which], QStringLiteral("没有内容可写，内存可能不够")));
        QFile file(path(which));
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size()
            && closeWritten(file))
            return {};
        return fail(cannotWrite(places[which], fileProblem(file)));
    }
};

Output::Output(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

Output::Output(Output&&) noexcept = default;
Output& Output::operator=(Output&&) noexcept = default;
Output::~Output() = default;

Result<Output> Output::into(const QStringList& targets)
{
    auto data = std::make_unique<Private>();
    data->targets = targets;
    for (const QString& target : targets)
        data->places += realTarget(target);
    const QString place = QFileInfo(data->places.first()).absolutePath();
    removeUnfinished(place);
    const QString folder = unfinishedName(place);
    if (!QDir().mkdir(folder))
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("不能写入文件夹“%1”，请检查它是否允许写入、磁盘是否已满，或换一个位置")
                .arg(QDir::toNativeSeparators(place)));
    data->folder = folder;
    return Output(std::move(data));
}

Result<Output> Output::to(const QString& target, FileKind kind)
{
    return to(QStringList{target}, kind);
}

Result<Output> Output::to(const QStringList& targets, FileKind kind)
{
    for (const QString& target : targets)
        COOP_TRY(mayBeWritten(target, kind));
    return into(targets);
}

Result<Output> Output::to(const QString& target, const QByteArray& content)
{
    COOP_TRY(mayBeWritten(target, content));
    return into({target});
}

QString Output::path(qsizetype which) const
{
    return d->path(which);
}

Result<> Output::write(const QByteArray& bytes, qsizetype which)
{
    return d->write(bytes, which);
}

Result<> Output::writeBeside(const QByteArray& bytes, const QString& ending)
{
    const QString place = d->besideFirst(ending);
    COOP_TRY(mayReplaceSideFile(place));
    if (QFileInfo::exists(place) && !QFileInfo::exists(d->places.first()))
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("“%1”已经有了，没有覆盖它：不知道它属于哪个图层。请换一个文件名")
                .arg(QDir::toNativeSeparators(place)));
    d->places += realTarget(place);
    return d->write(bytes, d->places.size() - 1);
}

void Output::setObsolete(const QStringList& endings)
{
    for (const QString& ending : endings)
        d->obsolete += d->besideFirst(ending);
}

Result<QStringList> Output::finish()
{
    QList<FileMove> files;
    for (qsizetype i = 0; i < d->places.size(); ++i) {
        if (!QFileInfo::exists(d->path(i)))
            return fail(cannotWrite(d->places[i], QStringLiteral("没有写出内容")));
        if (QFileInfo::exists(d->places[i]))
            QFile::setPermissions(d->path(i), QFile::permissions(d->places[i]));
        files += FileMove{d->path(i), d->places[i]};
    }
    QStringList obsolete;
    for (const QString& file : std::as_const(d->obsolete))
        if (!d->places.contains(file) && mayReplaceSideFile(file))
            obsolete += file;
    const auto placed = putInPlace(files, obsolete);
    return placed ? Result<QStringList>(d->targets) : fail(placed.error());
}

Result<> writeFile(const QString& target, FileKind kind, const QByteArray& bytes)
{
    auto output = Output::to(target, kind);
    COOP_TRY(output);
    COOP_TRY(output->write(bytes));
    const auto finished = output->finish();
    return finished ? Result<>() : fail(finished.error());
}

} // namespace coop
