#include "tests/core/exchange/stories/played_story.h"

#include "core/base/clock.h"
#include "core/exchange/merge/settle.h"
#include "core/exchange/office_area.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <rapidcheck.h>

namespace coop
{

namespace
{
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

/// Rows that an office asks for with its next hand-in.
QJsonArray lackingOf(const Workspace& office)
{
    return need(lastAnswer(office)).base[QStringLiteral("lacking")].toArray();
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
} // namespace

void play(OfficesWorld& world, MergeWitness& witness, int steps, Accidents accidents)
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

void finish(OfficesWorld& world, MergeWitness& witness)
{
    for (int office = 0; office < world.officeCount(); ++office)
        if (world.office(office).twin) { // what was typed on the other computer comes in, and it is put away
            bringIn(world, witness, office);
            witness.changeComputers(office);
            bringIn(world, witness, office);
            world.office(office).twin.reset();
        }
    bool quiet = false; // nobody handed anything in, nothing waited: a further round would be the same again
    for (int round = 0; round < 4 && !quiet; ++round) {
        quiet = true;
        for (int office = 0; office < world.officeCount(); ++office) {
            auto& side = world.office(office);
            bringIn(world, witness, office);
            const PackageBody& said = world.bodyOf(side.submissions.last());
            quiet = quiet && said.changes.isEmpty() && said.lacking.isEmpty()
                && need(conflicts(world.district())).isEmpty();
            settleEverything(world);
            if (world.writeReceipt(office))
                RC_ASSERT(world.tryReceipt(office, side.receipts.last()));
            quiet = quiet && lackingOf(*side.workspace).isEmpty();
        }
    }
}

void agree(OfficesWorld& world)
{
    for (int i = 0; i < world.officeCount(); ++i) {
        const Workspace& office = *world.office(i).workspace;
        RC_ASSERT(need(changesToHandIn(office)).isEmpty());
        const OfficeArea area(world.district(), officeSelf(office)->federation);
        QMap<QString, QString> theirs = rowsOf(office, exchangedTables());
        const QMap<QString, QString> ours = rowsOf(world.district(), exchangedTables());
        for (const QString& registry : exchangedTables())
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

} // namespace coop
