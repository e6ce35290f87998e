#include "core/store/unit_of_work.h"

#include "core/store/clock_check.h"
#include "core/store/file/file_mark.h"
#include "core/store/file/gpkg_tables.h"
#include "core/store/file/meta.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/file/workspace_file.h"
#include "core/store/history/change_capture.h"
#include "core/store/history/log_writer.h"
#include "core/store/rows/row_writer.h"
#include "core/store/rows/stored_references.h"
#include "core/store/tables/quarter_locks.h"
#include "core/store/undo/put_back.h"
#include "core/store/undo/taken_back.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QDir>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>
#include <optional>
#include <sqlite3.h>

namespace coop
{

struct UnitOfWork::Private {
    Workspace& workspace;
    SQLite::Database& database;
    Author author;
    qint64 undoes = 0;
    QList<Person> peopleBefore{};
    Result<> administers{}; ///< as the list stood when the step began
    std::optional<ChangeCapture> capture{};
    std::optional<RowWriter> writer{};
    Deed deed = Deed::edit; ///< what the whole of it is
    /// Set when SQLite itself failed in the middle: then nothing may be committed.
    std::optional<Error> broken{};

    void start()
    {
        database.exec("PRAGMA query_only = OFF; BEGIN IMMEDIATE");
        capture.emplace(database, workspace.layouts());
        writer.emplace(
            database, workspace.registries(), [this](const QString& id) { return workspace.layout(id); },
            RowIdSource(workspace.device(), metaValue(database, metaLastId).toLongLong()),
            workspace.device());
    }
    /// Ends the transaction, if there is still one, and closes the connection for writing again.
    void stop() noexcept
    {
        writer.reset();
        capture.reset();
        if (sqlite3_get_autocommit(database.getHandle()) == 0)
            database.tryExec("ROLLBACK");
        database.tryExec("PRAGMA query_only = ON");
        workspace.references().forgetAll();
    }
    /// Tables that are no ledger are for who keeps them, unless they are part of a greater step.
    Result<> mayTouch(const QString& registry) const
    {
        // A workspace that is just being made has no people yet, or they came a row ago.
        const bool making
            = author.door == Door::making || author.door == Door::opened || author.door == Door::salvage;
        const Deed needed = making ? Deed::edit : deedOn(registry);
        if (deed != Deed::edit || needed == Deed::edit)
            return {};
        return needed == Deed::keepPeople ? administers : may(workspace, author.who, needed);
    }
    template <class Work> auto write(Work work) -> decltype(work())
    {
        if (broken)
            return fail(*broken);
        try {
            return work();
        } catch (const SQLite::Exception& exception) {
            const Error error = errorOf(exception, workspace.path());
            // A constraint undoes its own statement; anything else leaves the transaction in doubt.
            if ((exception.getErrorCode() & 0xff) != SQLITE_CONSTRAINT)
                broken = error;
            return fail(error);
        }
    }
    /// Whichever door the step came through, it leaves a list of people that somebody can keep.
    Result<> leavesGoodList(const CapturedRows& rows) const
    {
        if (!rows.registries().contains(peopleSpec().id))
            return {};
        const auto peopleAfter = people(workspace);
        COOP_TRY(peopleAfter);
        // What is salvaged brings the list of its file along, whoever does it.
        return mayBecome(peopleBefore, *peopleAfter, author.door == Door::salvage ? QString() : author.who);
    }
    qint64 log(const CapturedRows& rows)
    {
        sealMeta(database);
        const qint64 entry = appendToChangeLog(database, author, undoes, rows);
        for (const QString& registry : rows.registries())
            touchInGpkg(database, registry);
        if (writer->lastGivenId() != 0)
            setMetaValue(database, metaLastId, QByteArray::number(writer->lastGivenId()));
        return entry;
    }
};

UnitOfWork::UnitOfWork(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

UnitOfWork::~UnitOfWork()
{
    d->stop();
}

Result<std::unique_ptr<UnitOfWork>> UnitOfWork::begin(Workspace& workspace, Author author, qint64 undoes)
{
    if (workspace.access() == Workspace::Access::read)
        return fail(ErrorKind::locked,
            QStringLiteral("工作区“%1”是以只读方式打开的，不能修改")
                .arg(QDir::toNativeSeparators(workspace.path())));
    if (sqlite3_get_autocommit(databaseOf(workspace).getHandle()) == 0)
        return fail(ErrorKind::inUse, QStringLiteral("上一步修改还没有结束，请稍后再试"));
    std::unique_ptr<Private> data(new Private{workspace, databaseOf(workspace), std::move(author), undoes});
    std::unique_ptr<UnitOfWork> unit(new UnitOfWork(std::move(data)));
    return guarded(workspace.path(), [&]() -> Result<std::unique_ptr<UnitOfWork>> {
        COOP_TRY(stillInPlace(databaseOf(workspace), FileMark::of(databaseOf(workspace)), workspace.path()));
        unit->d->start();
        COOP_TRY(clockMayBeRight(workspace));
        // Inside the transaction: a role that was taken away a moment ago counts.
        unit->d->deed
            = undoes == 0 ? deedOf(unit->d->author.door) : deedOfEntry(databaseOf(workspace), undoes);
        COOP_TRY(may(workspace, unit->d->author.who, unit->d->deed));
        const auto listed = people(workspace);
        COOP_TRY(listed);
        unit->d->peopleBefore = *listed;
        unit->d->administers = may(workspace, unit->d->author.who, Deed::keepPeople);
        return std::move(unit);
    });
}

Result<RowId> UnitOfWork::add(const Record& record)
{
    COOP_TRY(d->mayTouch(record.spec().id));
    d->workspace.references().forget(record.spec().id);
    return d->write([&] { return d->writer->add(record); });
}

Result<bool> UnitOfWork::change(const Record& record)
{
    COOP_TRY(d->mayTouch(record.spec().id));
    d->workspace.references().forget(record.spec().id);
    return d->write([&] { return d->writer->change(record); });
}

Result<bool> UnitOfWork::callRow(const Record& record)
{
    COOP_TRY(d->mayTouch(record.spec().id));
    d->workspace.references().forget(record.spec().id);
    return d->write([&] { return d->writer->callRow(record); });
}

Result<> UnitOfWork::remove(const QString& registry, RowId id)
{
    COOP_TRY(d->mayTouch(registry));
    d->workspace.references().forgetAll();
    return d->write([&] { return d->writer->remove(registry, id); });
}

Result<> UnitOfWork::neverGive(RowId id)
{
    return d->write([&]() -> Result<> {
        d->writer->neverGive(id);
        return {};
    });
}

Result<> UnitOfWork::keepBytes(const QString& digest, const QByteArray& bytes, const QByteArray& thumbnail)
{
    return d->write([&]() -> Result<> {
        SQLite::Statement insert(
            d->database, "INSERT OR IGNORE INTO coop_blobs (digest, bytes, thumbnail) VALUES (?, ?, ?)");
        insert.bind(1, digest.toStdString());
        insert.bindNoCopy(2, bytes.constData(), int(bytes.size()));
        if (!thumbnail.isEmpty())
            insert.bindNoCopy(3, thumbnail.constData(), int(thumbnail.size()));
        insert.exec();
        return {};
    });
}

Result<> UnitOfWork::keepMeta(const QString& key, const QByteArray& value)
{
    return d->write([&]() -> Result<> {
        setMetaValue(d->database, key, value);
        return {};
    });
}

Result<> UnitOfWork::overrule(bool statesOnly)
{
    return d->write([&]() -> Result<> {
        setMetaValue(d->database, metaOverruled, statesOnly ? "states" : "all");
        return {};
    });
}

Result<> UnitOfWork::changeTogether(const QList<Record>& records)
{
    d->workspace.references().forgetAll();
    return d->write([&] { return d->writer->changeTogether(records); });
}

const Workspace& UnitOfWork::workspace() const
{
    return d->workspace;
}

Result<> UnitOfWork::takeBack(const ChangeEntry& entry)
{
    for (const ChangedRow& row : entry.rows)
        COOP_TRY(d->mayTouch(row.registry));
    d->workspace.references().forgetAll();
    return d->write([&] { return putBack(d->workspace, entry); });
}

Result<qint64> UnitOfWork::commit()
{
    return finish(false);
}

Result<qint64> UnitOfWork::commitNote()
{
    return finish(true);
}

Result<qint64> UnitOfWork::finish(bool note)
{
    FileMark& mark = FileMark::of(d->database);
    auto entry = d->write([&]() -> Result<qint64> {
        const CapturedRows rows = d->capture->rows();
        if (rows.isEmpty() && !note)
            return 0;
        COOP_TRY(d->leavesGoodList(rows));
        COOP_TRY(stillInPlace(d->database, mark, d->workspace.path()));
        const qint64 number = d->log(rows);
        forgetMetaValue(d->database, metaOverruled);
        mark.noteHead(metaValue(d->database, metaLogHead));
        d->database.exec("COMMIT"); // WalSettling brings it into the file
        if (mark.look(d->workspace.path()) == FileMark::Seen::replaced)
            return fail(stillInPlace(d->database, mark, d->workspace.path()).error());
        return number;
    });
    d->stop();
    if (!entry)
        (void)guarded(d->workspace.path(), [&]() -> Result<> {
            mark.noteHead(metaValue(d->database, metaLogHead));
            return {};
        });
    d->broken = Error{ErrorKind::refused, QStringLiteral("这一步修改已经结束，不能再写")};
    return entry;
}

} // namespace coop
