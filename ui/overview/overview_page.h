#pragma once
#include "ui/overview/overview_data.h"
#include "ui/session/page.h"

#include <optional>

class QComboBox;
class QGridLayout;
class QLabel;
class QScrollArea;

namespace coop
{

class CardGrid;
class ChartPane;
class ColumnChart;
class NextStepsPane;
class PartsChart;
class RankingList;
class TaskLightsPane;

/// 总览: a card for each indicator; of the card that is chosen its years, the course of the year, its parts
/// and the ranking of the federations; what to do next and the lights of the tasks. Every figure opens the
/// ledger rows behind it.
class OverviewPage : public Page
{
    Q_OBJECT
public:
    explicit OverviewPage(Session& session, QWidget* parent = nullptr);
    bool busy() const override { return waiting > 0 || stale; }
    QList<QWidget*> focusPanes() override;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectParts();
    void invalidate();
    /// Reads on a worker, then shows; only the last question's answer is wanted.
    template <class Read, class Show> void ask(Read read, Show show);
    void load();
    void loadFocus();
    void showData(const OverviewData& read);
    void choose(const QString& indicator);
    void showRanking();
    void showFocus(const FocusData& focus);
    void showParts();
    void arrange();
    void placeCharts(bool small);
    /// Asks the ledgers for the rows of the chosen indicator.
    void drill(const Period& period, const Area& area, const QString& field = {}, const QString& choice = {});

    OverviewData shown;
    QString chosenIndicator;
    QString partsField; ///< the one that was chosen last
    bool stale = true;
    std::optional<bool> narrow; ///< how the charts are placed
    int waiting = 0; ///< jobs in flight
    int newest = 0; ///< number of the last one; older answers are dropped

    QScrollArea* scroll;
    CardGrid* cards;
    QLabel* problem;
    QWidget* charts = nullptr; ///< all below the cards
    ColumnChart* years;
    ColumnChart* course;
    PartsChart* parts;
    RankingList* ranking;
    ChartPane* yearsPane;
    ChartPane* coursePane;
    ChartPane* partsPane;
    ChartPane* rankingPane;
    QComboBox* partsBy;
    NextStepsPane* next;
    TaskLightsPane* lights;
};

} // namespace coop
