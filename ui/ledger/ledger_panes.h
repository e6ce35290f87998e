#pragma once
#include <QWidget>

class QComboBox;
class QSpacerItem;
class QSplitter;

namespace coop
{

class DraftNotice;
class EmptyNote;
class GridPane;
class LedgerList;
class LedgerTools;
class RecordForm;
class RecordGrid;
class RecordTableModel;
struct RegistrySpec;
class Session;
class SidePane;

/// The parts of the ledger page in their places: tools at the top, left the ledgers, in the centre the grid
/// or what is said when it is empty, right the form with
/// attachments, history and map of the row.
class LedgerPanes : public QWidget
{
    Q_OBJECT
public:
    explicit LedgerPanes(Session& session, QWidget* parent = nullptr);

    void showForm(bool visible);
    bool formVisible() const;
    /// Says how many rows are shown, of them how many are selected. Without rows it says why and what the
    /// first step is, unless nothing may be written.
    void sayRows(const RegistrySpec& spec, bool mayWrite);
    /// Why nothing can be changed; empty when it can.
    void setRefusal(const QString& refusal);

    LedgerList* const ledgers;
    LedgerTools* const tools;
    RecordTableModel* const model;
    GridPane* const gridPane;
    RecordGrid* const grid;
    EmptyNote* const empty;
    RecordForm* const form;
    SidePane* const side; ///< holds the form
    DraftNotice* const drafts;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Where list, grid and form have no room side by side, the list becomes a line above the grid.
    void fold();
    void sayWhyEmpty(const RegistrySpec& spec, bool mayWrite);

    QComboBox* picker; ///< the ledgers on a narrow page
    QSpacerItem* overList;
    QSplitter* splitter = nullptr;
    QWidget* emptyPane; ///< below the empty row of the grid, or alone where no row can be added
    QWidget* formPane;
};

} // namespace coop
