#include "ui/session/refusal.h"

namespace coop
{

QString refusalOf(const Session& session, Deed deed)
{
    if (!session.mayWrite())
        return session.writeRefusal();
    const auto allowed = may(session.workspace(), session.person(), deed);
    return allowed ? QString() : allowed.error().text;
}

} // namespace coop
