#include "core/domain/record.h"
#include "core/domain/registries.h"

#include <catch2/catch.hpp>
#include <stdexcept>

using namespace coop;

TEST_CASE("a field that a table has not is nothing to read and refused aloud to write")
{
    Record row(*standardRegistries().find(u"services"));
    CHECK(row[u"name"].isNull());
    CHECK_THROWS_AS(row.set(u"name", QStringLiteral("甲店")), std::logic_error);
    CHECK_NOTHROW(row.set(u"provider", 7));
    CHECK(row[u"provider"].number() == 7);
}
