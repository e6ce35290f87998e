#include "core/base/clock.h"
#include "core/exchange/hand_in/hand_in.h"
#include "core/exchange/hand_in/history_chain.h"
#include "core/exchange/merge/merge.h"
#include "core/exchange/merge/settle.h"
#include "core/exchange/office_area.h"
#include "core/store/history/change_log.h"
#include "core/store/tables/stored_value.h"
#include "core/store/undo/undo.h"
#include "tests/core/exchange/offices_world.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSet>
#include <cstdio>
#include <rapidcheck.h>

using namespace coop;

namespace
{
/// A case is one story of a district and three offices, told by its seed. ctest plays the same hundred each
/// time; COOP_EXCHANGE_CASES says how many new ones (./dev exchange: 10,000 of each property), with the seeds
/// from COOP_EXCHANGE_FROM on, or from a random one. COOP_EXCHANGE_SEED plays one again.
/// The seeds are counted here: every rc::check of a process draws the same numbers again.
template <class Property> void holds(const Property& property)
{
    const auto given = [](const char* name) { return qEnvironmentVariableIntValue(name); };
    const int again = given("COOP_EXCHANGE_SEED"), wanted = given("COOP_EXCHANGE_CASES");
    const int from = given("COOP_EXCHANGE_FROM");
    constexpr int usual = 100;
    const int stories = again > 0 ? 1 : wanted > 0 ? wanted : usual;
    const quint32 first = again > 0 ? quint32(again)
        : wanted <= 0               ? 1
        : from > 0                  ? quint32(from)
                                    : QRandomGenerator::global()->bounded(1U, 2'000'000'000U);
    if (wanted > 0)
        std::fprintf(stderr, "stories %u to %u\n", first, first + quint32(stories) - 1);
    std::optional<quint32> playing; // rc::check plays one that fails again, to tell why
    for (int done = 0; done < stories;) {
        const bool good = rc::check([&] {
            if (!playing && done >= stories)
                return;
            if (!playing)
                playing = first + quint32(done++);
            RC_LOG() << "COOP_EXCHANGE_SEED=" << *playing << std::endl;
            property(*playing);
            playing.reset();
        });
        REQUIRE(good);
    }
}

QString stored(const FieldValue& value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{toJson(value)}).toJson(QJsonDocument::Compact));
}

/// Office, row, field, entry of the edit, and the hash of that entry: two workspaces that went on from one
/// past give their entries the same numbers.
using EditKey = std::tuple<int, QString, RowId, QString, qint64, QByteArray>;

/// What was said about each field of each row, as texts.
using Said = QHash<std::pair<QString, RowId>, QHash<QString, QStringList>>;

/// The workspaces of one office: what the one in use, its copy and its backup have handed in so far.
struct Pasts {
    Said now, twin, kept;
};

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
    bool submit(int office, HandIn what)
    {
        if (!world.submit(office, what))
            return false;
        const QString file = world.office(office).submissions.last();
        Said& own = pasts[size_t(office)].now;
        for (const PackedChange& change : world.bodyOf(file).changes)
            for (const PackedField& field : change.fields + change.last)
                own[{change.registry, change.id}][field.field] += stored(field.after);
        saidUntil.insert(file, own);
        return true;
    }
    /// Empty when it was merged, or was merged before; else why not.
    QString merge(int office, const QString& file)
    {
        Workspace& district = world.district();
        const PackageFile package = need(readPackage(file));
        const PackageBody body = world.bodyOf(file);
        const auto before = rowsOf(district, watched());
        const auto done = mergeBody(
            district, OfficesWorld::someone, package, need(openBody(package, world.districtKey())));
        if (!done) {
            const QString& why = done.error().text;
            RC_ASSERT((why.contains(QStringLiteral("没有接着")) || why.contains(QStringLiteral("全部重报"))));
            RC_ASSERT(rowsOf(district, watched()) == before);
            return why;
        }
        const Merged& merged = *done;
        const auto chain = HistoryChain::fromJson(body.extra[QStringLiteral("chain")]);
        if (merged.stale) {
            RC_ASSERT(rowsOf(district, watched()) == before);
            // Only what is in may be called so: this one, or a later one of the same workspace.
            RC_ASSERT((known.merged.contains(file)
                || std::any_of(known.chains.begin(), known.chains.end(), [&](const auto& one) {
                       return one.first == office && one.second.common(chain) == chain.newest();
                   })));
            return {};
        }
        const auto inbox = need(conflicts(district));
        for (const PackedChange& change : body.changes)
            nothingIsLost(office, change, chain, inbox, merged);
        if (merged.entry != 0)
            nothingElseIsOverwritten(file, body, need(historyEntry(district, merged.entry)));
        for (const PackedChange& change : body.changes)
            for (const PackedField& field : change.fields)
                known.looked.insert(keyOf(office, change, field.field, field.at, chain));
        known.merged += file;
        known.chains.append(std::pair(office, chain));
        again(file);
        return {};
    }
    static const QStringList& watched() { return exchangedLedgers(); }

    // What happens to workspaces besides.
    void keep(int office)
    {
        world.keep(world.office(office));
        pasts[size_t(office)].kept = pasts[size_t(office)].now;
    }
    void goBack(int office)
    {
        if (world.office(office).backup.isEmpty())
            return;
        world.goBack(world.office(office));
        pasts[size_t(office)].now = pasts[size_t(office)].kept;
    }
    /// Somebody works with a copy of the workspace from now on; or with the other one again.
    void changeComputers(int office)
    {
        auto& side = world.office(office);
        Pasts& own = pasts[size_t(office)];
        if (!side.twin) {
            world.copy(side);
            own.twin = own.now;
        }
        OfficesWorld::changeComputers(side);
        std::swap(own.now, own.twin);
    }
    void keepDistrict()
    {
        world.keep(world.districtOffice());
        kept = known;
    }
    void districtGoesBack()
    {
        if (world.districtOffice().backup.isEmpty())
            return;
        world.goBack(world.districtOffice());
        known = kept;
    }

private:
    static EditKey keyOf(
        int office, const PackedChange& change, const QString& field, qint64 at, const HistoryChain& chain)
    {
        return {office, change.registry, change.id, field, at, chain.mark(at)};
    }
    /// Every edit is in the result, or equal to it, or in a conflict.
    void nothingIsLost(int office, const PackedChange& change, const HistoryChain& chain,
        const QList<Conflict>& inbox, const Merged& merged)
    {
        const auto row = storedRow(world.district(), change.registry, change.id);
        const auto inConflict = [&](const QString& field) {
            const auto about = [&](const Conflict& one) {
                return one.registry == change.registry && one.id == change.id
                    && (one.kind != ConflictKind::field || one.fields.contains(field));
            };
            return std::any_of(inbox.begin(), inbox.end(), about)
                || std::any_of(merged.refused.begin(), merged.refused.end(), about);
        };
        if (change.op == RowOp::remove) {
            RC_ASSERT(!row || inConflict({}) || removalWasLookedAt(office, change, chain));
            return;
        }
        for (const PackedField& field : change.fields) {
            if (known.looked.contains(keyOf(office, change, field.field, field.at, chain))
                || cameByOtherLine(office, field.at, chain) || field.before == field.after
                || field.field == u"mu_times")
                continue;
            const bool there = row && (*row)[field.field] == field.after;
            if (!there && !inConflict(field.field)) {
                RC_LOG() << change.registry.toStdString() << " " << change.code.toStdString() << " "
                         << toText(change.op).toStdString() << " " << field.field.toStdString() << " "
                         << stored(field.before).toStdString() << " -> " << stored(field.after).toStdString()
                         << " district " << (row ? stored((*row)[field.field]).toStdString() : "none")
                         << std::endl;
                RC_FAIL("an edit got lost");
            }
        }
    }
    bool removalWasLookedAt(int office, const PackedChange& change, const HistoryChain& chain)
    {
        return !known.removals.insert(keyOf(office, change, {}, change.at, chain)).second
            || cameByOtherLine(office, change.at, chain);
    }
    /// An edit from before two workspaces of the office parted, when the other one has handed in since.
    bool cameByOtherLine(int office, qint64 at, const HistoryChain& chain) const
    {
        return std::any_of(known.chains.begin(), known.chains.end(), [&](const auto& merged) {
            const qint64 common = merged.second.common(chain);
            return merged.first == office && at <= common && common < merged.second.newest();
        });
    }
    /// A merge changes only what the office knew as it was here, or had handed in itself from this workspace.
    void nothingElseIsOverwritten(const QString& file, const PackageBody& body, const ChangeEntry& entry)
    {
        const Said& said = *saidUntil.constFind(file);
        for (const ChangedRow& row : entry.rows) {
            if (!watched().contains(row.registry) || row.op == RowOp::add)
                continue;
            const auto change = std::find_if(body.changes.begin(), body.changes.end(),
                [&](const PackedChange& each) { return each.registry == row.registry && each.id == row.id; });
            if (change == body.changes.end()) {
                const bool went = row.registry == u"memberships"; // with its member
                RC_ASSERT(went);
                continue;
            }
            for (const ChangedField& field : row.fields) {
                const QList<PackedField> fields = change->fields + change->last;
                const bool knew = std::any_of(fields.begin(), fields.end(), [&](const PackedField& each) {
                    return each.field == field.field && each.before == field.before;
                });
                if (field.field == u"mu_times")
                    continue; // follows
                const bool saidSo
                    = said.value({row.registry, row.id}).value(field.field).contains(stored(field.before));
                if (!knew && !saidSo) {
                    RC_LOG() << row.registry.toStdString() << " " << row.code.toStdString() << " "
                             << toText(row.op).toStdString() << " " << field.field.toStdString() << " here "
                             << stored(field.before).toStdString() << std::endl;
                    RC_FAIL("a value of the district was overwritten unseen");
                }
            }
        }
    }
    /// Merging twice changes nothing.
    void again(const QString& file)
    {
        Workspace& district = world.district();
        const qint64 version = district.dataVersion();
        const PackageFile package = need(readPackage(file));
        const auto merged = need(mergeBody(
            district, OfficesWorld::someone, package, need(openBody(package, world.districtKey()))));
        RC_ASSERT(merged.stale);
        RC_ASSERT(district.dataVersion() == version);
    }

    /// What the district's workspace has looked at: goes back with it.
    struct Known {
        std::set<EditKey> looked, removals;
        QSet<QString> merged;
        QList<std::pair<int, HistoryChain>> chains; ///< of merged submissions
    };

    OfficesWorld& world;
    Known known, kept;
    std::vector<Pasts> pasts;
    QHash<QString, Said> saidUntil; ///< by submission
};

/// Which accidents befall a story besides lost, late and repeated packages.
enum class Accidents { none, all };

/// A backup is made or comes back, a workspace is copied, a clock is wrong.
void meetAccident(OfficesWorld& world, MergeWitness& witness, int office)
{
    switch (world.below(6)) {
    case 0:
        witness.keep(office);
        break;
    case 1:
        witness.goBack(office);
        break;
    case 2:
        witness.changeComputers(office);
        break;
    case 3:
        witness.keepDistrict();
        break;
    case 4:
        if (world.below(2) == 0)
            witness.districtGoesBack();
        break;
    default:
        setClockWrongBy(3600LL * (world.below(40'000) - 20'000));
    }
}

/// Steps in any order: edits everywhere, packages and receipts that come late, twice or never.
void play(OfficesWorld& world, MergeWitness& witness, int steps, Accidents accidents = Accidents::none)
{
    for (int i = 0; i < steps; ++i) {
        const int office = world.below(world.officeCount());
        auto& side = world.office(office);
        switch (world.below(accidents == Accidents::all ? 11 : 9)) {
        case 0:
        case 1:
            world.edit(world.district());
            break;
        case 2:
        case 3:
            world.edit(*side.workspace);
            break;
        case 4:
            witness.submit(office, HandIn::changes);
            break;
        case 5:
            if (!side.submissions.isEmpty())
                witness.merge(office, side.submissions[world.below(int(side.submissions.size()))]);
            break;
        case 6:
            world.writeReceipt(office);
            break;
        case 7:
            if (!side.receipts.isEmpty())
                world.tryReceipt(office, side.receipts[world.below(int(side.receipts.size()))]);
            break;
        case 8:
            world.settleOne();
            break;
        default:
            meetAccident(world, witness, office);
        }
    }
    setClockWrongBy(0);
}

void settleEverything(OfficesWorld& world)
{
    for (int i = 0; i < 200 && world.settleOne(); ++i)
        for (const Conflict& one : need(conflicts(world.district())))
            if (one.state == conflictSentBack) // nobody answers any more
                need(settleConflict(
                    world.district(), OfficesWorld::someone, one.row, {.choice = Settlement::Choice::ours}));
}

/// An office hands in until it is taken, doing what it is told: opening the newest receipt, or handing in
/// everything.
void bringIn(OfficesWorld& world, MergeWitness& witness, int office)
{
    auto& side = world.office(office);
    HandIn what = HandIn::evenEmpty;
    QString why;
    for (int tries = 0; tries < 6; ++tries) {
        witness.submit(office, what);
        why = witness.merge(office, side.submissions.last());
        if (why.isEmpty())
            return;
        if (why.contains(QStringLiteral("全部重报"))
            || !(world.writeReceipt(office) && world.tryReceipt(office, side.receipts.last())))
            what = HandIn::everything;
    }
    RC_LOG() << why.toStdString() << std::endl;
    RC_FAIL("an office cannot hand in any more");
}

/// Everybody hands in, everything is settled, everybody opens the answer.
void finish(OfficesWorld& world, MergeWitness& witness)
{
    for (int office = 0; office < world.officeCount(); ++office)
        if (world.office(office).twin) { // what was typed on the other computer comes in, and it is put away
            bringIn(world, witness, office);
            witness.changeComputers(office);
            bringIn(world, witness, office);
            world.office(office).twin.reset();
        }
    for (int round = 0; round < 4; ++round)
        for (int office = 0; office < world.officeCount(); ++office) {
            auto& side = world.office(office);
            bringIn(world, witness, office);
            settleEverything(world);
            if (world.writeReceipt(office))
                RC_ASSERT(world.tryReceipt(office, side.receipts.last()));
        }
}

void agree(OfficesWorld& world)
{
    for (int i = 0; i < world.officeCount(); ++i) {
        const Workspace& office = *world.office(i).workspace;
        RC_ASSERT(need(changesToHandIn(office)).isEmpty());
        const OfficeArea area(world.district(), officeSelf(office)->federation);
        QMap<QString, QString> theirs = rowsOf(office, exchangedLedgers());
        const QMap<QString, QString> ours = rowsOf(world.district(), exchangedLedgers());
        for (const QString& registry : exchangedLedgers())
            for (const auto& [key, text] : ours.asKeyValueRange()) {
                if (!key.startsWith(registry + u'/'))
                    continue;
                const auto row = storedRow(world.district(), registry, key.section(u'/', 1).toLongLong());
                if (!area.keeps(*row))
                    continue;
                if (theirs.value(key) != text)
                    RC_LOG() << QString::fromUtf8(QJsonDocument(need(lastAnswer(office)).base).toJson())
                                    .toStdString()
                             << i << " " << key.toStdString() << "\n ours " << text.toStdString()
                             << "\n theirs " << theirs.value(key).toStdString() << std::endl;
                RC_ASSERT(theirs.value(key) == text);
            }
        const OfficeArea own(office, officeSelf(office)->federation);
        for (auto it = theirs.constBegin(); it != theirs.constEnd(); ++it) {
            const auto row
                = storedRow(office, it.key().section(u'/', 0, 0), it.key().section(u'/', 1).toLongLong());
            if (own.keeps(*row) && !ours.contains(it.key()))
                RC_LOG() << i << " only there: " << it.key().toStdString() << " " << it->toStdString()
                         << std::endl;
            RC_ASSERT(!own.keeps(*row) || ours.contains(it.key()));
        }
    }
}
} // namespace

TEST_CASE(
    "however packages and receipts travel, no edit is lost, none is overwritten unseen, and in the end all "
    "offices agree",
    "[exchange-properties]")
{
    holds([](quint32 seed) {
        OfficesWorld world(seed);
        MergeWitness witness(world);
        play(world, witness, 30);
        finish(world, witness);
        agree(world);
    });
}

TEST_CASE("copies of workspaces and backups that come back at either end lose no edit and turn none back",
    "[exchange-properties]")
{
    holds([](quint32 seed) {
        OfficesWorld world(seed);
        MergeWitness witness(world);
        play(world, witness, 40, Accidents::all);
        finish(world, witness);
        agree(world);
    });
}

TEST_CASE("the same packages in any order, with repetitions and losses of all but each office's last, give "
          "the same "
          "result",
    "[exchange-properties]")
{
    holds([](quint32 seed) {
        OfficesWorld world(seed);
        world.namesApart
            = true; // which of two equal names of two offices comes first is for people to decide
        QList<std::pair<int, QString>> packages;
        for (int i = 0; i < 14; ++i) {
            const int office = world.below(world.officeCount());
            world.edit(*world.office(office).workspace);
            if (world.below(3) == 0 && world.submit(office))
                packages += std::pair(office, world.office(office).submissions.last());
            if (world.below(3) == 0)
                world.edit(world.district());
        }
        for (int office = 0; office < world.officeCount(); ++office)
            if (world.submit(office))
                packages += std::pair(office, world.office(office).submissions.last());
        const auto merged = [&](const QString& name, QList<QString> order) {
            const auto copy = world.copyOf(world.district(), name);
            for (const QString& file : order) {
                const PackageFile package = need(readPackage(file));
                need(mergeBody(
                    *copy, OfficesWorld::someone, package, need(openBody(package, world.districtKey()))));
            }
            QMap<QString, QString> result = rowsOf(*copy, exchangedLedgers());
            for (const Conflict& one : need(conflicts(*copy)))
                result[QStringLiteral("conflict/%1/%2/%3")
                           .arg(one.registry)
                           .arg(one.id)
                           .arg(one.fields.keys().join(u','))]
                    = toText(one.kind) + toText(one.op)
                    + QString::fromUtf8(QJsonDocument(one.fields).toJson(QJsonDocument::Compact));
            return result;
        };
        QList<QString> first, shuffled;
        for (const auto& [office, file] : packages)
            first += file;
        for (int office = 0; office < world.officeCount(); ++office)
            for (const QString& file : world.office(office).submissions)
                if (file == world.office(office).submissions.last() || world.below(2) == 0)
                    for (int times = 1 + world.below(2); times > 0; --times)
                        shuffled.insert(world.below(int(shuffled.size()) + 1), file);
        if (qEnvironmentVariableIsSet("COOP_EXCHANGE_TELL"))
            for (const auto& [office, file] : packages)
                RC_LOG() << office << " " << file.toStdString() << "\n"
                         << world.bodyOf(file).toBytes().toStdString();
        const auto one = merged(QStringLiteral("a.gpkg"), first);
        const auto other = merged(QStringLiteral("b.gpkg"), shuffled);
        for (const QMap<QString, QString>& each : {one, other})
            for (auto it = each.constBegin(); it != each.constEnd(); ++it)
                if (one.value(it.key()) != other.value(it.key()))
                    RC_LOG() << it.key().toStdString() << "\n in order " << one.value(it.key()).toStdString()
                             << "\n shuffled " << other.value(it.key()).toStdString() << std::endl;
        const bool same = one == other;
        RC_ASSERT(same);
    });
}

TEST_CASE("a merge that is undone leaves what was there, and can be merged again", "[exchange-properties]")
{
    holds([](quint32 seed) {
        OfficesWorld world(seed);
        MergeWitness witness(world);
        play(world, witness, 12);
        const int office = world.below(world.officeCount());
        world.edit(*world.office(office).workspace);
        if (!world.submit(office))
            return;
        Workspace& district = world.district();
        const auto before = currentContent(district);
        const PackageFile package = need(readPackage(world.office(office).submissions.last()));
        const QByteArray body = need(openBody(package, world.districtKey()));
        const auto merged = need(mergeBody(district, OfficesWorld::someone, package, body));
        if (merged.stale)
            return;
        const auto after = rowsOf(district, exchangedLedgers());
        need(undo(district, OfficesWorld::someone, merged.entry));
        RC_ASSERT(
            differences(district, before, currentContent(district), QStringLiteral("a"), QStringLiteral("b"))
                .isEmpty());
        const auto again = need(mergeBody(district, OfficesWorld::someone, package, body));
        RC_ASSERT(!again.stale);
        RC_ASSERT(rowsOf(district, exchangedLedgers()) == after);
    });
}
