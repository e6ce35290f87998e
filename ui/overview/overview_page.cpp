#include "ui/overview/overview_page.h"

#include "core/store/workspace.h"
#include "ui/look/theme.h"
#include "ui/overview/card_grid.h"
#include "ui/overview/chart_pane.h"
#include "ui/overview/next_steps_pane.h"
#include "ui/overview/task_lights_pane.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>

namespace coop
{

namespace
{
constexpr int lowestRow = 232; // of charts; lower ones tell nothing
} // namespace

OverviewPage::OverviewPage(Session& shared, QWidget* parent)
    : Page(shared, parent)
    , reading(shared.jobs(), this, [this] { load(); })
    , scroll(new QScrollArea)
    , cards(new CardGrid)
    , problem(new QLabel)
    , years(new ColumnChart)
    , course(new ColumnChart)
    , parts(new PartsChart)
    , ranking(new RankingList)
    , yearsPane(new ChartPane(QStringLiteral("years"), years))
    , coursePane(new ChartPane(QStringLiteral("course"), course))
    , partsPane(new ChartPane(QStringLiteral("parts"), parts))
    , rankingPane(new ChartPane(QStringLiteral("ranking"), ranking))
    , partsBy(new QComboBox)
    , next(new NextStepsPane(shared))
    , lights(new TaskLightsPane(shared))
{
    build();
    connectParts();
}

void OverviewPage::build()
{
    problem->setProperty("role", QStringLiteral("error"));
    problem->setObjectName(QStringLiteral("overviewProblem"));
    problem->setWordWrap(true);
    problem->hide();
    ranking->setAccessibleName(QStringLiteral("片区农合联排名"));
    partsBy->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    partsBy->setObjectName(QStringLiteral("parts.by"));
    partsBy->setAccessibleName(QStringLiteral("构成按什么分"));
    partsPane->addTool(partsBy);

    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    column->setSpacing(theme::gap);
    column->addWidget(problem);
    column->addWidget(cards);
    charts = new QWidget;
    auto* table = new QGridLayout(charts);
    table->setContentsMargins(0, 0, 0, 0);
    table->setSpacing(theme::gap);
    for (int i = 0; i < 12; ++i) {
        table->setColumnStretch(i, 1);
        table->setColumnMinimumWidth(i, 1);
    }
    column->addWidget(charts, 1);
    placeCharts(false);
    column->addStretch(); // below what could not be read

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

void OverviewPage::connectParts()
{
    for (const auto changed :
        {&Session::periodChanged, &Session::scopeChanged, &Session::dataChanged, &Session::backupsChanged})
        connect(&session, changed, &reading, &Loader::invalidate);
    connect(cards, &CardGrid::chosen, this, &OverviewPage::choose);
    connect(cards, &CardGrid::figureRequested, this, [this](const QString& indicator) {
        Q_EMIT session.placeRequested(FigureQuestion{indicator, shown.period, shown.scope});
    });
    connect(ranking, &RankingList::chosen, this, [this](qint64 id) {
        const auto row = session.workspace().row(QStringLiteral("federations"), id);
        if (row)
            session.setScope({QStringLiteral("federations"), id, row->code(), row->title()});
    });
    connect(ranking, &RankingList::figureRequested, this, [this](qint64 id) {
        const auto row = session.workspace().row(QStringLiteral("federations"), id);
        if (row)
            drill(shown.period, {QStringLiteral("federations"), id, row->code(), row->title()});
    });
    connect(years, &ColumnChart::actualClicked, this, [this](int year) {
        if (year >= 0 && year < shown.focus.yearEnds.size())
            drill(shown.focus.yearEnds[year], shown.scope);
    });
    connect(course, &ColumnChart::actualClicked, this,
        [this](int quarter) { drill(Period::ofQuarter(shown.period.year(), quarter + 1), shown.scope); });
    connect(parts, &PartsChart::partClicked, this,
        [this](const QString& choice) { drill(shown.period, shown.scope, partsField, choice); });
    connect(partsBy, &QComboBox::activated, this, [this] {
        partsField = partsBy->currentData().toString();
        showParts();
    });
}

void OverviewPage::drill(const Period& period, const Area& area, const QString& field, const QString& choice)
{
    Q_EMIT session.placeRequested(FigureQuestion{shown.focus.indicator, period, area, field, choice});
}

template <class Read, class Show> void OverviewPage::ask(Read read, Show show)
{
    reading.ask(
        session, QStringLiteral("正在计算指标"),
        [read](Workspace& own, const JobControl&) { return read(own); },
        [this, show](const auto& answer) {
            problem->setVisible(!answer);
            for (QWidget* part : {static_cast<QWidget*>(cards), charts})
                part->setVisible(answer.has_value()); // no figures are no zeros
            if (answer)
                show(*answer);
            else
                problem->setText(answer.error().text);
        });
}

void OverviewPage::load()
{
    ask([period = session.period(), scope = session.scope(), chosen = chosenIndicator](
            const Workspace& own) { return readOverview(own, period, scope, chosen); },
        [this](const OverviewData& read) { showData(read); });
}

void OverviewPage::loadFocus()
{
    ask([period = shown.period, scope = shown.scope, chosen = chosenIndicator](
            const Workspace& own) { return readFocus(own, chosen, period, scope); },
        [this](const FocusData& read) { showFocus(read); });
}

void OverviewPage::showData(const OverviewData& read)
{
    shown = read;
    chosenIndicator = shown.focus.indicator;
    cards->setCards(shown.cards);
    cards->setChosen(chosenIndicator);
    next->setSteps(shown.next.steps);
    lights->setLights(shown.next.lights);
    showRanking();
    showFocus(read.focus);
    arrange();
}

void OverviewPage::choose(const QString& indicator)
{
    if (indicator == chosenIndicator)
        return;
    chosenIndicator = indicator;
    cards->setChosen(indicator);
    showRanking();
    if (reading.busy())
        load(); // else the answer that is under way, with the cards, would be dropped
    else
        loadFocus();
}

void OverviewPage::showRanking()
{
    for (const CardData& card : std::as_const(shown.cards))
        if (card.id == chosenIndicator)
            rankingPane->setHeading(QStringLiteral("片区排名：%1（%2）").arg(card.title, card.unit));
    rankingPane->setTable(shown.rankingTables.value(chosenIndicator));
    ranking->setData(shown.rankings.value(chosenIndicator));
}

void OverviewPage::showFocus(const FocusData& focus)
{
    shown.focus = focus;
    const auto heading
        = [&](const QString& what) { return QStringLiteral("%1（%2）").arg(what, focus.unit); };
    years->setData(focus.years);
    yearsPane->setHeading(heading(QStringLiteral("逐年目标与实际")));
    yearsPane->setTable(focus.yearTable);
    course->setData(focus.course);
    coursePane->setHeading(heading(QStringLiteral("%1年逐季进度").arg(shown.period.year())));
    coursePane->setTable(focus.courseTable);
    const QSignalBlocker quiet(partsBy);
    partsBy->clear();
    for (const FocusData::Parts& each : focus.parts)
        partsBy->addItem(QStringLiteral("按") + each.label, each.field);
    partsBy->setVisible(focus.parts.size() > 1);
    const int before = partsBy->findData(partsField);
    partsBy->setCurrentIndex(before >= 0 ? before : 0);
    partsField = partsBy->currentData().toString();
    showParts();
}

void OverviewPage::showParts()
{
    partsPane->setHeading(QStringLiteral("构成（%1）").arg(shown.focus.unit));
    for (const FocusData::Parts& each : std::as_const(shown.focus.parts))
        if (each.field == partsField) {
            parts->setData(each.chart);
            partsPane->setTable(each.table);
            partsPane->setNothing(
                each.chart.parts.isEmpty() ? QStringLiteral("本期未报，没有构成可看。") : QString());
            return;
        }
    partsPane->setTable({});
    partsPane->setNothing(QStringLiteral("“%1”的台账里没有可以分类的项。").arg(shown.focus.title));
}

QList<QWidget*> OverviewPage::focusPanes()
{
    return {cards, rankingPane, yearsPane, coursePane, partsPane, next, lights};
}

void OverviewPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

/// Twelve columns: who is behind and the course of it above, of what it is made and what waits below; the
/// ranking alone above, and two by two, where there is no room.
void OverviewPage::placeCharts(bool small)
{
    if (narrow == small)
        return;
    narrow = small;
    struct Spot {
        QWidget* pane;
        int row, column, columns;
    };
    const QList<Spot> places = small
        ? QList<Spot>{{rankingPane, 0, 0, 12}, {yearsPane, 1, 0, 6}, {coursePane, 1, 6, 6},
            {partsPane, 2, 0, 6}, {lights, 2, 6, 6}, {next, 3, 0, 12}}
        : QList<Spot>{{rankingPane, 0, 0, 6}, {yearsPane, 0, 6, 3}, {coursePane, 0, 9, 3},
            {partsPane, 1, 0, 4}, {next, 1, 4, 5}, {lights, 1, 9, 3}};
    auto* table = static_cast<QGridLayout*>(charts->layout());
    for (int row = 0; row < 4; ++row) {
        table->setRowStretch(row, row <= places.last().row ? 1 : 0);
        table->setRowMinimumHeight(row, row <= places.last().row ? lowestRow : 0);
    }
    for (const Spot& each : places) {
        table->removeWidget(each.pane);
        table->addWidget(each.pane, each.row, each.column, 1, each.columns);
    }
}

void OverviewPage::arrange()
{
    constexpr int lowestWidth = 1210; // below it the ranking's columns would be cut
    placeCharts(width() < lowestWidth);
    cards->setCardHeight(height() >= 840 ? 136 : 112);
}

} // namespace coop
