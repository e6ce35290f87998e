#include "core/store/file/file_lock.h"

#include "core/store/file/held_file.h"
#include "core/store/file/workspace_file.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QMutex>
#include <QSysInfo>
#include <QThread>

namespace coop
{

namespace
{
constexpr int waitMs = 200;
constexpr qint64 largestNote = 4096; ///< bytes; what is longer was not written by this program

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

QElapsedTimer started()
{
    QElapsedTimer clock;
    clock.start();
    return clock;
}

QString lockFileOf(const QString& path)
{
    return path + QStringLiteral(".lock");
}

QString whoFileOf(const QString& path)
{
    return path + QStringLiteral(".who");
}

QString userOfComputer()
{
    for (const char* variable : {"USERNAME", "USER"})
        if (qEnvironmentVariableIsSet(variable))
            return qEnvironmentVariable(variable);
    return {};
}

/// What a lock file says; nothing when it is empty or junk. Never waits (a pipe) nor reads much.
struct LockNote {
    qint64 process = 0;
    QString host;
};
std::optional<LockNote> noteIn(const QLockFile& lock)
{
    const QFileInfo file(lock.fileName());
    LockNote note;
    QString program;
    if (!file.isFile() || file.size() > largestNote || !lock.getLockInfo(&note.process, &note.host, &program))
        return {};
    return note;
}

/// "张三（电脑 PC-3，11月23日 10:20 起）", as far as it is known.
QString holderText(const QString& path, const std::optional<LockNote>& note)
{
    QFile file(whoFileOf(path));
    QJsonObject who;
    if (QFileInfo(file).isFile() && file.size() <= largestNote && file.open(QIODevice::ReadOnly))
        who = QJsonDocument::fromJson(file.readAll()).object();
    const QString name = who[QStringLiteral("name")].toString();
    QString host = who[QStringLiteral("host")].toString();
    if (host.isEmpty() && note)
        host = note->host;
    const QDateTime since
        = QDateTime::fromString(who[QStringLiteral("since")].toString(), Qt::ISODate).toLocalTime();
    QStringList known;
    if (!host.isEmpty())
        known += QStringLiteral("电脑 ") + host;
    if (since.isValid())
        known += since.toString(QStringLiteral("M月d日 HH:mm")) + QStringLiteral(" 起");
    const QString holder = name.isEmpty() ? QStringLiteral("另一个程序") : name;
    return known.isEmpty() ? holder : QStringLiteral("%1（%2）").arg(holder, known.join(u'，'));
}
} // namespace

FileLock::FileLock(const QString& workspacePath)
    : workspaceFile(workspacePath)
    , fileMark(workspacePath)
    , lock(std::make_unique<QLockFile>(lockFileOf(workspacePath)))
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
    QFile::remove(whoFileOf(workspaceFile));
    lock->unlock();
}

Result<std::shared_ptr<FileLock>> FileLock::take(const QString& workspacePath)
{
    const QFileInfo info(workspacePath);
    const QString path = info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
    {
        const QMutexLocker guard(&mutex());
        if (auto mine = taken().value(path).lock()) {
            if (mine->fileMark.look(path) == FileMark::Seen::same || !mine->fileIsLocked)
                return mine;
            return fail(ErrorKind::fileUnwritable,
                QStringLiteral("文件“%1”在打开期间被移走、删除或换成了别的文件，请先关闭原来打开的工作区")
                    .arg(QDir::toNativeSeparators(workspacePath)));
        }
    }
    std::shared_ptr<FileLock> made(new FileLock(path));
    COOP_TRY(made->takeFile());
    COOP_TRY(made->takeLockFile());
    made->setHolder(userOfComputer());
    const QMutexLocker guard(&mutex());
    taken()[path] = made;
    return made;
}

bool FileLock::standsInOwnWay(const QString& workspacePath)
{
    const QFileInfo info(workspacePath);
    const auto stamp = stampOf(workspacePath);
    const QMutexLocker guard(&mutex());
    for (auto each = taken().cbegin(); each != taken().cend(); ++each) {
        const auto mine = each.value().lock();
        if (!mine || !mine->fileIsLocked)
            continue;
        const bool sameName = mine->workspaceFile == info.canonicalFilePath();
        const auto held = mine->fileMark.file().stamp();
        const bool sameFile = stamp && held && stamp->identity == held->identity;
        if (sameName != sameFile)
            return true;
    }
    return false;
}

Result<> FileLock::takeFile()
{
    // Another thread of this program may be just closing it: wait a moment, not for long.
    auto outcome = fileMark.file().lock();
    for (QElapsedTimer clock = started(); outcome == HeldFile::Lock::heldByOther && clock.elapsed() < waitMs;
         outcome = fileMark.file().lock())
        QThread::msleep(10);
    fileIsLocked = outcome == HeldFile::Lock::taken;
    if (outcome != HeldFile::Lock::heldByOther)
        return {};
    // Under another name the note beside the file is missing, or of a program that died.
    const bool sameName
        = QFileInfo::exists(lockFileOf(workspaceFile)) && QFileInfo::exists(whoFileOf(workspaceFile));
    return fail(ErrorKind::inUse,
        QStringLiteral("文件“%1”正由 %2 打开着，请等对方关闭以后再修改，现在可以只读查看")
            .arg(QDir::toNativeSeparators(workspaceFile),
                sameName ? holderText(workspaceFile, noteIn(*lock))
                         : QStringLiteral("另一个窗口或程序（可能用的是别的文件名）")));
}

Result<> FileLock::takeLockFile()
{
    const QString beside = lockFileOf(workspaceFile);
    const auto tellWhichFile = [&] {
        return fail(ErrorKind::inUse,
            QStringLiteral("文件“%1”旁边的“%2”里没有写明是谁打开着它。请确认没有别人正在修改，再删除“%2”")
                .arg(QDir::toNativeSeparators(workspaceFile), QFileInfo(beside).fileName()));
    };
    if (const QFileInfo there(beside); there.exists() && !there.isFile())
        return tellWhichFile();
    if (lock->tryLock(waitMs))
        return {};
    if (lock->error() != QLockFile::LockFailedError)
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件夹“%1”不允许写入，不能修改其中的工作区，请复制到可以写入的文件夹以后再打开")
                .arg(QDir::toNativeSeparators(QFileInfo(workspaceFile).absolutePath())));
    const auto note = noteIn(*lock);
    // Who has the lock on the file itself knows that nobody on this computer writes: it is left from a power
    // cut.
    if (!note && fileIsLocked && !isOnNetwork(workspaceFile) && QFile::remove(beside)
        && lock->tryLock(waitMs))
        return {};
    if (!note)
        return tellWhichFile();
    const bool fromHere = note->host.isEmpty() || note->host == QSysInfo::machineHostName();
    QString text = QStringLiteral("文件“%1”正由 %2 打开着，请等对方关闭以后再修改，现在可以只读查看")
                       .arg(QDir::toNativeSeparators(workspaceFile), holderText(workspaceFile, note));
    if (!fromHere)
        text += QStringLiteral("。如果那台电脑上并没有打开它（例如断过电），请删除“%1”后再试")
                    .arg(QFileInfo(beside).fileName());
    return fail(ErrorKind::inUse, text);
}

void FileLock::letGoOfFile()
{
    fileIsLocked = false;
    fileMark.file().letGo();
}

void FileLock::setHolder(const QString& name)
{
    if (const QFileInfo there(whoFileOf(workspaceFile)); there.exists() && !there.isFile())
        return;
    const QJsonObject who{{QStringLiteral("name"), name},
        {QStringLiteral("host"), QSysInfo::machineHostName()},
        {QStringLiteral("since"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}};
    QFile file(whoFileOf(workspaceFile));
    if (file.open(QIODevice::WriteOnly)) // only tells others; without it the lock holds all the same
        file.write(QJsonDocument(who).toJson(QJsonDocument::Compact));
}

} // namespace coop
