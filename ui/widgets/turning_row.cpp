#include "ui/widgets/turning_row.h"

#include "ui/look/theme.h"

#include <QBoxLayout>
#include <QEvent>

namespace coop
{

TurningRow::TurningRow(QWidget* first, QWidget* second, QWidget* parent)
    : QWidget(parent)
    , left(first)
    , right(second)
    , row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid);
    row->addWidget(left);
    row->addWidget(right, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize TurningRow::minimumSizeHint() const
{
    return {std::max(left->minimumSizeHint().width(), right->minimumSizeHint().width()),
        row->minimumSize().height()};
}

bool TurningRow::event(QEvent* event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) // one of the tools came, went or has another text
        turn();
    return done;
}

void TurningRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    turn();
}

void TurningRow::turn()
{
    const int beside = left->minimumSizeHint().width() + row->spacing() + right->minimumSizeHint().width();
    const auto wanted = width() < beside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (row->direction() != wanted)
        row->setDirection(wanted);
}

QWidget* toolGroup(const QList<QWidget*>& tools, bool atTheRight)
{
    auto* group = new QWidget;
    auto* line = new QHBoxLayout(group);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::grid);
    if (atTheRight)
        line->addStretch();
    for (QWidget* tool : tools)
        line->addWidget(tool);
    if (!atTheRight)
        line->addStretch();
    return group;
}

} // namespace coop
