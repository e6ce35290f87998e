#pragma once
#include <QWidget>

class QLabel;
class QLineEdit;
class QAction;
class QPushButton;
class QToolButton;

namespace coop
{

/// The row of tools above a ledger: search, what is shown, 历史, 删除 and 新增.
class LedgerTools : public QWidget
{
    Q_OBJECT
public:
    explicit LedgerTools(QWidget* parent = nullptr);

    QString query() const;
    void setQuery(const QString& text);
    QLineEdit* searchField() const { return search; }
    void focusSearch();
    /// “7 行，共 147 行 · 只看大观镇 · 选中 2 行”; `scope` empty: not narrowed.
    void say(qsizetype shown, qsizetype total, const QString& scope, qsizetype selected);
    /// `refusal`: why nothing can be changed; empty when it can.
    void setRefusal(const QString& refusal);

Q_SIGNALS:
    void searched(const QString& text);
    void addRequested();
    void removeRequested();
    /// Of the selected row, or of the whole ledger.
    void historyRequested(bool wholeLedger);

private:
    QLineEdit* search;
    QLabel* count;
    QToolButton* history;
    QAction* rowHistory;
    QPushButton* remove;
    QPushButton* add;
    QString refusal;
};

/// 1,402 行
QString lineCount(qsizetype number);

} // namespace coop
