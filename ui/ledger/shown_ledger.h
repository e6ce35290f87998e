#pragma once
#include "core/domain/record.h"
#include "core/store/figures/figure_rows.h"

#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/ledger_reader.h"

#include <QHash>
#include <QObject>
#include <functional>
#include <optional>

namespace coop
{

class LedgerPanes;
class LedgerRows;
class RecordForm;
class RecordGrid;
class RecordTableModel;
class Session;

/// What the ledger page shows: one ledger, its rows in the grid and one of them in the form, all in step with
/// the store and with each other. A row is always named by its id, never by its place, which may be another
/// one by the time that somebody is asked; and what a form shows is never replaced under the hands of who
/// types.
class ShownLedger : public QObject
{
    Q_OBJECT
public:
    /// Whether what was not saved may be left: asks about it.
    struct Settle {
        std::function<bool()> all; ///< also the cell and the row that are being typed in the grid
        std::function<bool()> form;
    };
    ShownLedger(Session& session, LedgerPanes& panes, Settle settle, QWidget* page);

    const RegistrySpec& ledger() const { return *spec; }
    bool shows(const RegistrySpec& other) const { return spec == &other; }
    bool isReading() const;

    /// Shows a ledger, and in it a row unless that is 0. What is being typed has to be settled before.
    void open(const RegistrySpec& next, RowId row);
    /// Shows the rows behind a figure, of the whole district, until the chip is closed or another ledger is
    /// opened. What is being typed has to be settled before.
    void showFigure(const FigureQuestion& question);
    /// The same with rows that are known: those in a box of the map.
    void showRows(const QString& registry, const RowSelection& rows);
    /// Whether those are shown: whatever the top bar says.
    bool showsSelection() const { return figure.has_value() || figureRows.has_value(); }
    /// The top bar chose another quarter or area.
    void followTopBar();
    /// Takes the top bar's choices off this ledger, as long as the program runs.
    void showWhole();
    /// Rows that were added since there were `before`: those that the top bar's choice hides come to be
    /// shown.
    void showAddedSince(const QSet<RowId>& before);
    /// The store has changed: the rows are read again, now or when the page is seen.
    void refresh();
    /// Makes this row the current one, else the first; the form shows it.
    void select(RowId row);
    /// Offers the empty row to whoever may write, and to nobody else.
    void offerNewRow();
    /// The grid has no row, the form a new one.
    void leaveRows();

    // Rows that were written just now: put in their places instead of read again.
    void takeSaved(const Record& row, const QString& done);
    void takeWritten(const QList<Record>& rows, const QString& done);
    void takeRemoved(const QList<RowId>& ids, const QString& done);
    /// Tells everybody of a step that left these rows as they are.
    void noteSaved(const QString& done);

Q_SIGNALS:
    /// Another ledger is shown; its rows follow.
    void opened();
    /// Other rows, or another selection.
    void changed();

private:
    void look();
    void reload(std::optional<RowId> row);
    void take(LedgerRows rows);
    void followGrid();
    void show(RowId row);
    void keepForm(bool storeChanged);
    void renewForm();
    void showAll();
    void beginLedger(const RegistrySpec& next);
    /// The rows behind a figure, and in which ledger they are.
    struct Selection {
        QString registry;
        RowSelection rows;
    };
    QList<TopBarChoice> topBar() const;
    void hold(TopBarChoice::Of of, bool holds);
    /// Takes off what hides one of these rows; says so, and how many of `which` it hid.
    QString uncover(const QSet<RowId>& ids, const QString& which);
    void uncoverWanted();
    void uncoverAdded();
    QString said(const QSet<RowId>& written, qsizetype before);
    void lookUp(const FigureQuestion& question, const std::function<void(const Selection&)>& done);
    void takeFigure(const Selection& found);
    void renewFigure();
    void leaveFigure();

    Session& session;
    LedgerPanes& panes;
    RecordTableModel& model; // the parts of the panes
    RecordGrid& grid;
    RecordForm& form;
    const Settle settle;
    LedgerReader reader;
    Loader figures; ///< the rows behind one
    const RegistrySpec* spec = nullptr;
    std::optional<FigureQuestion> figure; ///< whose rows are shown
    std::optional<RowSelection> figureRows; ///< they, once they are known; without a figure: chosen rows
    QHash<QString, QList<TopBarChoice::Of>> takenOff; ///< by ledger
    std::optional<QSet<RowId>> knownBefore; ///< rows were added that are still being read
    std::optional<RowId> wanted; ///< to be selected when the rows arrive, unless somebody went elsewhere
    bool busy = false; ///< it moves the selection or saves itself
    bool asking = false; ///< somebody is being asked about what was not saved
};

} // namespace coop
