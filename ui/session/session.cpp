#include "ui/session/session.h"

#include "core/exchange/offices.h"
#include "core/store/people/people.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "ui/session/job.h"

#include <QDate>

namespace coop
{

namespace
{
std::unique_ptr<OfficeSelf> officeOf(const Workspace& workspace)
{
    auto self = officeSelf(workspace);
    return self ? std::make_unique<OfficeSelf>(std::move(*self)) : nullptr;
}

Area wholeOf(const Workspace& workspace, const OfficeSelf* office)
{
    if (office)
        if (const auto row = workspace.row(QStringLiteral("federations"), office->federation))
            return {row->spec().id, row->id, row->code(), row->title()};
    return {QString(), 0, workspace.plan().districtCode, workspace.plan().districtName};
}
} // namespace

Session::Session(std::unique_ptr<Workspace> workspace, QObject* parent)
    : QObject(parent)
    , open(std::move(workspace))
    , chosenPeriod(Period::quarterOf(QDate::currentDate()))
    , ownOffice(officeOf(*open))
    , widestScope(wholeOf(*open, ownOffice.get()))
    , chosenScope(widestScope)
    , work(std::make_unique<Jobs>())
{
    lookWhetherWritable();
}

Session::~Session() = default;

QString Session::person() const
{
    return open->signedIn().name();
}

void Session::setPeriod(const Period& period)
{
    if (period == chosenPeriod)
        return;
    chosenPeriod = period;
    Q_EMIT periodChanged();
}

void Session::setScope(const Area& wanted)
{
    const Area& scope = wanted.id == 0 ? widestScope : wanted;
    if (scope.id == chosenScope.id && scope.registry == chosenScope.registry)
        return;
    chosenScope = scope;
    Q_EMIT scopeChanged();
}

Result<> Session::signIn(const QString& person, const QString& passphrase)
{
    auto signedIn = open->signIn(person, passphrase);
    lookWhetherWritable();
    Q_EMIT personChanged();
    return signedIn;
}

void Session::continueAs(const SignIn& person)
{
    open->continueAs(person);
    lookWhetherWritable();
    Q_EMIT personChanged();
}

void Session::lookWhetherWritable()
{
    if (open->access() == Workspace::Access::read) {
        refusal = QStringLiteral("工作区是以只读方式打开的，不能修改。");
        return;
    }
    if (person().isEmpty()) {
        refusal = QStringLiteral("没有登录，只能查看，不能修改。");
        return;
    }
    const auto may = coop::mayWrite(*open, person());
    refusal = may ? QString() : may.error().text;
}

Author Session::author(Door door, const QString& reason) const
{
    return {person(), door, reason};
}

void Session::noteSaved(const QString& done, Offer offer)
{
    const QString before = refusal;
    lookWhetherWritable(); // the step may have been about the list of people
    if (refusal != before)
        Q_EMIT personChanged();
    Q_EMIT dataChanged();
    if (!done.isEmpty())
        Q_EMIT saved(done, offer);
}

} // namespace coop
