#pragma once
#include "core/workflow/filing/filing.h"

#include <QTableWidget>

namespace coop
{

/// The board federation × quarter: who is where and who is late, each cell with its word and colour. Choosing
/// a cell asks for that filing; with Ctrl or Shift several are chosen, and the filing that is shown stays.
class FilingBoardView : public QTableWidget
{
    Q_OBJECT
public:
    explicit FilingBoardView(QWidget* parent = nullptr);

    void setBoard(const QList<FilingStanding>& board, const QList<Period>& quarters);
    void choose(RowId federation, const Period& quarter);
    /// What a cell says: 未提交 草稿 已提交 已退回 已审核 已锁定 逾期 更正中, — when it is not due, nothing
    /// before its quarter begins.
    static QString word(const FilingStanding& filing, QDate today);

    /// Those of the cells that are chosen, federation by federation.
    QList<FilingKey> chosenFilings() const;
    int wholeHeight() const; ///< at which no row is hidden

    QSize sizeHint() const override { return {600, wholeHeight()}; }
    /// Some rows, the others by scrolling: a low window shows it, too.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(RowId federation, const coop::Period& quarter);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();

    QList<FilingStanding> filings;
    QList<Period> columns;
    bool filling = false;
};

} // namespace coop
