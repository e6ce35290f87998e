#pragma once
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace coop
{

/// The row of tools above a ledger: search, what is shown, 删除 and 新增.
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

Q_SIGNALS:
    void searched(const QString& text);
    void addRequested();
    void removeRequested();

private:
    QLineEdit* search;
    QLabel* count;
    QPushButton* remove;
    QPushButton* add;
};

/// 1,402 行
QString lineCount(qsizetype number);

} // namespace coop
