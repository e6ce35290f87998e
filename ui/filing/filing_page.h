#pragma once
#include "ui/filing/filing_data.h"
#include "ui/session/page.h"

class QLabel;

namespace coop
{

class SheetBoardView;
class SheetPane;

/// 填报: the board federation × quarter and, below, the sheet of the chosen cell with its steps.
class EntryPage : public Page
{
    Q_OBJECT
public:
    explicit EntryPage(Session& session, QWidget* parent = nullptr);
    bool busy() const override { return waiting > 0 || stale; }
    void showRow(const QString& registry, qint64 row) override; ///< ("federations", id): that one's sheet
    bool mayClose() override;
    QList<QWidget*> focusPanes() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void invalidate(bool tables);
    void load();
    void showData(const EntryData& read);
    void followScope();
    void takeStep(const QString& step);
    void explain(const QString& finding, const QString& text);
    void closeQuarterNow();
    template <class Step> void write(const QString& title, const QString& done, Step step);
    SheetKey key() const;

    EntryData shown;
    RowId federation = 0; ///< of the shown sheet; 0: the first
    bool stale = true;
    bool withTables = true; ///< of the next reading
    bool writing = false; ///< a table writes: it shows its rows itself
    int waiting = 0;
    int newest = 0;
    SheetBoardView* board;
    SheetPane* sheet;
    QLabel* problem;
};

} // namespace coop
