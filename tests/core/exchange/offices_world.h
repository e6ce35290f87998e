#pragma once
#include "core/exchange/office_key.h"
#include "core/exchange/packed_rows.h"
#include "core/store/replay.h"
#include "tests/core/store/test_workspace.h"

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
        QStringList submissions{}, receipts{}; ///< files, in the order in which they were written
    };
    explicit OfficesWorld(quint32 seed);

    Workspace& district() const { return *districtSide.workspace; }
    const OfficeKey& districtKey() const { return *districtSide.key; }

    /// A few random edits at the district or an office, over rows that several sides know.
    void edit(Workspace& workspace);
    /// Whether something was handed in, a package merged or settled, a receipt written or opened.
    bool submit(int office, bool evenEmpty = false);
    bool writeReceipt(int office);
    void openReceipt(int office, const QString& file);
    /// Settles one open conflict at random; false when none is open or no choice is possible.
    bool settleOne();
    PackageBody bodyOf(const QString& submission) const;

    int below(int limit) { return int(random() % quint32(limit)); }
    Side& office(int index) { return sides[size_t(index)]; }
    int officeCount() const { return int(sides.size()); }
    /// A fresh copy of a side as it is now.
    std::unique_ptr<Workspace> copyOf(const Workspace& workspace, const QString& name);

    /// Offices give names and codes of their own and keep their rows where they are: no two of them claim the
    /// same, and no row leaves an office's area.
    bool namesApart = false;

    static constexpr const char* passphrase = "口令口令口令";
    static const Author someone;

private:
    void addRow(Workspace& workspace, UnitOfWork& work);
    void changeRow(Workspace& workspace, UnitOfWork& work);
    FieldValue valueFor(const Workspace& workspace, const FieldSpec& field);
    RowId anyRow(const Workspace& workspace, const QString& registry);

    QTemporaryDir folder;
    std::mt19937 random;
    Side districtSide;
    std::vector<Side> sides;
    int files = 0;
};

/// A table's rows as texts, so that two workspaces can be compared: registry/id → field=value …
QMap<QString, QString> rowsOf(const Workspace& workspace, const QStringList& registries);
/// The registries that offices fill.
const QStringList& exchangedLedgers();

} // namespace coop
