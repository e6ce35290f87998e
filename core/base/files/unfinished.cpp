#include "core/base/files/unfinished.h"

#include "core/base/files/disk.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSysInfo>

namespace coop
{

namespace
{
constexpr qint64 day = 86'400; // seconds

/// The same for all programs of a computer.
const QString& thisComputer()
{
    static const QString mark = QString::fromLatin1(
        QCryptographicHash::hash(QSysInfo::machineHostName().toUtf8(), QCryptographicHash::Sha256)
            .toHex()
            .left(6));
    return mark;
}

bool isAbandoned(const QFileInfo& file)
{
    // What SQLite and the lock of a workspace keep beside it goes with it.
    static const QRegularExpression name(QStringLiteral(
        "^\\.coopmap-(\\d{1,12})-([0-9a-f]{6})-[0-9a-f]+\\.part(?:-wal|-shm|-journal|\\.lock|\\.who)?$"));
    // Before, exports had folders with names that did not say whose they were.
    static const QRegularExpression formerName(QStringLiteral("^\\.coopmap-[A-Za-z]{6}$"));
    const bool old = file.lastModified().secsTo(QDateTime::currentDateTime()) > day;
    const auto match = name.match(file.fileName());
    if (!match.hasMatch())
        return old && file.isDir() && formerName.match(file.fileName()).hasMatch();
    // A number that another process has got since says nothing after a day.
    return old || (match.captured(2) == thisComputer() && !isRunning(match.captured(1).toLongLong()));
}
} // namespace

QString unfinishedName(const QString& folder)
{
    for (;;) {
        QString path = QStringLiteral("%1/.coopmap-%2-%3-%4.part")
                           .arg(folder)
                           .arg(QCoreApplication::applicationPid())
                           .arg(thisComputer())
                           .arg(QRandomGenerator::global()->generate(), 8, 16, QLatin1Char('0'));
        if (!QFileInfo::exists(path))
            return path;
    }
}

void removeUnfinished(const QString& folder)
{
    const auto left = QDir(folder).entryInfoList({QStringLiteral(".coopmap-*")},
        QDir::Files | QDir::Dirs | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo& each : left) {
        if (!isAbandoned(each))
            continue;
        if (each.isDir())
            QDir(each.filePath()).removeRecursively();
        else
            QFile::remove(each.filePath());
    }
}

} // namespace coop
