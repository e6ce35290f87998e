#include "core/store/file/sqlite_version.h"

#include <sqlite3.h>

namespace coop
{

QString sqliteVersion()
{
    return QString::fromLatin1(sqlite3_libversion());
}

} // namespace coop
