#include "core/store/workspace.h"

#include "core/base/files/unfinished.h"
#include "core/store/copies/backup.h"
#include "core/store/copies/checked_copy.h"
#include "core/store/copies/make_backup.h"
#include "core/store/figures/flow_sums.h"
#include "core/store/file/column_text.h"
#include "core/store/file/file_lock.h"
#include "core/store/file/gpkg_tables.h"
#include "core/store/file/guarded_connection.h"
#include "core/store/file/meta.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/file/wal_settling.h"
#include "core/store/file/workspace_file.h"
#include "core/store/one_step.h"
#include "core/store/people/passphrase.h"
#include "core/store/rows/row_query.h"
#include "core/store/rows/row_reader.h"
#include "core/store/rows/stored_references.h"
#include "core/store/tables/empty_workspace.h"
#include "core/store/tables/migrations.h"
#include "core/store/tables/schema.h"
#include "core/store/tables/stored_schema.h"
#include "core/store/workspace_database.h"
#include "core/store/workspace_seed.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <algorithm>
#include <list>
#include <sqlite3.h>

namespace coop
{

struct Workspace::Private {
    QString path;
    Access access;
    const Registries& registries;
    std::shared_ptr<FileLock> lock{}; ///< before the connection, so that it goes after it
    std::shared_ptr<WalSettling> settling{};
    std::unique_ptr<SQLite::Database> database{};
    std::list<Plan> plans{}; ///< the last is in force
    qint64 planVersion = -1; ///< data version for which it was looked up
    int device = 0;
    int schema = 0;
    QList<TableLayout> layouts{};
    QHash<QString, int> layoutIndex{};
    std::unique_ptr<StoredReferences> references{};
    FlowSums flowSums{};
    std::unique_ptr<SQLite::Statement> lastEntry{};
    SignIn person{};

    Private(const QString& file, Access mode, const Registries& all)
        : path(file)
        , access(mode)
        , registries(all)
    {
    }
    ~Private();
    Result<> load();
    Result<> bringUpToDate();
    void close();
    PlanChoices decisions() const;
    Result<Plan> planOf(const PlanChoices& chosen) const;
};

Result<> Workspace::Private::load()
{
    if (access == Access::write) {
        auto taken = FileLock::take(path);
        COOP_TRY(taken);
        lock = std::move(*taken);
    }
    database = openDatabase(path, access == Access::write);
    const auto stored = storedSchema(*database, registries, path);
    COOP_TRY(stored);
    schema = *stored;
    // Before anything that may run what stands in the schema, as SQLite's quick check does.
    COOP_TRY(schemaMayBeOpened(*database, registries, schema, access == Access::write, path));
    if (access == Access::write)
        COOP_TRY(bringUpToDate());
    addNaturalOrder(*database);
    auto read = Plan::fromJson(metaValue(*database, metaPlan),
        QStringLiteral("工作区“%1”里的方案").arg(QDir::toNativeSeparators(path)));
    COOP_TRY(read);
    plans.push_back(std::move(*read));
    device = metaValue(*database, metaDevice).toInt();
    layouts = layoutsOf(registries, schema);
    for (int i = 0; i < layouts.size(); ++i)
        layoutIndex.insert(layouts[i].spec->id, i);
    references = std::make_unique<StoredReferences>(
        *database, registries, DistrictName(plans.back().districtCode, plans.back().districtName));
    lastEntry
        = std::make_unique<SQLite::Statement>(*database, "SELECT coalesce(max(entry), 0) FROM change_log");
    return {};
}

/// For writing: sound, of the newest version, with all its locks, and everything that is saved in the one
/// file.
Result<> Workspace::Private::bringUpToDate()
{
    trustSpatialIndexes(*database);
    COOP_TRY(soundEnoughToWrite(*database, path));
    const int newest = schemaOf(registries);
    if (schema < newest) {
        COOP_TRY(makeBackup({*database, path, registries}, BackupKind::beforeMigration));
        migrate(*database, layoutsOf(registries, newest), schema, newest);
        schema = newest;
    }
    prepareForWriting(*database, path);
    lock->mark().noteOpened(metaValue(*database, metaLogHead));
    settling = WalSettling::of(lock);
    lock->mark().follow(*database);
    settling->follow(database->getHandle());
    settling->settleNow(database->getHandle(), 0); // what a crash left behind
    const auto differences = schemaDifferences(*database, registries, schema);
    const bool locksMissing = std::any_of(differences.begin(), differences.end(),
        [](const SchemaDifference& each) { return each.kind == SchemaDifference::Kind::lockMissing; });
    if (locksMissing) {
        database->exec("PRAGMA query_only = OFF");
        putLocksBack(*database, layoutsOf(registries, schema));
        database->exec("PRAGMA query_only = ON");
    }
    return {};
}

/// Those that the plan knows: what another version of it decided does not count.
PlanChoices Workspace::Private::decisions() const
{
    PlanChoices chosen = plans.front().choices();
    if (!layoutIndex.contains(QStringLiteral("decisions")))
        return chosen;
    SQLite::Statement rows(*database, "SELECT question, choice FROM decisions");
    while (rows.executeStep()) {
        const QString choice = textAt(rows, 1);
        const PlanQuestion* question = plans.front().question(textAt(rows, 0));
        if (question && question->choice(choice))
            chosen.insert(question->id, choice);
    }
    return chosen;
}

Result<Plan> Workspace::Private::planOf(const PlanChoices& chosen) const
{
    return Plan::withChoices(metaValue(*database, metaPlan), chosen,
        QStringLiteral("工作区“%1”里的方案").arg(QDir::toNativeSeparators(path)));
}

Workspace::Private::~Private()
{
    lastEntry.reset();
    references.reset();
    if (database && settling)
        close();
    database.reset(); // before the lock
}

void Workspace::Private::close()
{
    constexpr int patienceMs = 1500; // who still reads an older state may be nearly done
    const bool settled = settling->settleNow(database->getHandle(), patienceMs);
    sqlite3_wal_hook(database->getHandle(), nullptr, nullptr);
    settling.reset();
    lock->mark().unfollow(*database);
    // Asked before the last writing of our own: a disk that is full leaves half a checkpoint in the file, and
    // then the -wal is what makes it whole.
    const bool inPlace = leaveOneFile(*database, lock->mark(), path);
    database.reset();
    if (!inPlace)
        removeLeftBehind(path, settled);
}

Workspace::Workspace(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

Workspace::~Workspace() = default;

Result<std::unique_ptr<Workspace>> Workspace::create(
    const QString& path, const QByteArray& planJson, const QString& who, const Registries& registries)
{
    return createFilled(
        path, planJson, districtDevice, {who, Door::making, QStringLiteral("新建工作区")},
        [](Workspace& workspace, UnitOfWork& work) { return writePlanRows(workspace, work); }, registries);
}

Result<std::unique_ptr<Workspace>> Workspace::createFilled(const QString& path, const QByteArray& planJson,
    int device, const Author& author,
    const std::function<Result<>(Workspace& workspace, UnitOfWork& work)>& fill, const Registries& registries)
{
    COOP_TRY(mayCreate(path));
    COOP_TRY(Plan::fromJson(planJson, QStringLiteral("方案")));
    // Filled beside its place and moved there when complete: nothing half-done is ever seen under its name.
    PartFile unfinished(path);
    const auto filled = guarded(path, [&]() -> Result<> {
        writeEmptyWorkspace(unfinished.path(), planJson, device, registries);
        const auto workspace = open(unfinished.path(), Access::write, registries);
        COOP_TRY(workspace);
        return inOneStep(**workspace, author, [&](UnitOfWork& work) { return fill(**workspace, work); });
    });
    if (!filled)
        return fail(filled.error().kind, QString(filled.error().text).replace(unfinished.path(), path));
    COOP_TRY(unfinished.putInPlace());
    return open(path, Access::write, registries);
}

Result<std::unique_ptr<Workspace>> Workspace::open(
    const QString& path, Access access, const Registries& registries)
{
    COOP_TRY(mayOpen(path, access == Access::write));
    return guarded(path, [&]() -> Result<std::unique_ptr<Workspace>> {
        std::unique_ptr<Private> data(new Private(path, access, registries));
        COOP_TRY(data->load());
        if (access == Access::write)
            for (const QString& folder : {QFileInfo(path).absolutePath(), backupFolder(path)})
                removeUnfinished(folder);
        return std::unique_ptr<Workspace>(new Workspace(std::move(data)));
    });
}

const QString& Workspace::path() const
{
    return d->path;
}

Workspace::Access Workspace::access() const
{
    return d->access;
}

const Plan& Workspace::plan() const
{
    const qint64 version = dataVersion();
    if (version != d->planVersion) {
        d->planVersion = version;
        const PlanChoices chosen = d->decisions();
        if (chosen != d->plans.back().choices())
            if (auto decided = d->planOf(chosen))
                d->plans.push_back(std::move(*decided));
    }
    return d->plans.back();
}

Result<Plan> Workspace::planWith(const QString& question, const QString& choice) const
{
    PlanChoices chosen = plan().choices();
    chosen.insert(question, choice);
    return guarded(d->path, [&] { return d->planOf(chosen); });
}

const Registries& Workspace::registries() const
{
    return d->registries;
}

int Workspace::device() const
{
    return d->device;
}

bool Workspace::isPractice() const
{
    return !meta(metaPractice).isEmpty();
}

QString Workspace::paperMark() const
{
    return isPractice() ? QStringLiteral("练习") : QString();
}

int Workspace::schema() const
{
    return d->schema;
}

Result<QList<Record>> Workspace::rows(const RowQuery& query) const
{
    QList<Record> records;
    const auto read = eachRow(query, [&](const Record& record) {
        records += record;
        return true;
    });
    return read ? Result<QList<Record>>(std::move(records)) : fail(read.error());
}

Result<> Workspace::eachRow(const RowQuery& query, const std::function<bool(const Record&)>& row) const
{
    return guarded(d->path, [&] { return eachOfQuery(*this, query, row); });
}

QList<Record> Workspace::rowsWhere(
    const RegistrySpec& spec, const QString& where, const FieldValue& value) const
{
    const TableLayout* table = layout(spec.id);
    return table ? readRows(*d->database, *table, where, {value}) : QList<Record>();
}

Result<Record> Workspace::row(const QString& registry, RowId id) const
{
    const auto spec = d->registries.require(registry);
    COOP_TRY(spec);
    return guarded(d->path, [&]() -> Result<Record> {
        auto found = rowsWhere(**spec, QStringLiteral("WHERE r.id = ?"), FieldValue(id));
        if (found.isEmpty())
            return fail(ErrorKind::notFound,
                QStringLiteral("%1里已经没有这一行，可能被别人删除了，请刷新后再试").arg((*spec)->label));
        return found.takeFirst();
    });
}

Result<Record> Workspace::rowByCode(const QString& registry, const QString& code) const
{
    const auto spec = d->registries.require(registry);
    COOP_TRY(spec);
    return guarded(d->path, [&]() -> Result<Record> {
        auto found = rowsWhere(**spec, QStringLiteral("WHERE r.code = ?"), FieldValue(code));
        if (found.isEmpty())
            return fail(ErrorKind::notFound,
                QStringLiteral("%1里没有编码为“%2”的行，请检查编码").arg((*spec)->label, code));
        return found.takeFirst();
    });
}

Result<qint64> Workspace::count(const QString& registry) const
{
    const auto spec = d->registries.require(registry);
    COOP_TRY(spec);
    if (!layout(registry))
        return 0; // the file is of an older schema
    return guarded(d->path, [&]() -> Result<qint64> {
        SQLite::Statement query(
            *d->database, QStringLiteral("SELECT count(*) FROM %1").arg(quoted((*spec)->id)).toStdString());
        query.executeStep();
        return query.getColumn(0).getInt64();
    });
}

const ReferenceLookup& Workspace::lookup() const
{
    return *d->references;
}

Result<> Workspace::signIn(const QString& name, const QString& passphrase)
{
    auto signedIn = guarded(d->path, [&]() -> Result<> {
        const TableLayout* people = layout(peopleSpec().id);
        const auto found = people
            ? readRows(*d->database, *people, QStringLiteral("WHERE r.name = ?"), {FieldValue(name)})
            : QList<Record>();
        if (found.isEmpty()) {
            const auto list = coop::people(*this);
            const bool binding = list && std::any_of(list->begin(), list->end(), [](const Person& each) {
                return each.role == Role::admin;
            });
            if (binding)
                return fail(ErrorKind::locked,
                    QStringLiteral("“%1”不在本工作区的人员名单里，请用名单里的姓名登录").arg(name));
            return {};
        }
        const QString hash = found.first()[u"passphrase"].text();
        if (!hash.isEmpty() && !matchesPassphrase(passphrase, hash))
            return fail(ErrorKind::locked,
                passphrase.isEmpty() ? QStringLiteral("“%1”设有口令，请输入口令").arg(name)
                                     : QStringLiteral("“%1”的口令不对，请重新输入").arg(name));
        return {};
    });
    if (signedIn)
        continueAs(SignIn(name));
    return signedIn;
}

const SignIn& Workspace::signedIn() const
{
    return d->person;
}

void Workspace::continueAs(const SignIn& person)
{
    d->person = person;
    if (d->lock && !person.name().isEmpty())
        d->lock->setHolder(person.name());
}

qint64 Workspace::dataVersion() const
{
    d->lastEntry->reset();
    d->lastEntry->executeStep();
    const qint64 version = d->lastEntry->getColumn(0).getInt64();
    d->lastEntry->reset();
    return version;
}

QByteArray Workspace::meta(const QString& key) const
{
    return metaValue(*d->database, key);
}

SQLite::Database& databaseOf(const Workspace& workspace)
{
    return *workspace.d->database;
}

const QList<TableLayout>& Workspace::layouts() const
{
    return d->layouts;
}

const TableLayout* Workspace::layout(const QString& registry) const
{
    const auto index = d->layoutIndex.constFind(registry);
    return index == d->layoutIndex.constEnd() ? nullptr : &d->layouts[*index];
}

FlowSums& Workspace::flowSums() const
{
    return d->flowSums;
}

const StoredReferences& Workspace::references() const
{
    return *d->references;
}

} // namespace coop
