#pragma once
#include "ui/ledger/ledger_rows.h"
#include "ui/shell/page.h"

namespace coop
{

class LedgerList;
class LedgerPanes;
class LedgerTools;
class RecordForm;
class RecordGrid;
class RecordTableModel;

/// 台账: every ledger as a grid with search and the form of the selected row. All of it follows from the
/// registries' specs; nothing here knows one registry from another.
class LedgerPage : public Page
{
    Q_OBJECT
public:
    explicit LedgerPage(Session& session, QWidget* parent = nullptr);

    void showRow(const QString& registry, qint64 row) override;
    bool busy() const override { return loading > 0; }
    bool mayClose() override;
    QList<QWidget*> focusPanes() override;
    /// Asks about unsaved changes of the form; false when the user wants to go on editing.
    bool settleChanges();

protected:
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void connectParts();
    void addShortcuts();

    void showLedger(const RegistrySpec& next, RowId row = 0);
    void refresh();
    void reload(RowId select);
    void take(LedgerRows rows, RowId select);
    void select(RowId row);
    void moveTo(RowId row);
    void sayWhatIsShown();
    void sayWhoMayWrite();
    void showHistory(bool wholeLedger);

    void startNew(const Record& preset);
    void addRow();
    bool save();
    void saveAndAdd();
    void restoreDraft(const QString& registry, qint64 row);
    void discard();
    void removeSelected();

    const RegistrySpec* spec = nullptr;
    LedgerPanes* panes;
    LedgerList* ledgers; // the parts of the panes
    LedgerTools* tools;
    RecordTableModel* model;
    RecordGrid* grid;
    RecordForm* form;
    int loading = 0;
    bool stale = true; ///< the rows have to be read again when the page is seen
    bool settling = false; ///< the page itself moves the selection or saves
};

} // namespace coop
