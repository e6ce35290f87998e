#include "core/store/copies/backup_retention.h"

#include "core/store/copies/backup_names.h"

#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
Backup at(const QString& time, BackupKind kind = BackupKind::daily)
{
    const QDateTime when = QDateTime::fromString(time, Qt::ISODate);
    REQUIRE(when.isValid());
    return {QStringLiteral("/%1.gpkg").arg(time), kind, when, 1};
}

/// One a day at eight, `days` days up to and with `last`.
QList<Backup> daily(const QString& last, int days)
{
    QList<Backup> list;
    const QDate end = QDate::fromString(last, Qt::ISODate);
    for (int i = 0; i < days; ++i)
        list += at(end.addDays(-i).toString(Qt::ISODate) + QStringLiteral("T08:00:00"));
    return list;
}

struct Case {
    const char* name;
    QList<Backup> backups;
    QString now;
    qsizetype kept; ///< how many stay
    QStringList staying; ///< some that must be among them
    QStringList going; ///< some that must not
};
} // namespace

TEST_CASE("backups of 30 days and 12 months stay, however the clock runs")
{
    const QString today = QStringLiteral("2024-11-23T09:00:00");
    const QList<Case> cases{
        {"none", {}, today, 0, {}, {}},
        {"a month of days", daily(QStringLiteral("2024-11-23"), 30), today, 30, {}, {}},
        // Of the days before the 30 only those that are the last of their month: October is in the 30 days
        // already (10-25 … 10-31), so the months from September back.
        {"three years of days", daily(QStringLiteral("2024-11-23"), 1000), today, 30 + 10,
            {QStringLiteral("2024-10-25T08:00:00"), QStringLiteral("2024-09-30T08:00:00"),
                QStringLiteral("2023-12-31T08:00:00")},
            {QStringLiteral("2024-10-24T08:00:00"), QStringLiteral("2024-09-29T08:00:00"),
                QStringLiteral("2023-11-30T08:00:00")}},
        {"many of one day count as one day",
            daily(QStringLiteral("2024-11-23"), 30)
                + QList<Backup>{at(QStringLiteral("2024-10-25T07:00:00"), BackupKind::beforeImport),
                    at(QStringLiteral("2024-11-23T08:30:00"), BackupKind::byHand)},
            today, 32, {}, {}},
        {"of an older month only the last one",
            daily(QStringLiteral("2024-11-23"), 30)
                + QList<Backup>{at(QStringLiteral("2024-08-05T07:00:00")),
                    at(QStringLiteral("2024-08-05T17:00:00")), at(QStringLiteral("2024-08-04T17:00:00"))},
            today, 31, {QStringLiteral("2024-08-05T17:00:00")}, {QStringLiteral("2024-08-05T07:00:00")}},
        {"an office that opens the program four times a year",
            {at(QStringLiteral("2024-10-01T08:00:00")), at(QStringLiteral("2024-07-01T08:00:00")),
                at(QStringLiteral("2024-04-01T08:00:00")), at(QStringLiteral("2021-01-01T08:00:00"))},
            today, 4, {}, {}},
        {"the clock ran ahead for a day",
            daily(QStringLiteral("2024-11-23"), 30)
                + QList<Backup>{at(QStringLiteral("2099-01-01T08:00:00"))},
            today, 31, {QStringLiteral("2099-01-01T08:00:00")}, {}},
        {"the clock runs ahead: its day takes the place of one",
            daily(QStringLiteral("2024-11-23"), 30)
                + QList<Backup>{at(QStringLiteral("2099-01-01T08:00:00"))},
            QStringLiteral("2099-01-01T08:00:00"), 30,
            {QStringLiteral("2099-01-01T08:00:00"), QStringLiteral("2024-11-23T08:00:00")},
            {QStringLiteral("2024-10-25T08:00:00")}},
        {"the clock was set back to before all others",
            daily(QStringLiteral("2024-11-23"), 40) + daily(QStringLiteral("2000-01-05"), 5),
            QStringLiteral("2000-01-05T09:00:00"), 30 + 5,
            {QStringLiteral("2000-01-05T08:00:00"), QStringLiteral("2000-01-01T08:00:00"),
                QStringLiteral("2024-11-23T08:00:00")},
            {QStringLiteral("2024-10-20T08:00:00")}},
    };
    for (const Case& each : cases) {
        INFO(each.name);
        const QDateTime now = QDateTime::fromString(each.now, Qt::ISODate);
        QStringList going;
        for (const Backup& backup : superfluousBackups(each.backups, now))
            going += backup.time.toString(Qt::ISODate);
        CHECK(each.backups.size() - going.size() == each.kept);
        for (const QString& time : each.staying)
            CHECK_FALSE(going.contains(time));
        for (const QString& time : each.going)
            CHECK(going.contains(time));
    }
}

TEST_CASE("nothing is put away but old backups of this workspace")
{
    const QTemporaryDir folder;
    const auto make = [&](const QString& name) {
        QFile file(folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
    };
    for (const Backup& backup : daily(QStringLiteral("2024-11-23"), 40))
        make(
            QStringLiteral("南川-%1-每日.gpkg").arg(backup.time.toString(QStringLiteral("yyyyMMdd-HHmmss"))));
    const QStringList others{QStringLiteral("南川-20010101-080000-其他.gpkg"),
        QStringLiteral("南川-20010101-080000-每日.gpkg.txt"),
        QStringLiteral("南川-20011301-080000-每日.gpkg"), QStringLiteral("南川.损坏-20010101-080000.gpkg"),
        QStringLiteral("别处-20010101-080000-每日.gpkg"), QStringLiteral("南川-二-20010101-080000-每日.gpkg"),
        QStringLiteral("南川.gpkg")};
    for (const QString& name : others)
        make(name);
    const QString needed = QStringLiteral("南川-20241016-080000-每日.gpkg");
    putAwayOldBackups(folder.path(), QStringLiteral("南川"),
        QDateTime::fromString(QStringLiteral("2024-11-23T09:00:00"), Qt::ISODate), folder.filePath(needed));
    CHECK(backupsIn(folder.path(), QStringLiteral("南川")).size() == 31);
    CHECK(QFile::exists(folder.filePath(needed)));
    CHECK_FALSE(QFile::exists(folder.filePath(QStringLiteral("南川-20241017-080000-每日.gpkg"))));
    for (const QString& name : others)
        CHECK(QFile::exists(folder.filePath(name)));
}
