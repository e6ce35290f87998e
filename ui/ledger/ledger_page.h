#pragma once
#include "core/domain/record.h"
#include "ui/session/page.h"

#include <functional>

namespace coop
{

class GridEdits;
class ShownLedger;
class LedgerList;
class LedgerPanes;
class LedgerTools;
class RecordForm;
class RecordGrid;
class RecordTableModel;
class ViewMenu;

/// 台账: every ledger as a grid with search and the form of the selected row. All of it follows from the
/// registries' specs; nothing here knows one registry from another.
class LedgerPage : public Page
{
    Q_OBJECT
public:
    explicit LedgerPage(Session& session, QWidget* parent = nullptr);

    static bool shows(const Place& place, const Session& session);
    void showPlace(const Place& place) override;
    void showRow(const QString& registry, RowId row);
    bool busy() const override;
    bool mayClose() override;
    QList<QWidget*> focusPanes() override;
    /// Writes the cell that is being edited and asks about unsaved changes of the form; false when something
    /// is wrong or the user wants to go on editing.
    bool settleChanges();

    // What an export takes.
    const RegistrySpec& ledger() const;
    QList<Record> shownRecords() const; ///< that search and filters let through, in the grid's order
    QList<Record> selectedRecords() const;
    QStringList shownFields() const; ///< ids, from left to right
    /// To be called when rows were added behind the page's back: the top bar's choice must not hide them.
    std::function<void()> showsAddedLater();

protected:
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void goWhereInputWaits();
    void connectParts();
    void connectGrid();
    void addShortcuts();

    void showLedger(const RegistrySpec& next, RowId row = 0);
    bool settleForm();
    void sayWhatIsShown();
    void sayWhoMayWrite();
    void showHistory(bool wholeLedger);

    void startNew(const Record& preset);
    void addRow();
    bool save();
    void saveAndAdd();
    void restoreDraft(const QString& registry, qint64 row);
    void discard();

    LedgerPanes* panes;
    LedgerList* ledgers; // the parts of the panes
    LedgerTools* tools;
    RecordTableModel* model;
    RecordGrid* grid;
    RecordForm* form;
    ShownLedger* shownLedger;
    ViewMenu* views;
    GridEdits* edits;
};

} // namespace coop
