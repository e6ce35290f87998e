#include "ui/filing/filing_board_view.h"

#include "ui/look/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace coop
{

namespace
{
constexpr int nameWidth = 132;
constexpr int smallestColumn = 56;

struct Look {
    QColor ground, text;
};

/// Colours beside the words; told apart in grey, too: the further, the darker.
Look lookOf(const FilingStanding& filing, bool late)
{
    if (late)
        return {QColor(0xFB, 0xE9, 0xE5), theme::danger};
    if (filing.row == 0 || !filing.state.isKnown())
        return {theme::pane, theme::secondText};
    switch (*filing.state.value()) {
    case FilingState::draft:
        return {QColor(0xFF, 0xF4, 0xD9), theme::text};
    case FilingState::submitted:
        return {QColor(0xD6, 0xE9, 0xF5), theme::text};
    case FilingState::reviewed:
        return {QColor(0xBF, 0xE0, 0xD3), theme::text};
    case FilingState::locked:
        break;
    }
    return {theme::accent, theme::pane};
}

/// The style filing paints cells of its own; here the colour is the message.
class StateDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        const QColor ground = index.data(Qt::BackgroundRole).value<QBrush>().color();
        painter->fillRect(option.rect, ground);
        painter->setPen(index.data(Qt::ForegroundRole).value<QBrush>().color());
        painter->drawText(option.rect, Qt::AlignCenter, index.data().toString());
        if (option.state & QStyle::State_Selected) {
            const bool focused = option.state & QStyle::State_HasFocus;
            const QColor chosen
                = ground == theme::accent ? theme::pane : theme::accent; // seen on each ground
            painter->setPen(QPen(focused ? theme::text : chosen, 2));
            painter->drawRect(option.rect.adjusted(2, 2, -2, -2));
        }
        painter->restore();
    }
};

QString hint(const FilingStanding& filing)
{
    QStringList lines{filing.federation.name + u' ' + filing.quarter.title()};
    const auto add = [&](const QString& what, const QString& who, QDate on) {
        if (!who.isEmpty())
            lines += QStringLiteral("%1：%2 %3").arg(what, who, on.toString(Qt::ISODate));
    };
    add(QStringLiteral("提交"), filing.submittedBy, filing.submittedOn);
    add(QStringLiteral("审核"), filing.reviewedBy, filing.reviewedOn);
    add(QStringLiteral("锁定"), filing.lockedBy, filing.lockedOn);
    if (filing.state == FilingState::draft && !filing.returnReason.isEmpty())
        lines += QStringLiteral("退回：%1（%2）").arg(filing.returnReason, filing.returnedBy);
    if (!filing.isDue)
        lines += QStringLiteral("在首个填报季度以前，不用报");
    else if (!filing.isHandedIn())
        lines += QStringLiteral("应于 %1 前报出").arg(filing.due.toString(Qt::ISODate));
    return lines.join(u'\n');
}
} // namespace

FilingBoardView::FilingBoardView(QWidget* parent)
    : QTableWidget(parent)
{
    setObjectName(QStringLiteral("entry.board"));
    setAccessibleName(QStringLiteral("各农合联各季度的填报进度"));
    setProperty("role", QStringLiteral("inCard"));
    setEditTriggers(NoEditTriggers);
    setSelectionMode(ExtendedSelection);
    setTabKeyNavigation(false);
    setItemDelegate(new StateDelegate(this));
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setFixedWidth(nameWidth);
    verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setFixedHeight(theme::rowHeight);
    horizontalHeader()->setHighlightSections(true);
    connect(this, &QTableWidget::itemSelectionChanged, this, [this] {
        if (const QList<FilingKey> several = chosenFilings(); !filling && several.size() == 1)
            Q_EMIT chosen(several.first().federation, several.first().quarter);
    });
}

QString FilingBoardView::word(const FilingStanding& filing, QDate today)
{
    if (filing.row == 0 && filing.quarter.firstMonth().firstDay() > today)
        return {};
    if (filing.isReturned() && filing.corrections == 0)
        return QStringLiteral("已退回");
    if (filing.state == FilingState::draft && filing.corrections > 0)
        return QStringLiteral("更正中");
    if (filing.late)
        return QStringLiteral("逾期");
    return standingWord(filing);
}

void FilingBoardView::setBoard(const QList<FilingStanding>& board, const QList<Period>& quarters)
{
    const QScopedValueRollback fill(filling, true);
    filings = board;
    columns = quarters;
    const QDate today = QDate::currentDate();
    const int rows = columns.isEmpty() ? 0 : int(filings.size() / columns.size());
    setRowCount(rows);
    setColumnCount(int(columns.size()));
    QStringList titles, names;
    for (const Period& quarter : columns)
        titles += quarter.shortTitle();
    setHorizontalHeaderLabels(titles);
    for (int row = 0; row < rows; ++row)
        names += filings[row * columns.size()].federation.name;
    setVerticalHeaderLabels(names);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns.size(); ++column) {
            const FilingStanding& filing = filings[row * columns.size() + column];
            auto* cell = new QTableWidgetItem(word(filing, today));
            const Look look = lookOf(filing, filing.late);
            cell->setTextAlignment(Qt::AlignCenter);
            cell->setBackground(look.ground);
            cell->setForeground(look.text);
            cell->setToolTip(hint(filing));
            cell->setData(Qt::AccessibleTextRole,
                filing.federation.name + filing.quarter.title() + word(filing, today));
            setItem(row, column, cell);
        }
    fitColumns();
    updateGeometry();
}

void FilingBoardView::choose(RowId federation, const Period& quarter)
{
    const QScopedValueRollback fill(filling, true);
    for (qsizetype i = 0; i < filings.size(); ++i) {
        if (filings[i].federation.id != federation || filings[i].quarter != quarter)
            continue;
        const QModelIndex cell = model()->index(int(i / columns.size()), int(i % columns.size()));
        if (selectedIndexes().size() > 1 && selectionModel()->isSelected(cell))
            return; // it is one of several that are chosen
        setCurrentIndex(cell);
    }
}

QList<FilingKey> FilingBoardView::chosenFilings() const
{
    QModelIndexList cells = selectedIndexes();
    std::sort(cells.begin(), cells.end());
    QList<FilingKey> keys;
    for (const QModelIndex& each : std::as_const(cells))
        if (const qsizetype at = each.row() * columns.size() + each.column(); at < filings.size())
            keys += FilingKey{filings[at].federation.id, filings[at].quarter};
    return keys;
}

int FilingBoardView::wholeHeight() const
{
    const int scroll = columnCount() * smallestColumn + nameWidth > width()
        ? horizontalScrollBar()->sizeHint().height()
        : 0;
    return (rowCount() + 1) * theme::rowHeight + scroll + 2;
}

QSize FilingBoardView::minimumSizeHint() const
{
    constexpr int fewest = 3;
    return {600, std::min(wholeHeight(), (fewest + 1) * theme::rowHeight)};
}

void FilingBoardView::resizeEvent(QResizeEvent* event)
{
    QTableWidget::resizeEvent(event);
    fitColumns();
}

void FilingBoardView::fitColumns()
{
    if (columnCount() == 0)
        return;
    const int room = viewport()->width() / columnCount();
    for (int column = 0; column < columnCount(); ++column)
        setColumnWidth(column, std::max(smallestColumn, room));
}

} // namespace coop
