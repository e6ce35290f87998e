#include "core/base/row_id.h"
#include "core/base/row_id_time.h"

#include <QDateTime>
#include <QSet>
#include <catch2/catch.hpp>
#include <limits>

using namespace coop;

TEST_CASE("row ids grow, are unique and carry their device, also many in one millisecond")
{
    RowIdSource source(7, 0);
    RowId last = 0;
    for (int i = 0; i < 20'000; ++i) {
        const RowId id = source.next();
        REQUIRE(id > last);
        REQUIRE(RowIdSource::deviceOf(id) == 7);
        last = id;
    }
}

TEST_CASE("row ids grow on when the clock was set back")
{
    // The workspace's highest id comes from a clock that ran ten years ahead.
    const RowId ahead
        = (RowId(10) * 365 * 24 * 3600 * 1000 + RowIdSource(3, 0).next() / (1 << 22)) << 22 | 3 << 12;
    RowIdSource source(3, ahead);
    RowId last = ahead;
    for (int i = 0; i < 10'000; ++i) { // more than a millisecond's sequence holds
        const RowId id = source.next();
        REQUIRE(id > last);
        REQUIRE(RowIdSource::deviceOf(id) == 3);
        last = id;
    }
}

TEST_CASE("two devices never make the same row id")
{
    QSet<RowId> ids;
    RowIdSource first(1, 0), second(2, 0), none(0, 0), highest(RowIdSource::maxDevice, 0);
    for (int i = 0; i < 2'000; ++i)
        for (RowIdSource* source : {&first, &second, &none, &highest})
            ids.insert(source->next());
    CHECK(ids.size() == 8'000);
}

TEST_CASE("a source that goes on from an id makes no id twice")
{
    RowIdSource before(5, 0);
    RowId last = 0;
    QSet<RowId> ids;
    for (int i = 0; i < 5'000; ++i)
        ids.insert(last = before.next());
    RowIdSource after(5, last);
    for (int i = 0; i < 5'000; ++i)
        ids.insert(after.next());
    CHECK(ids.size() == 10'000);
}

TEST_CASE("a row id is positive and never nought, with any device number")
{
    for (const int device : {0, 1, RowIdSource::maxDevice}) {
        const RowId id = RowIdSource(device, 0).next();
        CHECK(id > 0);
        CHECK(RowIdSource::deviceOf(id) == device);
    }
    CHECK(RowIdSource::deviceOf(RowIdSource(5000, 0).next()) == RowIdSource::maxDevice);
    CHECK(RowIdSource::deviceOf(RowIdSource(-1, 0).next()) == 0);
}

TEST_CASE("no clock and no last id make a negative row id")
{
    const auto ms = [](const char* day) {
        return QDateTime::fromString(QString::fromLatin1(day) + QStringLiteral("T00:00:00Z"), Qt::ISODate)
            .toMSecsSinceEpoch();
    };
    for (const char* day :
        {"1970-01-01", "2000-01-01", "2023-12-31", "2090-01-01", "2094-01-01", "9999-01-01"})
        CHECK_FALSE(rowIdsCover(ms(day)));
    for (const char* day : {"2024-01-01", "2026-11-30", "2089-12-31"})
        CHECK(rowIdsCover(ms(day)));
    constexpr RowId highest = std::numeric_limits<RowId>::max();
    for (const RowId last : {RowId(-1), -highest, highest, highest - 5000}) {
        RowIdSource source(3, last);
        RowId before = 0;
        for (int i = 0; i < 10'000; ++i) {
            const RowId id = source.next();
            REQUIRE(id > before);
            REQUIRE(RowIdSource::deviceOf(id) == 3);
            before = id;
        }
    }
}
