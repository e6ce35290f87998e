#include "core/domain/filing_state.h"
#include "core/domain/registries.h"

#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("each state of a 填报表 has one word, which its row may hold, and is read back from it")
{
    CHECK(standardRegistries().find(u"sheets")->field(u"state")->choices == filingStateWords());
    for (const FilingState state :
        {FilingState::draft, FilingState::submitted, FilingState::reviewed, FilingState::locked})
        CHECK(filingStateOf(filingStateWord(state)) == state);
    CHECK_FALSE(filingStateOf(QStringLiteral("draft")));
}

TEST_CASE("a 填报表 goes on state by state and back to the draft alone, with a reason")
{
    for (const FilingMove& move : filingMoves()) {
        const bool back = move.to == FilingState::draft;
        CHECK((back || int(move.to) == int(move.from) + 1));
        CHECK(move.wantsReason == back);
    }
    CHECK(filingStatesBefore(FilingState::submitted) == QList{FilingState::draft});
    CHECK(filingStatesBefore(FilingState::draft).size() == 3);
}

TEST_CASE("a township office brings its 填报表 no further than 已提交, which holds nothing yet")
{
    for (const FilingState state :
        {FilingState::draft, FilingState::submitted, FilingState::reviewed, FilingState::locked})
        CHECK(isOfficesOwn(state) != holdsQuarter(state));
}
