#include "core/store/figures/composition.h"
#include "core/store/figures/figure_rows.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/quarter_close.h"
#include "core/workflow/new_workspace.h"
#include "tests/core/store/test_workspace.h"

#include <QTemporaryDir>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
/// The example's ledgers in a file of their own.
struct Example {
    Example()
    {
        const QString path = folder.filePath(QStringLiteral("示例.gpkg"));
        const auto made = newWorkspace({.path = path,
            .plan = QStringLiteral("nanchuan-2024-17"),
            .who = QStringLiteral("张三"),
            .example = true});
        INFO((made ? QString() : made.error().text).toStdString());
        REQUIRE(made);
        open = std::move(*Workspace::open(path, Workspace::Access::write));
        REQUIRE(open->signIn(QStringLiteral("张三")));
    }
    Workspace& operator*() const { return *open; }
    Workspace* operator->() const { return open.get(); }

    QTemporaryDir folder;
    std::unique_ptr<Workspace> open;
};

/// What the rows themselves add up to, read one by one.
qint64 added(const Workspace& workspace, const Indicator& indicator, const FigureRows& found)
{
    if (indicator.measure.aggregate != Measure::Aggregate::sum)
        return found.rows.size();
    qint64 sum = 0;
    for (const RowId id : found.rows)
        sum += need(workspace.row(found.registry, id))[indicator.measure.field].number();
    return sum;
}

const Period lastQuarter = Period::ofQuarter(2024, 4);
} // namespace

TEST_CASE("the rows behind every figure add up to it, for the district, each federation and each township")
{
    const Example example;
    int withRows = 0;
    for (const Period& period : {lastQuarter, Period::ofQuarter(2025, 2)})
        for (const Breakdown level : {Breakdown::district, Breakdown::byFederation, Breakdown::byTownship})
            for (const Reading& reading : need(readIndicators(*example, period, level))) {
                CAPTURE(reading.indicator->id.toStdString(), reading.area.name.toStdString(),
                    period.toString().toStdString());
                const Area area = level == Breakdown::district ? Area{} : reading.area;
                const FigureRows found
                    = need(figureRows(*example, {reading.indicator->id, period, area, {}, {}}));
                CHECK(found.figure == reading.value);
                CHECK(added(*example, *reading.indicator, found) == reading.value.value_or(0));
                withRows += !found.rows.isEmpty();
            }
    CHECK(withRows > 500);
}

TEST_CASE("the parts of a figure add up to it, and the rows behind a part to the part")
{
    const Example example;
    const Area federation
        = need(readIndicator(*example, QStringLiteral("credit"), lastQuarter, Breakdown::byFederation))[0]
              .area;
    for (const QString& id : {QStringLiteral("mu-times"), QStringLiteral("credit")})
        for (const Area& area : {Area{}, federation}) {
            const Indicator& indicator = *example->plan().indicator(id);
            const auto whole = need(figureRows(*example, {id, lastQuarter, area, {}, {}})).figure;
            const auto compositions = need(readCompositions(*example, id, lastQuarter, area));
            REQUIRE(compositions.size() >= 2);
            for (const Composition& composition : compositions) {
                CAPTURE(id.toStdString(), composition.field.toStdString());
                qint64 sum = 0;
                for (const Composition::Part& part : composition.parts) {
                    sum += part.value;
                    const auto rows
                        = need(figureRows(*example, {id, lastQuarter, area, composition.field, part.choice}));
                    CHECK(added(*example, indicator, rows) == part.value);
                }
                CHECK(sum == whole);
            }
        }
}

TEST_CASE("members are counted by the units behind the memberships, and broken down by their kind")
{
    const Example example;
    const QString members = QStringLiteral("members");
    const FigureRows found = need(figureRows(*example, {members, lastQuarter, {}, {}, {}}));
    CHECK(found.registry == members);
    const auto compositions = need(readCompositions(*example, members, lastQuarter, {}));
    REQUIRE_FALSE(compositions.isEmpty());
    CHECK(compositions[0].field == QStringLiteral("kind"));
    qint64 sum = 0;
    for (const Composition::Part& part : compositions[0].parts)
        sum += part.value;
    CHECK(sum == found.figure);
}

TEST_CASE("a figure that people enter is opened at its last entry, and is 不适用 for a township")
{
    const Example example;
    const QString id = QStringLiteral("willing-households");
    const auto indicator = need(example->rowByCode(QStringLiteral("indicators"), id)).id;
    RowId last = 0;
    for (const QString& day : {QStringLiteral("2024-06-30"), QStringLiteral("2024-12-31")}) {
        Record row(*example->registries().find(u"measurements"));
        row.set(u"indicator", indicator);
        row.set(u"date", day);
        row.set(u"value", qint64(55'00000000));
        const auto work = need(UnitOfWork::begin(*example, {QStringLiteral("张三"), Door::form, {}}));
        last = need(work->add(row));
        REQUIRE(work->commit());
    }
    const FigureRows found = need(figureRows(*example, {id, lastQuarter, {}, {}, {}}));
    CHECK(found.registry == QStringLiteral("measurements"));
    CHECK(found.rows == QList<RowId>{last});
    const Reading township = need(readIndicator(*example, id, lastQuarter, Breakdown::byTownship))[0];
    CHECK_FALSE(township.applicable);
    CHECK(valueText(township) == QStringLiteral("不适用"));
    CHECK(standingText(township) == QStringLiteral("不适用"));
    CHECK(need(figureRows(*example, {id, lastQuarter, township.area, {}, {}})).rows.isEmpty());
}

TEST_CASE("a closed quarter keeps its parts, and the rows behind its figure say what was corrected")
{
    const Example example;
    const QString id = QStringLiteral("mu-times"), stage = QStringLiteral("stage");
    const auto frozenParts = [&](Figures figures) {
        QList<qint64> values;
        for (const Composition& composition : need(readCompositions(*example, id, lastQuarter, {}, figures)))
            if (composition.field == stage)
                for (const Composition::Part& part : composition.parts)
                    values += part.value;
        return values;
    };
    const auto before = frozenParts(Figures::published);
    need(closeQuarter(
        *example, {QStringLiteral("张三"), Door::close, {}}, lastQuarter, QStringLiteral("试封存")));
    CHECK(frozenParts(Figures::published) == before);

    const FigureRows found = need(figureRows(*example, {id, lastQuarter, {}, {}, {}}));
    Record row = need(example->row(found.registry, found.rows.first()));
    row.set(u"area", row[u"area"].number() + 100);
    row.set(u"mu_times", row[u"mu_times"].number() + 100 * row[u"times"].number());
    const auto work = need(UnitOfWork::begin(*example, {QStringLiteral("张三"), Door::form, {}}));
    const auto changed = work->change(row);
    INFO((changed ? QString() : changed.error().text).toStdString());
    REQUIRE(changed);
    REQUIRE(work->commit());

    CHECK(frozenParts(Figures::published) == before);
    CHECK(frozenParts(Figures::live) != before);
    const FigureRows now = need(figureRows(*example, {id, lastQuarter, {}, {}, {}}));
    CHECK(now.text.contains(QStringLiteral("封存时 ")));
    CHECK(added(*example, *example->plan().indicator(id), now) == now.figure);
}

TEST_CASE("questions about what is not there are refused with its name")
{
    const Example example;
    const auto unknown = figureRows(*example, {QStringLiteral("nothing"), lastQuarter, {}, {}, {}});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().text.contains(QStringLiteral("nothing")));
    const auto field = figureRows(*example,
        {QStringLiteral("credit"), lastQuarter, {}, QStringLiteral("colour"), QStringLiteral("红")});
    REQUIRE_FALSE(field);
    CHECK(field.error().text.contains(QStringLiteral("colour")));
}
