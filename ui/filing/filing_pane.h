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
class FilingFindingsPane;
class FilingTable;

/// One filing: whose it is and how far, its next steps, the four tables and beside them what the rules say.
class FilingPane : public QWidget
{
    Q_OBJECT
public:
    explicit FilingPane(Session& session, QWidget* parent = nullptr);

    /// `tables` false: only the standing and the findings changed.
    void showFiling(const FilingData& data, bool tables);
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
    FilingTable* shownTable() const; ///< null: what is shown is no table of a ledger
    void offerCarrying();
    void carryRows();
    std::optional<Record> newRowOf(const RegistrySpec& registry) const;

    Session& session;
    FilingStanding filing;
    QLabel* heading;
    QLabel* standing;
    QLabel* problem;
    QHBoxLayout* buttons;
    QList<QPushButton*> steps;
    QPushButton* closing;
    QPushButton* carry;
    QTabWidget* tabs;
    QList<FilingTable*> tables; ///< services, loans, task_reports
    ChangesTable* changes;
    FilingFindingsPane* findings;
};

} // namespace coop
