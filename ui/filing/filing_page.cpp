#include "ui/filing/filing_page.h"

#include "core/store/unit_of_work.h"
#include "core/workflow/filing/quarter_close.h"
#include "ui/filing/filing_board_pane.h"
#include "ui/filing/filing_board_view.h"
#include "ui/filing/filing_pane.h"
#include "ui/filing/filing_printing.h"
#include "ui/filing/many_filings_dialog.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/widgets/ask_reason.h"

#include <QAbstractScrollArea>
#include <QLabel>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QVBoxLayout>

namespace coop
{

FilingPage::FilingPage(Session& shared, QWidget* parent)
    : Page(shared, parent)
    , reading(shared.jobs(), this, [this] { load(); })
    , board(new FilingBoardPane)
    , filing(new FilingPane(shared))
    , problem(new QLabel)
{
    problem->setProperty("role", QStringLiteral("error"));
    problem->setObjectName(QStringLiteral("entry.readProblem"));
    problem->setWordWrap(true);
    problem->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    column->setSpacing(theme::gap);
    column->addWidget(problem);
    column->addWidget(board);
    column->addWidget(filing, 1);

    connect(&session, &Session::periodChanged, this, [this] { invalidate(true); });
    connect(&session, &Session::scopeChanged, this, [this] {
        followScope();
        invalidate(true);
    });
    connect(&session, &Session::dataChanged, this, [this] { invalidate(!writing); });
    connect(&session, &Session::personChanged, this, [this] { invalidate(false); });
    connect(board->board(), &FilingBoardView::chosen, this, [this](RowId chosen, const Period& quarter) {
        if (!filing->settle())
            return board->board()->choose(federation, session.period());
        federation = chosen;
        if (quarter == session.period())
            invalidate(true);
        else
            session.setPeriod(quarter);
    });
    connect(filing, &FilingPane::written, this, [this](const QString& done) {
        const QScopedValueRollback own(writing, true);
        session.noteSaved(done);
    });
    connect(filing, &FilingPane::stepRequested, this, &FilingPage::takeStep);
    connect(filing, &FilingPane::explained, this, &FilingPage::explain);
    connect(filing, &FilingPane::closeRequested, this, &FilingPage::closeQuarterNow);
    connect(filing, &FilingPane::printRequested, this,
        [this] { printFiling(session, key(), shown.filing, this); });
    connect(board, &FilingBoardPane::manyWanted, this, &FilingPage::doMany);
    connect(new QShortcut(Qt::CTRL | Qt::Key_1, this), &QShortcut::activated, this,
        [this] { board->setFolded(!board->isFolded()); });
    followScope();
}

FilingKey FilingPage::key() const
{
    return {shown.filing.federation.id, shown.filing.quarter};
}

void FilingPage::followScope()
{
    const Area& scope = session.scope();
    if (scope.registry == u"federations" && scope.id != 0)
        federation = scope.id;
    else if (scope.registry == u"townships" && scope.id != 0)
        if (const auto township = session.workspace().row(scope.registry, scope.id);
            township && !(*township)[u"federation"].isNull())
            federation = (*township)[u"federation"].number();
}

bool FilingPage::shows(const Place& place, const Session&)
{
    return std::holds_alternative<FilingPlace>(place);
}

void FilingPage::showPlace(const Place& place)
{
    const RowId wanted = std::get<FilingPlace>(place).federation;
    if (wanted == 0 || !filing->settle())
        return;
    federation = wanted;
    invalidate(true);
}

bool FilingPage::mayClose()
{
    if (filing->mayBeLeft())
        return true;
    Q_EMIT session.placeRequested(PagePlace{QStringLiteral("entry")}); // where the input waits
    return false;
}

QList<QWidget*> FilingPage::focusPanes()
{
    return {board->isFolded() ? static_cast<QWidget*>(board) : board->board(), filing};
}

/// A page that is higher than the window scrolls in it.
int FilingPage::seenHeight() const
{
    for (QWidget* each = parentWidget(); each; each = each->parentWidget())
        if (const auto* room = qobject_cast<QAbstractScrollArea*>(each))
            return std::min(height(), room->viewport()->height());
    return height();
}

void FilingPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    board->setPageHeight(seenHeight());
}

void FilingPage::invalidate(bool tables)
{
    withTables = withTables || tables;
    reading.invalidate();
}

void FilingPage::load()
{
    reading.ask(
        session, QStringLiteral("正在读取填报表"),
        [period = session.period(), federation = federation, person = session.person()](
            Workspace& workspace, const JobControl&) {
            return readFiling(
                workspace, Period::ofQuarter(period.year(), period.quarter()), federation, person);
        },
        [this](const Result<FilingData>& read) {
            problem->setVisible(!read);
            if (read)
                showData(*read);
            else
                problem->setText(read.error().text);
        });
}

void FilingPage::showData(const FilingData& read)
{
    shown = read;
    federation = read.filing.federation.id;
    board->setManyRefusal(
        session.office() ? QStringLiteral("审核和锁定由区级办理") : refusalOf(session, Deed::review));
    board->showBoard(read.board, read.quarters, {federation, read.filing.quarter}, QDate::currentDate());
    filing->showFiling(read, withTables);
    withTables = false;
}

/// Writes on a worker, since the rules look through all rows of the quarter; then everything is read again.
template <class Step> void FilingPage::write(const QString& title, const QString& done, Step step)
{
    ++writes;
    filing->setBusy(true);
    startOnWorkspace(
        session, Workspace::Access::write, title, this,
        [step, author = session.author(Door::filing, {})](
            Workspace& workspace, const JobControl&) { return step(workspace, author); },
        [this, done](const auto& result) {
            --writes;
            filing->setBusy(false);
            if (result)
                return session.noteSaved(done, Session::Offer::none);
            filing->say(result.error().text);
        });
}

void FilingPage::takeStep(const QString& step)
{
    const QString name
        = shown.filing.federation.name + shown.filing.quarter.title() + QStringLiteral("填报表");
    const FilingKey of = key();
    if (step == u"return" || step == u"reopen") {
        const bool withdraws = step == u"return" && shown.filing.submittedBy == session.person()
            && shown.filing.state == FilingState::submitted;
        const QString verb = withdraws ? QStringLiteral("撤回")
            : step == u"return"        ? QStringLiteral("退回")
                                       : QStringLiteral("更正");
        const auto why = askReason(this, QStringLiteral("为什么%1%2？").arg(verb, name),
            step == u"reopen"
                ? QStringLiteral("更正以后要重新提交、审核、锁定；已封存的季度会显示更正前后的数。")
                : QStringLiteral("%1以后可以修改，改好重新提交。").arg(verb),
            verb);
        if (!why)
            return;
        const auto back = step == u"return" ? &returnFiling : &reopenFiling;
        return write(QStringLiteral("正在") + verb, QStringLiteral("已") + verb + name,
            [of, why = *why, back](
                Workspace& workspace, const Author& author) { return back(workspace, author, of, why); });
    }
    const auto forward = step == u"submit" ? &submitFiling : step == u"review" ? &reviewFiling : &lockFiling;
    const QString verb = step == u"submit" ? QStringLiteral("提交")
        : step == u"review"                ? QStringLiteral("审核")
                                           : QStringLiteral("锁定");
    write(QStringLiteral("正在") + verb, QStringLiteral("已") + verb + name,
        [of, forward](Workspace& workspace, const Author& author) { return forward(workspace, author, of); });
}

void FilingPage::doMany()
{
    if (filing->settle())
        ManyFilingsDialog(session, shown.board, board->board()->chosenFilings(), this).exec();
}

void FilingPage::explain(const QString& finding, const QString& text)
{
    write(QStringLiteral("正在记下"), QStringLiteral("已记下说明"),
        [of = key(), finding, text](Workspace& workspace, const Author& author) {
            return explainFinding(workspace, author, of, finding, text);
        });
}

void FilingPage::closeQuarterNow()
{
    const Period quarter = shown.filing.quarter;
    const auto obstacles = obstaclesToClosing(session.workspace(), quarter, QDate::currentDate());
    if (!obstacles)
        return filing->say(obstacles.error().text);
    const auto why = askReason(this, QStringLiteral("封存%1？").arg(quarter.title()),
        QStringLiteral("封存以后，总览、地图、报表里这个季度的数不再变动；以后的更正另外显示。封存不能撤销。")
            + (obstacles->isEmpty()
                    ? QString()
                    : QStringLiteral("\n还不齐：%1。要先封存请写明原因。").arg(obstacles->join(u'、'))),
        QStringLiteral("封存"), {.optional = obstacles->isEmpty()});
    if (!why)
        return;
    write(QStringLiteral("正在封存"), QStringLiteral("已封存") + quarter.title(),
        [quarter, why = *why](Workspace& workspace, const Author& author) -> Result<> {
            const auto closed = closeQuarter(workspace, author, quarter, why);
            return closed ? Result<>() : Result<>(fail(closed.error()));
        });
}

} // namespace coop
