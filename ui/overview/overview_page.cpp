#include "ui/overview/overview_page.h"

#include "core/store/workspace.h"
#include "ui/overview/card_grid.h"
#include "ui/overview/next_steps_pane.h"
#include "ui/overview/task_lights_pane.h"
#include "ui/shell/job.h"
#include "ui/shell/session.h"
#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>

namespace coop
{

namespace
{

constexpr int tallBelow
    = 520; ///< room under the cards from which on the two charts stand one above the other

QLabel* label(const char* role, const char* name)
{
    auto* result = new QLabel;
    result->setProperty("role", QString::fromLatin1(role));
    result->setObjectName(QString::fromLatin1(name));
    return result;
}

QFrame* pane(const QString& name)
{
    auto* frame = new QFrame;
    frame->setProperty("role", QStringLiteral("card"));
    frame->setAccessibleName(name);
    return frame;
}

} // namespace

OverviewPage::OverviewPage(Session& shared, QWidget* parent)
    : Page(shared, parent)
    , scroll(new QScrollArea)
    , cards(new CardGrid)
    , problem(label("error", "overviewProblem"))
    , next(new NextStepsPane(shared))
    , lights(new TaskLightsPane(shared))
{
    build();
    connect(&session, &Session::periodChanged, this, &OverviewPage::invalidate);
    connect(&session, &Session::scopeChanged, this, &OverviewPage::invalidate);
    connect(&session, &Session::dataChanged, this, &OverviewPage::invalidate);
    connect(cards, &CardGrid::chosen, this, &OverviewPage::choose);
    connect(ranking, &RankingList::chosen, this, [this](qint64 id) {
        const auto row = session.workspace().row(QStringLiteral("federations"), id);
        if (row)
            session.setScope({QStringLiteral("federations"), id, row->code(), row->title()});
    });
}

void OverviewPage::build()
{
    problem->setWordWrap(true);
    problem->hide();
    auto* below = new QHBoxLayout;
    below->setSpacing(theme::gap);
    below->addWidget(buildCharts(), 11);
    below->addWidget(buildRanking(), 10);

    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    column->setSpacing(theme::gap);
    column->addWidget(problem);
    column->addWidget(cards);
    column->addLayout(below, 1);
    auto* last = new QHBoxLayout;
    last->setSpacing(theme::gap);
    last->addWidget(next, 1);
    last->addWidget(lights);
    column->addLayout(last);

    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
}

QWidget* OverviewPage::buildCharts()
{
    QFrame* frame = pane(QStringLiteral("目标与实际"));
    chartRow = new QBoxLayout(QBoxLayout::LeftToRight, frame);
    chartRow->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    chartRow->setSpacing(theme::cardPadding);
    for (int i = 0; i < 2; ++i) {
        chartTitles += label("heading", "chartTitle");
        charts += new TargetChart;
        charts.last()->setObjectName(QStringLiteral("targetChart"));
        auto* column = new QVBoxLayout;
        column->setSpacing(4);
        column->addWidget(chartTitles.last());
        column->addWidget(charts.last(), 1);
        chartRow->addLayout(column, 1);
    }
    return frame;
}

QWidget* OverviewPage::buildRanking()
{
    QFrame* frame = pane(QStringLiteral("片区农合联排名"));
    rankingTitle = label("heading", "rankingTitle");
    rankingNote = label("small", "rankingNote");
    ranking = new RankingList;
    ranking->setObjectName(QStringLiteral("ranking"));
    ranking->setAccessibleName(QStringLiteral("片区农合联排名"));
    auto* head = new QHBoxLayout;
    head->setSpacing(theme::grid);
    head->addWidget(rankingTitle);
    head->addStretch();
    head->addWidget(rankingNote, 0, Qt::AlignBottom);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::grid);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(ranking, 1);
    return frame;
}

void OverviewPage::invalidate()
{
    stale = true;
    if (isVisible())
        load();
}

void OverviewPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (stale)
        load();
}

void OverviewPage::load()
{
    stale = false;
    ++waiting;
    const int number = ++newest;
    session.jobs().start(
        QStringLiteral("正在计算指标"), this,
        [path = session.workspace().path(), period = session.period(), scope = session.scope()](
            const JobControl&) -> Result<OverviewData> {
            const auto workspace = Workspace::open(path, Workspace::Access::read);
            if (!workspace)
                return fail(workspace.error());
            return readOverview(**workspace, period, scope);
        },
        [this, number](const Result<OverviewData>& read) {
            --waiting;
            if (number != newest)
                return;
            problem->setVisible(!read);
            if (read)
                showData(*read);
            else
                problem->setText(read.error().text);
        });
}

void OverviewPage::showData(const OverviewData& read)
{
    shown = read;
    cards->setCards(shown.cards);
    for (int i = 0; i < charts.size(); ++i) {
        const bool has = i < shown.charts.size();
        charts[i]->setVisible(has);
        chartTitles[i]->setVisible(has);
        if (!has)
            continue;
        charts[i]->setData(shown.charts[i]);
        chartTitles[i]->setText(QStringLiteral("%1（%2）").arg(shown.charts[i].title, shown.charts[i].unit));
        chartTitles[i]->setToolTip(QStringLiteral("口径：") + shown.charts[i].basis);
    }
    next->setSteps(shown.next.steps);
    lights->setLights(shown.next.lights);
    if (chosenIndicator.isEmpty() && !shown.cards.isEmpty())
        chosenIndicator = shown.cards.first().id;
    choose(chosenIndicator);
    arrange();
}

void OverviewPage::choose(const QString& indicator)
{
    chosenIndicator = indicator;
    cards->setChosen(indicator);
    for (const CardData& card : std::as_const(shown.cards))
        if (card.id == indicator) {
            rankingTitle->setText(QStringLiteral("片区排名：%1（%2）").arg(card.title, card.unit));
            rankingNote->setText(card.basis);
        }
    ranking->setData(shown.rankings.value(indicator));
}

void OverviewPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

void OverviewPage::arrange()
{
    cards->setCardHeight(height() >= 840 ? 136 : 112);
    const int rest = height() - cards->heightForWidth(width() - 2 * theme::gap) - 3 * theme::gap;
    chartRow->setDirection(rest >= tallBelow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace coop
