#pragma once
#include "core/store/people/rights.h"
#include "ui/session/session.h"

namespace coop
{

/// Why who is at work may not do this now, as a sentence; empty when he may. Session::writeRefusal says it of
/// an edit, this of all the rest: 合并, 下发, keys, people … Core refuses with the same sentence.
QString refusalOf(const Session& session, Deed deed);
inline bool mayDo(const Session& session, Deed deed)
{
    return refusalOf(session, deed).isEmpty();
}

} // namespace coop
