#include "core/exchange/merge/merge.h"
#include "core/store/undo/undo.h"
#include "tests/core/exchange/stories/played_story.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <rapidcheck.h>

using namespace coop;

namespace
{
/// How far a long run is, on stderr; it ends with one line.
class RunTold
{
public:
    RunTold(quint32 firstSeed, int stories)
        : first(firstSeed)
        , wanted(stories)
    {
        sinceStart.start();
    }
    void tell(int done)
    {
        constexpr qint64 often = 10; // seconds
        const qint64 took = seconds();
        if (took < told + often)
            return;
        told = took;
        std::fprintf(stderr, "%d of %d stories held, now seed %u, about %lld min left\n", done, wanted,
            first + quint32(done), (took * (wanted - done) / std::max(done, 1) + 59) / 60);
    }
    void end(const std::optional<quint32>& failing) const
    {
        if (failing)
            std::fprintf(stderr, "COOP_EXCHANGE_SEED=%u does not hold, %u before it from %u on do\n",
                *failing, *failing - first, first);
        else
            std::fprintf(stderr, "all %d stories held, seeds %u to %u, %lld s\n", wanted, first,
                first + quint32(wanted) - 1, seconds());
    }

private:
    qint64 seconds() const { return sinceStart.elapsed() / 1000; }

    quint32 first;
    int wanted;
    QElapsedTimer sinceStart;
    qint64 told = 0;
};

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
    RunTold told(first, stories);
    std::optional<quint32> playing; // a story that fails is played again, to tell why
    bool good = true;
    for (int done = 0; done < stories && good;) {
        const auto result = rc::detail::checkTestable( // rc::check says OK after each hundred
            [&] {
                if (!playing && done >= stories)
                    return;
                if (!playing) {
                    told.tell(done);
                    playing = first + quint32(done++);
                }
                RC_LOG() << "COOP_EXCHANGE_SEED=" << *playing << std::endl;
                property(*playing);
                playing.reset();
            });
        good = result.template is<rc::detail::SuccessResult>();
        if (!good)
            rc::detail::printResultMessage(result, std::cerr << std::endl);
    }
    told.end(playing);
    REQUIRE(good);
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
                const auto& [package, bytes, body] = world.received(file);
                need(mergeBody(*copy, OfficesWorld::someone, package, bytes));
            }
            QMap<QString, QString> result = rowsOf(*copy, exchangedTables());
            for (const Conflict& one : need(conflicts(*copy))) {
                QJsonObject fields = one.fields;
                // A new row that waits stands meanwhile as an earlier package brought it, or not at all.
                if (one.op == RowOp::add && one.kind == ConflictKind::reference) {
                    result.remove(QStringLiteral("%1/%2").arg(one.registry).arg(one.id));
                    for (auto it = fields.begin(); it != fields.end(); ++it)
                        it.value() = it.value().toArray().last();
                }
                result[QStringLiteral("conflict/%1/%2/%3")
                           .arg(one.registry)
                           .arg(one.id)
                           .arg(fields.keys().join(u','))]
                    = toText(one.kind) + toText(one.op)
                    + QString::fromUtf8(QJsonDocument(fields).toJson(QJsonDocument::Compact));
            }
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
        const auto& [package, bytes, body] = world.received(world.office(office).submissions.last());
        const auto merged = need(mergeBody(district, OfficesWorld::someone, package, bytes));
        if (merged.stale)
            return;
        const auto after = rowsOf(district, exchangedTables());
        need(undo(district, OfficesWorld::someone, merged.entry));
        RC_ASSERT(
            differences(district, before, currentContent(district), QStringLiteral("a"), QStringLiteral("b"))
                .isEmpty());
        const auto again = need(mergeBody(district, OfficesWorld::someone, package, bytes));
        RC_ASSERT(!again.stale);
        RC_ASSERT(rowsOf(district, exchangedTables()) == after);
    });
}
