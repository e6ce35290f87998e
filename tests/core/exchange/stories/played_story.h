#pragma once
#include "tests/core/exchange/stories/merge_witness.h"

namespace coop
{

/// Which accidents befall a story besides lost, late and repeated packages.
enum class Accidents { none, all };

/// Steps in any order: edits everywhere, packages and receipts that come late, twice or never.
void play(OfficesWorld& world, MergeWitness& witness, int steps, Accidents accidents = Accidents::none);

/// Everybody hands in, everything is settled, everybody opens the answer.
void finish(OfficesWorld& world, MergeWitness& witness);

/// Every office has what the district has of its area, and nothing more.
void agree(OfficesWorld& world);

} // namespace coop
