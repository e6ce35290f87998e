#pragma once
#include "ui/filing/filing_data.h"

#include <QWidget>
#include <optional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QTabWidget;

namespace coop
{

class ChangesTable;
class Session;
class SheetFindingsPane;
class EntryTable;

/// One sheet: whose it is and how far, its next steps, the four tables and beside them what the rules say.
class SheetPane : public QWidget
{
    Q_OBJECT
public:
    explicit SheetPane(Session& session, QWidget* parent = nullptr);

    /// `tables` false: only the standing and the findings changed.
    void showSheet(const EntryData& data, bool tables);
    bool settle();
    bool mayBeLeft(); ///< before the window closes
    void setBusy(bool busy);
    void say(const QString& refusal);

Q_SIGNALS:
    void stepRequested(const QString& step); ///< submit review lock return reopen
    void printRequested();
    void closeRequested(); ///< 封存 the quarter
    void explained(const QString& finding, const QString& text);
    void written(const QString& done); ///< rows were changed in a table

private:
    QPushButton* stepButton(const QString& step, const QString& text);
    void showRow(const QString& table, RowId row);
    bool mayEdit();
    std::optional<Record> newRowOf(const RegistrySpec& registry) const;

    Session& session;
    SheetStanding sheet;
    QLabel* heading;
    QLabel* standing;
    QLabel* problem;
    QHBoxLayout* buttons;
    QList<QPushButton*> steps;
    QPushButton* closing;
    QTabWidget* tabs;
    QList<EntryTable*> tables; ///< services, loans, task_reports
    ChangesTable* changes;
    SheetFindingsPane* findings;
};

} // namespace coop
