#include "ui/shell/session.h"

#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "ui/shell/job.h"

#include <QDate>

namespace coop
{

Session::Session(std::unique_ptr<Workspace> workspace, QObject* parent)
    : QObject(parent)
    , open(std::move(workspace))
    , chosenPeriod(Period::quarterOf(QDate::currentDate()))
    , chosenScope{QString(), 0, open->plan().districtCode, open->plan().districtName}
    , work(std::make_unique<Jobs>())
{
}

Session::~Session() = default;

void Session::setPeriod(const Period& period)
{
    if (period == chosenPeriod)
        return;
    chosenPeriod = period;
    Q_EMIT periodChanged();
}

void Session::setScope(const Area& scope)
{
    if (scope.id == chosenScope.id && scope.registry == chosenScope.registry)
        return;
    chosenScope = scope;
    Q_EMIT scopeChanged();
}

void Session::setPerson(const QString& person)
{
    if (person == name)
        return;
    name = person;
    Q_EMIT personChanged();
}

Author Session::author(const QString& door, const QString& reason) const
{
    return {name, door, reason};
}

void Session::noteSaved()
{
    Q_EMIT dataChanged();
}

} // namespace coop
