#include "core/workflow/care/run_log.h"

#include "core/base/crash_trace.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QLockFile>
#include <QMutex>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <memory>

namespace coop::runLog
{

namespace
{
const QString newer = QStringLiteral("运行记录.txt"), older = QStringLiteral("运行记录-旧.txt");

struct State {
    QMutex mutex;
    QDir folder;
    std::unique_ptr<QLockFile> running; ///< held by the system's own means for as long as the process lives
    bool begun = false, cut = false;
};

State& state()
{
    static State only;
    return only;
}

/// Names of people, units and files stand between “ ” in this program's sentences; Qt writes paths.
QString withoutNames(QString line)
{
    static const QRegularExpression quoted(QStringLiteral("“[^”]*”|\"[^\"]*\""));
    static const QRegularExpression path(QStringLiteral("([A-Za-z]:)?([/\\\\][^\\s/\\\\:，。]+){2,}"));
    return line.replace(quoted, QStringLiteral("“…”")).replace(path, QStringLiteral("…")).simplified();
}

/// A mark that a run left and nobody holds any more.
bool takeOldMarks(const QDir& folder)
{
    bool cut = false;
    for (const QString& name : folder.entryList({QStringLiteral("running-*.lock")}, QDir::Files)) {
        QLockFile mark(folder.filePath(name));
        mark.setStaleLockTime(0); // only a dead process makes it stale
        cut = mark.tryLock(0) || cut;
    }
    return cut;
}
/// What crashed runs left of where they stood.
QStringList takeOldTraces(const QDir& folder)
{
    QStringList lines;
    for (const QString& name : folder.entryList({QStringLiteral("crash-*.txt")}, QDir::Files)) {
        QFile trace(folder.filePath(name));
        if (trace.open(QIODevice::ReadOnly))
            lines += QString::fromLatin1(trace.read(10'000)).split(u'\n', Qt::SkipEmptyParts);
        trace.remove();
    }
    return lines;
}
} // namespace

void begin(const QString& folder)
{
    State& s = state();
    QStringList traces;
    {
        const QMutexLocker held(&s.mutex);
        if (!QDir().mkpath(folder))
            return; // a program that cannot write its log works all the same
        s.folder.setPath(folder);
        s.cut = takeOldMarks(s.folder);
        traces = takeOldTraces(s.folder);
        leaveCrashTrace(
            s.folder.filePath(QStringLiteral("crash-%1.txt").arg(QCoreApplication::applicationPid())));
        s.running = std::make_unique<QLockFile>(
            s.folder.filePath(QStringLiteral("running-%1.lock").arg(QCoreApplication::applicationPid())));
        s.running->setStaleLockTime(0);
        s.running->tryLock(0);
        s.begun = true;
    }
    if (s.cut)
        note(QStringLiteral("上次没有正常结束"));
    for (const QString& line : traces)
        note(line);
}

void end()
{
    note(QStringLiteral("正常结束"));
    const QMutexLocker held(&state().mutex);
    state().running.reset();
    state().begun = false;
}

bool wasCutShort()
{
    return state().cut;
}

void forgetCut()
{
    state().cut = false;
}

void note(const QString& what)
{
    static thread_local bool writing = false; // Qt may have something to say of writing itself
    if (writing)
        return;
    const QScopedValueRollback now(writing, true);
    State& s = state();
    const QMutexLocker held(&s.mutex);
    if (!s.begun)
        return;
    QFile file(s.folder.filePath(newer));
    if (file.size() > largestFile) {
        QFile::remove(s.folder.filePath(older));
        file.rename(s.folder.filePath(older));
        file.setFileName(s.folder.filePath(newer));
    }
    if (file.open(QIODevice::Append))
        file.write(QStringLiteral("%1 %2\n")
                       .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
                           withoutNames(what).left(500))
                       .toUtf8());
}

QByteArray content()
{
    State& s = state();
    const QMutexLocker held(&s.mutex);
    QByteArray all;
    for (const QString& name : {older, newer})
        if (QFile file(s.folder.filePath(name)); s.begun && file.open(QIODevice::ReadOnly))
            all += file.readAll();
    return all;
}

} // namespace coop::runLog
