#pragma once
#include "core/exchange/hand_in/hand_in.h"
#include "core/exchange/package/office_key.h"
#include "core/exchange/package/package_file.h"
#include "core/exchange/package/packed_rows.h"
#include "core/store/history/replay.h"
#include "tests/core/store/test_workspace.h"

#include <map>
#include <random>

namespace coop
{

/// A district and three township offices with real workspace files, and all packages that ever were written:
/// what a simulation plays with. The first content is made once and copied.
class OfficesWorld
{
public:
    struct Side {
        std::unique_ptr<Workspace> workspace;
        std::optional<OfficeKey> key;
        int device = 0;
        std::unique_ptr<Workspace> twin{}; ///< a copy on another computer, that is used as well
        QString backup{}; ///< file; empty: none was made yet
        QStringList submissions{}, receipts{}; ///< files, in the order in which they were written
    };
    explicit OfficesWorld(quint32 seed);

    Workspace& district() const { return *districtSide.workspace; }
    const OfficeKey& districtKey() const { return *districtSide.key; }

    /// A few random edits at the district or an office, over rows that several sides know.
    void edit(Workspace& workspace);
    /// Whether something was handed in, a package merged or settled, a receipt written or opened.
    bool submit(int office, bool evenEmpty = false)
    {
        return submit(office, evenEmpty ? HandIn::evenEmpty : HandIn::changes);
    }
    bool submit(int office, HandIn what);
    bool writeReceipt(int office);
    void openReceipt(int office, const QString& file) { REQUIRE(tryReceipt(office, file)); }
    /// False when it is refused, since it does not go on from what was opened before.
    bool tryReceipt(int office, const QString& file);
    /// A backup is made, is restored; a copy is taken, is worked with from now on.
    void keep(Side& side);
    void goBack(Side& side);
    void copy(Side& side);
    static void changeComputers(Side& side) { std::swap(side.workspace, side.twin); }
    Side& districtOffice() { return districtSide; }
    /// Settles one open conflict at random; false when none is open or no choice is possible.
    bool settleOne();
    /// A submission as the district reads it; none of them changes once it is written.
    struct Received {
        PackageFile package;
        QByteArray bytes;
        PackageBody body;
    };
    const Received& received(const QString& submission) const;
    const PackageBody& bodyOf(const QString& submission) const { return received(submission).body; }
    /// A submission with whatever content, as another program could write it with the office's key.
    QString forge(int office, const PackageBody& body);

    int below(int limit) { return int(random() % quint32(limit)); }
    Side& office(int index) { return sides[size_t(index)]; }
    int officeCount() const { return int(sides.size()); }
    /// A fresh copy of a side as it is now.
    std::unique_ptr<Workspace> copyOf(const Workspace& workspace, const QString& name) const;

    /// Offices give names and codes of their own and keep their rows where they are: no two of them claim the
    /// same, and no row leaves an office's area.
    bool namesApart = false;

    static constexpr const char* passphrase = "稻田白鹭七渡口";
    static const Author someone;

private:
    void addMark(Workspace& workspace, UnitOfWork& work);
    void addRow(Workspace& workspace, UnitOfWork& work);
    void changeRow(Workspace& workspace, UnitOfWork& work);
    FieldValue valueFor(const Workspace& workspace, const FieldSpec& field);
    RowId anyRow(const Workspace& workspace, const QString& registry);

    QString copiedFile(const Workspace& workspace, const QString& name) const;

    QTemporaryDir folder;
    std::mt19937 random;
    Side districtSide;
    std::vector<Side> sides;
    int files = 0, forged = 0;
    mutable std::map<QString, Received> read;
};

/// A table's rows as texts, so that two workspaces can be compared: registry/id → field=value …
QMap<QString, QString> rowsOf(const Workspace& workspace, const QStringList& registries);
/// The tables that offices fill.
const QStringList& exchangedTables();

} // namespace coop
