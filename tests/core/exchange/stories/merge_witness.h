#pragma once
#include "core/exchange/hand_in/history_chain.h"
#include "core/exchange/merge/conflicts.h"
#include "core/exchange/merge/merge.h"
#include "tests/core/exchange/offices_world.h"

#include <QSet>
#include <set>

namespace coop
{

/// What a merge may and must do, told without the program's own merging: by the packages' contents, the rows
/// before and after, and the inbox.
class MergeWitness
{
public:
    explicit MergeWitness(OfficesWorld& played)
        : world(played)
        , pasts(size_t(played.officeCount()))
    {
    }
    /// The office in use hands in; what it has ever said is known from then on to be its own.
    bool submit(int office, HandIn what);
    /// Empty when it was merged, or was merged before; else why not.
    QString merge(int office, const QString& file);

    // What happens to workspaces besides.
    void keep(int office);
    void goBack(int office);
    /// Somebody works with a copy of the workspace from now on; or with the other one again.
    void changeComputers(int office);
    void keepDistrict();
    void districtGoesBack();

private:
    /// Office, row, field, entry of the edit, and the hash of that entry: two workspaces that went on from
    /// one past give their entries the same numbers.
    using EditKey = std::tuple<int, QString, RowId, QString, qint64, QByteArray>;
    /// What was said about each field of each row, as texts.
    using Said = QHash<std::pair<QString, RowId>, QHash<QString, QStringList>>;
    /// The workspaces of one office: what the one in use, its copy and its backup have handed in so far.
    struct Pasts {
        Said now, twin, kept;
    };
    /// What the district's workspace has looked at: goes back with it.
    struct Known {
        std::set<EditKey> looked, removals;
        QSet<QString> merged;
        QList<std::pair<int, HistoryChain>> chains; ///< of merged submissions
    };

    static EditKey keyOf(
        int office, const PackedChange& change, const QString& field, qint64 at, const HistoryChain& chain);
    void nothingIsLost(int office, const PackedChange& change, const HistoryChain& chain,
        const QList<Conflict>& inbox, const Merged& merged);
    bool isSaidByAnother(const PackedChange& change) const;
    bool removalWasLookedAt(int office, const PackedChange& change, const HistoryChain& chain);
    bool cameByOtherLine(int office, qint64 at, const HistoryChain& chain) const;
    void nothingElseIsOverwritten(const QString& file, const PackageBody& body, const ChangeEntry& entry);
    void pointIsWhole(const PackedChange& change, const ChangedRow& row) const;
    void again(const QString& file);

    OfficesWorld& world;
    Known known, kept;
    std::vector<Pasts> pasts;
    QHash<QString, Said> saidUntil; ///< by submission
};

} // namespace coop
