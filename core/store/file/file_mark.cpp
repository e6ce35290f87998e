#include "core/store/file/file_mark.h"

#include "core/store/file/meta.h"
#include "core/store/file/workspace_file.h"

#include <QHash>
#include <SQLiteCpp/Database.h>

namespace coop
{

namespace
{
/// As the file itself has it: neither another connection's cache nor a -wal is asked.
QByteArray headInFile(const QString& path)
{
    try {
        const std::string uri = fileUri(path, "immutable=1");
        const SQLite::Database database(uri, SQLite::OPEN_READONLY | SQLite::OPEN_URI);
        return metaValue(database, metaLogHead);
    } catch (const SQLite::Exception&) {
        return {};
    }
}

/// Which mark belongs to which connection of this process.
struct Followed {
    QMutex mutex;
    QHash<const SQLite::Database*, FileMark*> marks;
};
Followed& followed()
{
    static Followed all;
    return all;
}
} // namespace

FileMark& FileMark::of(const SQLite::Database& connection)
{
    const QMutexLocker guard(&followed().mutex);
    return *followed().marks.value(&connection);
}

void FileMark::follow(const SQLite::Database& connection)
{
    const QMutexLocker guard(&followed().mutex);
    followed().marks.insert(&connection, this);
}

void FileMark::unfollow(const SQLite::Database& connection)
{
    const QMutexLocker guard(&followed().mutex);
    followed().marks.remove(&connection);
}

FileMark::FileMark(const QString& workspacePath)
    : path(workspacePath)
    , held(workspacePath)
    , known(held.stamp())
{
}

void FileMark::noteOpened(const QByteArray& head)
{
    const QMutexLocker guard(&mutex);
    if (!heads.isEmpty())
        return; // by another connection of this process
    newest = head;
    heads = {head, headInFile(path)}; // a -wal that a crash left may hold newer ones
    known = held.stamp();
}

void FileMark::noteHead(const QByteArray& head)
{
    const QMutexLocker guard(&mutex);
    newest = head;
    heads += head;
}

void FileMark::noteFile(bool whole)
{
    const QMutexLocker guard(&mutex);
    known = held.stamp();
    if (whole)
        heads = {newest};
}

bool FileMark::headFits(const QString& name) const
{
    const QByteArray head = headInFile(name);
    const bool fits = heads.contains(head);
    if (head == newest)
        heads = {newest};
    return fits;
}

FileMark::Seen FileMark::look(const QString& openedAs) const
{
    const QMutexLocker guard(&mutex);
    const auto now = held.stamp();
    if (!now)
        return Seen::same; // could not be held: SQLite's own look has to do
    const auto named = stampOf(openedAs);
    if (!named || !(named->identity == now->identity))
        return Seen::moved;
    if (heads.isEmpty() || (known && *now == *known))
        return Seen::same;
    if (!headFits(openedAs))
        return Seen::replaced;
    known = now; // another program (QGIS) wrote rows: 体检 will say which
    return Seen::same;
}

bool FileMark::mayBeSettled() const
{
    const QMutexLocker guard(&mutex);
    const auto now = held.stamp();
    if (!now || heads.isEmpty() || (known && *now == *known))
        return true;
    const auto named = stampOf(path);
    return named && named->identity == now->identity && headFits(path);
}

} // namespace coop
