#pragma once
#include "core/store/copies/backup.h"

namespace coop
{

/// Which backups are to go. Every backup of the 30 newest days that have one stays, and the last one of each
/// of the 12 newest months that have one. Days that have a backup are counted, not days before today, and
/// those before and those after `now` on their own: a clock that ran ahead or was set back takes no more than
/// the place of the days that it showed.
QList<Backup> superfluousBackups(const QList<Backup>& backups, const QDateTime& now);

/// Removes them; `keep` (a file) stays in any case.
void putAwayOldBackups(
    const QString& folder, const QString& baseName, const QDateTime& now, const QString& keep);

} // namespace coop
