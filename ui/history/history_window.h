#pragma once
#include "core/base/row_id.h"
#include "ui/session/loader.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace coop
{

struct ChangeEntry;
class EmptyNote;
class EntryView;
class HistoryFilterBar;
class HistoryListModel;
class UndoSteps;

/// 历史: every step that changed the workspace, narrowed by person, days, ledger and door, and below what the
/// selected step changed. A window of its own that stays open beside the pages.
class HistoryWindow : public QWidget
{
    Q_OBJECT
public:
    HistoryWindow(Session& session, UndoSteps& steps, QWidget* parent = nullptr);

    /// Of a row, of a registry (row 0) or of everything (registry empty).
    void showOnly(const QString& registry, RowId row);
    /// Writes what the filter names; said in the window when it is done.
    void exportTo(const QString& file);
    bool busy() const;

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void connectParts();
    void reload();
    void readPeople();
    void take(bool first);
    /// Why who is at work may not take it back; empty when he may.
    QString takeBackRefusal(const ChangeEntry& entry) const;
    void showCurrent();
    void takeBack();
    void askExport();

    Session& session;
    UndoSteps& steps;
    HistoryFilterBar* filters;
    HistoryListModel* model;
    QTableView* list;
    EmptyNote* empty;
    QStackedWidget* stack; ///< the list, or why it is empty
    EntryView* details;
    QLabel* note;
    QPushButton* undoButton;
    QPushButton* exportButton;
    qint64 shown = 0; ///< the selected entry; stays selected when the list is read again
    int exports = 0; ///< under way
    Loader people;
};

} // namespace coop
