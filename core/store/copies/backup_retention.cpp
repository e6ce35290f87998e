#include "core/store/copies/backup_retention.h"

#include "core/base/period.h"
#include "core/store/copies/backup_names.h"

#include <QFile>
#include <QFileInfo>
#include <set>

namespace coop
{

namespace
{
constexpr size_t keptDays = 30;
constexpr size_t keptMonths = 12;

/// `backups` newest first.
QList<Backup> superfluous(const QList<Backup>& backups)
{
    QList<Backup> rest;
    std::set<QDate> days;
    std::set<Month> months;
    for (const Backup& backup : backups) {
        const QDate day = backup.time.date();
        const bool inDays = days.contains(day) || days.size() < keptDays;
        if (inDays)
            days.insert(day);
        const bool lastOfMonth = months.size() < keptMonths && months.insert(Month::of(day)).second;
        if (!inDays && !lastOfMonth)
            rest += backup;
    }
    return rest;
}
} // namespace

QList<Backup> superfluousBackups(const QList<Backup>& backups, const QDateTime& now)
{
    QList<Backup> sorted = backups;
    std::stable_sort(
        sorted.begin(), sorted.end(), [](const Backup& a, const Backup& b) { return a.time > b.time; });
    const auto past = std::find_if(
        sorted.begin(), sorted.end(), [&](const Backup& backup) { return backup.time <= now; });
    return superfluous({sorted.begin(), past}) + superfluous({past, sorted.end()});
}

void putAwayOldBackups(
    const QString& folder, const QString& baseName, const QDateTime& now, const QString& keep)
{
    const QString kept = QFileInfo(keep).canonicalFilePath();
    for (const Backup& backup : superfluousBackups(backupsIn(folder, baseName), now))
        if (kept.isEmpty() || QFileInfo(backup.file).canonicalFilePath() != kept)
            QFile::remove(backup.file);
}

} // namespace coop
