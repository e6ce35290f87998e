#pragma once
#include "core/workflow/filing/filing.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace coop
{

class FilingBoardView;

/// The board under a line that says in words and counts how the chosen quarter stands. On a low page only the
/// line is there, so that the filing below has the room; by hand the board folds and unfolds anywhere, which
/// is remembered for low and for high pages.
class FilingBoardPane : public QFrame
{
    Q_OBJECT
public:
    explicit FilingBoardPane(QWidget* parent = nullptr);

    FilingBoardView* board() const { return view; }
    void showBoard(const QList<FilingStanding>& filings, const QList<Period>& quarters,
        const FilingKey& chosen, QDate today);
    /// How high the page is that it stands on.
    void setPageHeight(int height);
    /// Why nobody may take steps of several filings now; empty: he may.
    void setManyRefusal(const QString& why);
    bool isFolded() const;
    void setFolded(bool folded); ///< by hand
    /// 2024年第四季度：已锁定 5 · 待审核 1 · 未提交 1
    static QString lineOf(const QList<FilingStanding>& filings, const Period& quarter, QDate today);

Q_SIGNALS:
    /// Something is to be done with several filings: the chosen ones, or others of the board.
    void manyWanted();

private:
    bool isLow() const;
    void arrange();
    void sayChosen();

    FilingBoardView* view;
    QLabel* line;
    QPushButton* many;
    QToolButton* fold;
    int pageHeight = 0; ///< 0: not known yet
};

} // namespace coop
