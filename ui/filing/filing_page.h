#pragma once
#include "ui/filing/filing_data.h"
#include "ui/session/loader.h"
#include "ui/session/page.h"

class QLabel;

namespace coop
{

class FilingBoardPane;
class FilingPane;

/// 填报: the board federation × quarter and, below, the filing of the chosen cell with its steps.
class FilingPage : public Page
{
    Q_OBJECT
public:
    explicit FilingPage(Session& session, QWidget* parent = nullptr);
    bool busy() const override { return writes > 0 || reading.busy(); }
    static bool shows(const Place& place, const Session& session);
    void showPlace(const Place& place) override;
    bool mayClose() override;
    QList<QWidget*> focusPanes() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void invalidate(bool tables);
    void load();
    void showData(const FilingData& read);
    void followScope();
    void takeStep(const QString& step);
    void explain(const QString& finding, const QString& text);
    void closeQuarterNow();
    void doMany();
    int seenHeight() const;
    template <class Step> void write(const QString& title, const QString& done, Step step);
    FilingKey key() const;

    FilingData shown;
    RowId federation = 0; ///< of the shown filing; 0: the first
    bool withTables = true; ///< of the next reading
    bool writing = false; ///< a table writes: it shows its rows itself
    int writes = 0; ///< under way
    Loader reading;
    FilingBoardPane* board;
    FilingPane* filing;
    QLabel* problem;
};

} // namespace coop
