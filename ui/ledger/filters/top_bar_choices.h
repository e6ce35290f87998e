#pragma once
#include "core/store/workspace.h"
#include "ui/ledger/rows/top_bar_choice.h"

namespace coop
{

class Session;

/// The quarter and the area of the top bar for this ledger: the quarter where its rows are about a month or a
/// day, the area where they name a township or a federation. A federation stands for its townships, and for a
/// ledger by federation a township stands for its own. Nothing for the whole district.
QList<TopBarChoice> topBarChoices(const Session& session, const RegistrySpec& spec);

/// The same for the store, which reads the first rows of a long ledger: those that hold.
RowQuery queryOf(const Session& session, const RegistrySpec& spec, const QList<TopBarChoice>& choices);

} // namespace coop
