#pragma once
#include "core/base/result.h"
#include "core/domain/plan/plan.h"
#include "core/domain/record.h"
#include "core/domain/registries.h"
#include "core/store/people/people.h"

#include <QHash>
#include <functional>
#include <memory>

namespace SQLite
{
class Database;
}

namespace coop
{

struct Author;
class ReferenceLookup;
class UnitOfWork;
class FlowSums;
class StoredReferences;
struct TableLayout;

/// Which rows of a ledger. Every condition must hold.
struct RowQuery {
    QString registry;
    QList<std::pair<QString, FieldValue>>
        equals{}; ///< field → value, or any of a list; a reference by its row id
    QString search{}; ///< every word, as written or as pinyin initials, somewhere in the row's texts
    QList<RowId> townships{}; ///< when not empty: rows of these townships (registries with a township)
    int limit = -1;
};

/// One office's data: a GeoPackage file (application_id GPKG, EPSG:4490) that holds the ledgers, the plan,
/// the map layers and the change log. Reading never blocks a writer. One object belongs to one thread; a
/// Job opens its own.
class Workspace
{
public:
    enum class Access { read, write };

    /// Makes the file with the plan's townships, villages, federations (筹建), targets and tasks, as the
    /// first entry of the change log. Refuses a file that exists and a folder that does not.
    static Result<std::unique_ptr<Workspace>> create(const QString& path, const QByteArray& planJson,
        const QString& who, const Registries& registries = standardRegistries());
    /// The same for an office that gets its content from elsewhere: `fill` writes it as the first entry,
    /// which `author` signs.
    static Result<std::unique_ptr<Workspace>> createFilled(const QString& path, const QByteArray& planJson,
        int device, const Author& author,
        const std::function<Result<>(Workspace& workspace, UnitOfWork& work)>& fill,
        const Registries& registries = standardRegistries());
    /// Opens and, for writing, migrates (after a backup) and keeps other programs from writing until it is
    /// closed. Errors: fileUnreadable, fileUnwritable, notAWorkspace (also: damaged, for writing),
    /// newerVersion, inUse (with who has it).
    static Result<std::unique_ptr<Workspace>> open(
        const QString& path, Access access, const Registries& registries = standardRegistries());
    ~Workspace(); ///< leaves one plain file

    const QString& path() const;
    Access access() const;
    /// As this workspace's decisions (口径说明) have it; looked up anew after every commit, whoever made it.
    /// What it gave before stays as long as the workspace, because readings point into it.
    const Plan& plan() const;
    /// The plan as it would be with this choice beside what is decided already. Errors: notFound.
    Result<Plan> planWith(const QString& question, const QString& choice) const;
    const Registries& registries() const;
    int device() const;
    /// Whether it is for practice only: its papers and packages say so.
    bool isPractice() const;
    /// What stands across its papers: 练习, or nothing.
    QString paperMark() const;
    int schema() const;

    /// In the order of their codes.
    Result<QList<Record>> rows(const RowQuery& query) const;
    /// The same one after the other, until `row` says false: a search in a million rows holds none of them.
    Result<> eachRow(const RowQuery& query, const std::function<bool(const Record&)>& row) const;
    Result<Record> row(const QString& registry, RowId id) const;
    Result<Record> rowByCode(const QString& registry, const QString& code) const;
    Result<qint64> count(const QString& registry) const;
    const ReferenceLookup& lookup() const;

    /// Says who is at work here; where the office keeps a list of people, nobody writes without. Errors:
    /// locked (not on the list, wrong passphrase). A name is enough where nobody is listed.
    Result<> signIn(const QString& name, const QString& passphrase = {});
    const SignIn& signedIn() const;
    /// Takes over who signed in on another connection to the same file.
    void continueAs(const SignIn& person);

    /// A number that grows with every commit, by whichever program: views reload when it changed.
    qint64 dataVersion() const;

    /// What the workspace knows about itself, by a name of core/store/file/meta.h; empty when it is not
    /// there.
    QByteArray meta(const QString& key) const;

    // For the parts of core/store; its connection gives them workspace_database.h.
    const QList<TableLayout>& layouts() const;
    const TableLayout* layout(const QString& registry) const; ///< null when there is no such table
    const StoredReferences& references() const;
    FlowSums& flowSums() const; ///< kept for as long as nothing changes

private:
    friend SQLite::Database& databaseOf(const Workspace& workspace);
    struct Private;
    explicit Workspace(std::unique_ptr<Private> data);
    /// None where the file is of a schema that had no such table.
    QList<Record> rowsWhere(const RegistrySpec& spec, const QString& where, const FieldValue& value) const;
    std::unique_ptr<Private> d;
};

} // namespace coop
