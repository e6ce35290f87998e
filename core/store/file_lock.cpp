#include "core/store/file_lock.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QMutex>
#include <QSysInfo>

namespace coop
{

namespace
{
QMutex& mutex()
{
    static QMutex one;
    return one;
}

/// The locks of this process by path.
QHash<QString, std::weak_ptr<FileLock>>& taken()
{
    static QHash<QString, std::weak_ptr<FileLock>> all;
    return all;
}

QString userOfComputer()
{
    for (const char* variable : {"USERNAME", "USER"})
        if (qEnvironmentVariableIsSet(variable))
            return qEnvironmentVariable(variable);
    return {};
}

/// "张三在电脑 PC-3 上（11月23日 10:20 起）".
QString holderText(const QString& whoFile, const QLockFile& lock)
{
    QFile file(whoFile);
    QJsonObject who;
    if (file.open(QIODevice::ReadOnly))
        who = QJsonDocument::fromJson(file.readAll()).object();
    QString name = who[QStringLiteral("name")].toString();
    QString host = who[QStringLiteral("host")].toString();
    qint64 process = 0;
    QString lockHost;
    QString program;
    lock.getLockInfo(&process, &lockHost, &program);
    if (host.isEmpty())
        host = lockHost;
    if (name.isEmpty())
        name = QStringLiteral("有人");
    const QDateTime since
        = QDateTime::fromString(who[QStringLiteral("since")].toString(), Qt::ISODate).toLocalTime();
    const QString when = since.isValid()
        ? QStringLiteral("，%1 起").arg(since.toString(QStringLiteral("M月d日 HH:mm")))
        : QString();
    return QStringLiteral("%1（电脑 %2%3）").arg(name, host, when);
}
} // namespace

FileLock::FileLock(const QString& workspacePath)
    : whoFile(workspacePath + QStringLiteral(".who"))
    , lock(std::make_unique<QLockFile>(workspacePath + QStringLiteral(".lock")))
{
    // Age says nothing: a clerk keeps the file open for days. QLockFile itself sees whether the process
    // lives.
    lock->setStaleLockTime(0);
}

FileLock::~FileLock()
{
    const QMutexLocker guard(&mutex());
    if (!lock->isLocked())
        return;
    QFile::remove(whoFile);
    lock->unlock();
}

Result<std::shared_ptr<FileLock>> FileLock::take(const QString& workspacePath)
{
    const QFileInfo info(workspacePath);
    const QString path = info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
    {
        const QMutexLocker guard(&mutex());
        if (auto mine = taken().value(path).lock())
            return mine;
    }
    std::shared_ptr<FileLock> made(new FileLock(path));
    // Another thread of this program may be just closing it: wait a moment, not for long.
    if (!made->lock->tryLock(200)) {
        if (made->lock->error() == QLockFile::LockFailedError)
            return fail(ErrorKind::inUse,
                QStringLiteral("文件“%1”正由 %2 打开着，请等对方关闭以后再修改，现在可以只读查看")
                    .arg(workspacePath, holderText(made->whoFile, *made->lock)));
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件夹“%1”不允许写入，不能修改其中的工作区，请复制到可以写入的文件夹以后再打开")
                .arg(info.absolutePath()));
    }
    made->setHolder(userOfComputer());
    const QMutexLocker guard(&mutex());
    taken()[path] = made;
    return made;
}

void FileLock::setHolder(const QString& name)
{
    const QJsonObject who{{QStringLiteral("name"), name},
        {QStringLiteral("host"), QSysInfo::machineHostName()},
        {QStringLiteral("since"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}};
    QFile file(whoFile);
    if (file.open(QIODevice::WriteOnly)) // only tells others; without it the lock holds all the same
        file.write(QJsonDocument(who).toJson(QJsonDocument::Compact));
}

} // namespace coop
