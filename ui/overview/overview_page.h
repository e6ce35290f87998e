#pragma once
#include "ui/overview/overview_data.h"
#include "ui/session/loader.h"
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
    bool busy() const override { return reading.busy(); }
    QList<QWidget*> focusPanes() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectParts();
    /// Reads on a worker, then shows.
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
    std::optional<bool> narrow; ///< how the charts are placed
    Loader reading;

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
