#pragma once
#include "ui/overview/overview_data.h"
#include "ui/shell/page.h"

class QBoxLayout;
class QLabel;
class QScrollArea;

namespace coop
{

class CardGrid;
class NextStepsPane;
class RankingList;
class TargetChart;
class TaskLightsPane;

/// 总览: a card for each indicator, the four years of the headline indicators, the ranking of the federations
/// by the card that is chosen.
class OverviewPage : public Page
{
    Q_OBJECT
public:
    explicit OverviewPage(Session& session, QWidget* parent = nullptr);
    bool busy() const override { return waiting > 0 || stale; }

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    QWidget* buildCharts();
    QWidget* buildRanking();
    void invalidate();
    void load();
    void showData(const OverviewData& read);
    void choose(const QString& indicator);
    void arrange();

    OverviewData shown;
    QString chosenIndicator;
    bool stale = true;
    int waiting = 0; ///< jobs in flight
    int newest = 0; ///< number of the last one; older answers are dropped

    QScrollArea* scroll;
    CardGrid* cards;
    QLabel* problem;
    QBoxLayout* chartRow = nullptr;
    QList<TargetChart*> charts;
    QList<QLabel*> chartTitles;
    QLabel* rankingTitle = nullptr;
    QLabel* rankingNote = nullptr;
    RankingList* ranking = nullptr;
    NextStepsPane* next;
    TaskLightsPane* lights;
};

} // namespace coop
