#include "ui/charts/ranking_list.h"

#include "ui/look/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace coop
{

namespace
{

constexpr qreal headingHeight = 36; ///< two lines: what, and in what unit
constexpr qreal apart = 10; ///< between the ranked rows and those that handed in nothing
constexpr qreal smallestRow = theme::rowHeight - 3;
constexpr qreal largestRow = 44;

/// The columns of a row of a given width, left to right.
struct Columns {
    explicit Columns(const QRectF& row)
    {
        qreal right = row.right() - theme::grid;
        const auto fromRight = [&](qreal width) {
            right -= width;
            const QRectF column(right, row.top(), width, row.height());
            right -= theme::grid;
            return column;
        };
        status = fromRight(62);
        missing = fromRight(58);
        behind = fromRight(44);
        completion = fromRight(52);
        target = fromRight(58);
        value = fromRight(62);
        rank = QRectF(row.left() + 4, row.top(), 24, row.height());
        const qreal nameWidth = qBound(84.0, row.width() * 0.19, 160.0);
        name = QRectF(rank.right() + theme::grid, row.top(), nameWidth, row.height());
        bar = QRectF(name.right() + theme::grid, row.top(), right - name.right() - theme::grid, row.height());
    }
    QRectF rank, name, bar, value, target, completion, behind, missing, status;
};

} // namespace

RankingList::RankingList(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setToolTip(QStringLiteral("点数字看台账明细（Ctrl+回车），点名称只看这一家"));
}

void RankingList::setData(const RankingData& figures)
{
    shown = figures;
    focusRow = qBound(0, focusRow, qMax(0, int(shown.rows.size()) - 1));
    QString spoken;
    for (const RankingData::Row& row : std::as_const(shown.rows))
        spoken += QStringLiteral("%1 %2 %3，目标 %4，%5，落后 %6 个百分点，还差 %7；")
                      .arg(row.rank > 0 ? QStringLiteral("第%1名").arg(row.rank) : QString(), row.name,
                          row.value, row.target, statusWord(row.status), row.behind, row.missing);
    setAccessibleDescription(spoken);
    updateGeometry();
    update();
}

QSize RankingList::minimumSizeHint() const
{
    return {560, int(headingHeight + apart + smallestRow * double(qMax(qsizetype(1), shown.rows.size())))};
}

QRectF RankingList::rowRect(int row) const
{
    const auto count = double(qMax(qsizetype(1), shown.rows.size()));
    const qreal rowHeight = qBound(smallestRow, (height() - headingHeight - apart) / count, largestRow);
    const bool below = shown.rows[row].rank == 0 && row > 0 && shown.rows.first().rank > 0;
    return {0, headingHeight + row * rowHeight + (below ? apart : 0), double(width()), rowHeight};
}

int RankingList::rowAt(QPointF point) const
{
    for (int row = 0; row < shown.rows.size(); ++row)
        if (rowRect(row).contains(point))
            return row;
    return -1;
}

void RankingList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme::font(theme::smallPoints));
    painter.setPen(theme::secondText);
    const Columns heading(QRectF(0, 0, width(), headingHeight - 4));
    painter.drawText(heading.name, Qt::AlignLeft | Qt::AlignBottom, QStringLiteral("农合联"));
    painter.drawText(heading.value, Qt::AlignRight | Qt::AlignBottom, QStringLiteral("实际"));
    painter.drawText(heading.target, Qt::AlignRight | Qt::AlignBottom, QStringLiteral("目标"));
    painter.drawText(heading.completion, Qt::AlignRight | Qt::AlignBottom, QStringLiteral("完成率"));
    painter.drawText(heading.behind, Qt::AlignRight | Qt::AlignBottom, QStringLiteral("落后\n百分点"));
    painter.drawText(
        heading.missing, Qt::AlignRight | Qt::AlignBottom, QStringLiteral("还差\n") + shown.heading);
    painter.drawText(heading.status, Qt::AlignLeft | Qt::AlignBottom, QStringLiteral("状态"));
    painter.setPen(theme::line);
    painter.drawLine(QPointF(0, headingHeight - 2.5), QPointF(width(), headingHeight - 2.5));
    for (int row = 0; row < shown.rows.size(); ++row)
        paintRow(painter, row);
}

void RankingList::paintRow(QPainter& painter, int index) const
{
    const RankingData::Row& row = shown.rows[index];
    const QRectF rect = rowRect(index);
    const Columns at(rect);
    painter.setPen(Qt::NoPen);
    if (row.chosen || index == hoverRow) {
        painter.setBrush(row.chosen ? theme::accentSoft : theme::page);
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme::radius, theme::radius);
    }

    const qreal thick = qMin(14.0, rect.height() - 12);
    const QRectF track(at.bar.left(), rect.center().y() - thick / 2, at.bar.width(), thick);
    painter.setBrush(theme::hover);
    painter.drawRoundedRect(track, 2, 2);
    if (row.applicable && row.status == TargetStatus::noData) {
        painter.setBrush(theme::statusBrush(row.status));
        painter.drawRoundedRect(track, 2, 2);
    } else if (row.valueShare) {
        painter.setBrush(theme::statusColour(row.status));
        painter.drawRoundedRect(
            QRectF(track.left(), track.top(), track.width() * *row.valueShare, thick), 2, 2);
    }
    if (row.targetShare) {
        painter.setBrush(theme::text);
        painter.drawRect(
            QRectF(track.left() + track.width() * *row.targetShare - 1, track.top() - 3, 2, thick + 6));
    }

    const auto write = [&](const QRectF& column, Qt::Alignment alignment, const QString& text,
                           const QColor& colour, bool bold = false) {
        painter.setFont(theme::font(theme::textPoints, bold));
        painter.setPen(colour);
        const QString cut = QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, column.width());
        painter.drawText(column, int(alignment | Qt::AlignVCenter), cut);
    };
    write(at.rank, Qt::AlignHCenter, row.rank > 0 ? QString::number(row.rank) : QString(), theme::secondText);
    write(at.name, Qt::AlignLeft, row.name, theme::text, row.chosen);
    write(at.value, Qt::AlignRight, row.value,
        row.status == TargetStatus::noData ? theme::secondText : theme::text);
    write(at.target, Qt::AlignRight, row.target, theme::secondText);
    write(at.completion, Qt::AlignRight, row.completion, theme::text);
    write(at.behind, Qt::AlignRight, row.behind, theme::text);
    write(at.missing, Qt::AlignRight, row.missing, theme::text);
    const QRectF mark(at.status.left(), rect.top(), 18, rect.height());
    if (row.applicable) {
        write(mark, Qt::AlignLeft, statusMark(row.status), theme::statusColour(row.status));
        write(at.status.adjusted(18, 0, 0, 0), Qt::AlignLeft, statusWord(row.status), theme::text);
    } else {
        write(at.status, Qt::AlignLeft, row.value, theme::secondText);
    }

    if (hasFocus() && index == focusRow) {
        painter.setPen(theme::accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme::radius, theme::radius);
    }
}

void RankingList::setFocusRow(int row)
{
    focusRow = qBound(0, row, qMax(0, int(shown.rows.size()) - 1));
    update();
}

void RankingList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down)
        setFocusRow(focusRow + 1);
    else if (event->key() == Qt::Key_Up)
        setFocusRow(focusRow - 1);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && (event->modifiers() & Qt::ControlModifier) && focusRow < shown.rows.size())
        Q_EMIT figureRequested(shown.rows[focusRow].id);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
                 || event->key() == Qt::Key_Space)
        && focusRow < shown.rows.size())
        Q_EMIT chosen(shown.rows[focusRow].id);
    else
        QWidget::keyPressEvent(event);
}

void RankingList::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position());
    if (row < 0 || event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    setFocusRow(row);
    if (Columns(rowRect(row)).value.contains(event->position()))
        Q_EMIT figureRequested(shown.rows[row].id);
    else
        Q_EMIT chosen(shown.rows[row].id);
}

void RankingList::mouseMoveEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position());
    if (row != hoverRow) {
        hoverRow = row;
        update();
    }
}

void RankingList::leaveEvent(QEvent*)
{
    hoverRow = -1;
    update();
}

} // namespace coop
