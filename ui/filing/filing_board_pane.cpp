#include "ui/filing/filing_board_pane.h"

#include "ui/filing/filing_board_view.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"
#include "ui/widgets/elided/elided_label.h"
#include "ui/widgets/named.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace coop
{

namespace
{
constexpr int roomBelow = 320; ///< what a filing needs to show some rows of its tables
} // namespace

FilingBoardPane::FilingBoardPane(QWidget* parent)
    : QFrame(parent)
    , view(new FilingBoardView)
    , line(named(new ElidedLabel, "entry.boardLine", QStringLiteral("本季度的填报进度")))
    , many(namedButton(QStringLiteral("entry.many"), {}))
    , fold(named(new QToolButton, "entry.fold", QStringLiteral("展开或收起各季度进度")))
{
    setProperty("role", QStringLiteral("card"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    line->setTextFormat(Qt::PlainText);
    fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(theme::gap, theme::grid / 2, theme::grid / 2, theme::grid / 2);
    bar->setSpacing(theme::grid);
    bar->addWidget(line, 1);
    bar->addWidget(many);
    bar->addWidget(fold);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(view);
    connect(fold, &QToolButton::clicked, this, [this] { setFolded(!isFolded()); });
    connect(many, &QPushButton::clicked, this, &FilingBoardPane::manyWanted);
    connect(view, &FilingBoardView::itemSelectionChanged, this, &FilingBoardPane::sayChosen);
    arrange();
    sayChosen();
}

QString FilingBoardPane::lineOf(const QList<FilingStanding>& filings, const Period& quarter, QDate today)
{
    // The words of the cells, but for what waits for the district, from the furthest to the latest.
    const std::pair<QString, QString> words[] = {{QStringLiteral("已锁定"), QStringLiteral("已锁定")},
        {QStringLiteral("已审核"), QStringLiteral("待锁定")},
        {QStringLiteral("已提交"), QStringLiteral("待审核")},
        {QStringLiteral("更正中"), QStringLiteral("更正中")},
        {QStringLiteral("已退回"), QStringLiteral("已退回")},
        {QStringLiteral("草稿"), QStringLiteral("草稿")},
        {QStringLiteral("未提交"), QStringLiteral("未提交")},
        {QStringLiteral("逾期"), QStringLiteral("逾期")}};
    QStringList counts;
    for (const auto& [word, said] : words) {
        const auto count
            = std::count_if(filings.begin(), filings.end(), [&, &state = word](const FilingStanding& each) {
                  return each.quarter == quarter && FilingBoardView::word(each, today) == state;
              });
        if (count > 0)
            counts += QStringLiteral("%1 %2").arg(said).arg(count);
    }
    const bool isDue = std::all_of(filings.begin(), filings.end(),
        [&](const FilingStanding& each) { return each.quarter != quarter || each.isDue; });
    const QString none = isDue ? QStringLiteral("还没有开始") : QStringLiteral("在首个填报季度以前，不用报");
    return quarter.title() + u'：' + (counts.isEmpty() ? none : counts.join(QStringLiteral(" · ")));
}

void FilingBoardPane::showBoard(
    const QList<FilingStanding>& filings, const QList<Period>& quarters, const FilingKey& chosen, QDate today)
{
    line->setText(lineOf(filings, chosen.quarter, today));
    line->setToolTip(line->text());
    view->setBoard(filings, quarters);
    view->choose(chosen.federation, chosen.quarter);
    arrange(); // its height is known now
}

void FilingBoardPane::setManyRefusal(const QString& why)
{
    many->setEnabled(why.isEmpty());
    many->setToolTip(why.isEmpty()
            ? QStringLiteral("几张填报表一起审核、锁定或退回；先按 Ctrl 或 Shift 点选，或者选全部")
            : why);
}

bool FilingBoardPane::isLow() const
{
    return pageHeight > 0 && pageHeight < view->wholeHeight() + 2 * theme::rowHeight + roomBelow;
}

void FilingBoardPane::setPageHeight(int height)
{
    pageHeight = height;
    arrange();
}

bool FilingBoardPane::isFolded() const
{
    return view->isHidden();
}

void FilingBoardPane::setFolded(bool folded)
{
    settings::setBoardFolded(isLow(), folded);
    arrange();
}

void FilingBoardPane::arrange()
{
    const bool folded = settings::boardFolded(isLow());
    const bool hadKeys = view->hasFocus();
    view->setHidden(folded);
    if (folded && hadKeys)
        fold->setFocus(Qt::OtherFocusReason);
    fold->setText(folded ? QStringLiteral("展开") : QStringLiteral("收起"));
    fold->setIcon(icon(folded ? QStringLiteral("arrow-down") : QStringLiteral("arrow-up")));
    fold->setToolTip(folded ? QStringLiteral("展开各农合联各季度的进度（Ctrl+1）")
                            : QStringLiteral("收起，只留这一行，下面的表多些地方（Ctrl+1）"));
}

void FilingBoardPane::sayChosen()
{
    const qsizetype chosen = view->chosenFilings().size();
    many->setText(chosen > 1 ? QStringLiteral("成批办理 %1 张…").arg(chosen) : QStringLiteral("成批办理…"));
}

} // namespace coop
