#pragma once
#include <QWidget>

class QAction;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;

namespace coop
{

class ElidedLabel;

/// The row of tools above a ledger: search, what is shown, 视图, 列, 更多 (复制上季度, 历史, 查重), 删除,
/// 导入, 导出 and 新增.
class LedgerTools : public QWidget
{
    Q_OBJECT
public:
    explicit LedgerTools(QWidget* parent = nullptr);

    QString query() const;
    void setQuery(const QString& text);
    void focusSearch();
    /// “7 行，共 147 行 · 选中 2 行”.
    void say(qsizetype shown, qsizetype total, qsizetype selected);
    /// `refusal`: why nothing can be changed; empty when it can.
    void setRefusal(const QString& refusal);
    /// Whether the shown ledger's rows come again.
    void setComesAgain(bool comes);
    /// The saved views, under a button that says which is shown.
    void setViews(QMenu* menu);
    void sayView(const QString& name); ///< empty: the standard one
    QToolButton* columnsButton() const { return columns; }

Q_SIGNALS:
    void searched(const QString& text);
    void searchEntered(); ///< Enter: on to what was found
    void addRequested();
    void removeRequested();
    void importRequested();
    void exportRequested();
    void columnsRequested();
    void carryRequested();
    void duplicatesRequested();
    /// Of the selected row, or of the whole ledger.
    void historyRequested(bool wholeLedger);

private:
    QLineEdit* search;
    ElidedLabel* count;
    QToolButton* view;
    QToolButton* columns;
    QToolButton* history;
    QAction* carry;
    QAction* rowHistory;
    QPushButton* remove;
    QPushButton* import;
    QPushButton* exportRows;
    QPushButton* add;
    QString refusal;
};

} // namespace coop
