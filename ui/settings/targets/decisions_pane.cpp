#include "ui/settings/targets/decisions_pane.h"

#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/first_quarter.h"
#include "core/workflow/targets/decisions.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/session/workspace_job.h"
#include "ui/settings/targets/decision_card.h"
#include "ui/settings/targets/first_quarter_card.h"
#include "ui/widgets/message.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace coop
{

DecisionsPane::DecisionsPane(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , explanation(new QLabel)
    , column(nullptr)
    , first(new FirstQuarterCard)
{
    explanation->setObjectName(QStringLiteral("decisions.explanation"));
    explanation->setProperty("role", QStringLiteral("second"));
    explanation->setWordWrap(true);
    auto* list = new QWidget;
    list->setObjectName(QStringLiteral("decisions.list"));
    column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, theme::grid, 0);
    column->setSpacing(theme::gap);
    column->addWidget(first);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("decisions.scroll"));
    scroll->setAccessibleName(QStringLiteral("口径说明"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(list);
    list->setAutoFillBackground(false); // setWidget() fills it with the page's grey
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(theme::gap);
    outer->addWidget(explanation);
    outer->addWidget(scroll, 1);
    connect(first, &FirstQuarterCard::recorded, this, &DecisionsPane::recordFirst);
    connect(&session, &Session::dataChanged, this, &DecisionsPane::reload);
    connect(&session, &Session::personChanged, this, &DecisionsPane::reload);
    reload();
}

void DecisionsPane::reloadFirst()
{
    const auto read = firstQuarter(session.workspace());
    if (!read)
        return explanation->setText(read.error().text);
    const Plan& plan = session.workspace().plan();
    first->showFirst(*read, plan.firstYear, plan.lastYear, mayDo(session, Deed::decide));
}

void DecisionsPane::recordFirst(const Period& quarter, const QString& reason)
{
    if (working > 0)
        return;
    ++working;
    startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在记录季度"), this,
        [=](Workspace& workspace, const JobControl&) {
            return setFirstQuarter(workspace, {workspace.signedIn().name(), Door::decide, reason}, quarter);
        },
        [this, quarter](const Result<>& done) {
            --working;
            if (!done)
                return showError(this, QStringLiteral("记录季度"), done.error());
            first->forgetDraft();
            session.noteSaved(); // a step that 撤销 does not take back, so nothing is offered
            Q_EMIT session.message(QStringLiteral("已记录，首个填报季度是") + quarter.title());
        });
}

void DecisionsPane::reload()
{
    reloadFirst();
    const auto all = decisions(session.workspace());
    if (!all)
        return explanation->setText(all.error().text);
    explanation->setText(!mayDo(session, Deed::decide) ? refusalOf(session, Deed::decide)
            : all->isEmpty()
            ? QStringLiteral("这个方案没有列出不明确的地方。")
            : QStringLiteral("方案各处说法不同或没有写明的地方，在这里定一种读法。指标、图和表随之改变，"
                             "并注明采用的口径；手工调整过的目标不动。"));
    for (int i = 0; i < all->size(); ++i) {
        if (i == cards.size()) {
            auto* card = new DecisionCard(all->at(i).question->id);
            connect(card, &DecisionCard::recorded, this, &DecisionsPane::record);
            column->insertWidget(i + 1, card); // behind the first quarter
            cards += card;
        }
        cards[i]->showDecision(all->at(i), mayDo(session, Deed::decide));
    }
}

void DecisionsPane::record(const QString& question, const QString& choice, const QString& reason)
{
    // Not by disabling every card: the focus would run to the end of the list, and the view after it.
    if (working > 0)
        return;
    ++working;
    startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在记录口径"), this,
        [=](Workspace& workspace, const JobControl&) {
            return decide(workspace, {workspace.signedIn().name(), Door::decide, reason}, question, choice);
        },
        [this, question](const Result<DecisionDone>& done) {
            --working;
            if (!done)
                return showError(this, QStringLiteral("记录口径"), done.error());
            for (DecisionCard* card : std::as_const(cards))
                if (card->question() == question)
                    card->forgetDraft();
            session.noteSaved(); // a step that 撤销 does not take back, so nothing is offered
            QString said = QStringLiteral("已记录口径，%1 个目标随之改动").arg(done->targets);
            if (!done->kept.isEmpty())
                said += QStringLiteral("；手工调整过的没有改动：%1").arg(done->kept.join(u'、'));
            Q_EMIT session.message(said);
        });
}

} // namespace coop
