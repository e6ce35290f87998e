#include "ui/shell/rail.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/shell/page_list.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

Rail::Rail(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(QStringLiteral("页面"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(theme::railWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme::grid, 1, theme::grid);
    column->setSpacing(0);
    int number = 0;
    for (const PageEntry& page : pageList()) {
        auto* button = new QPushButton(icon(page.id), page.title);
        button->setProperty("role", QStringLiteral("rail"));
        button->setObjectName(QStringLiteral("rail-") + page.id);
        button->setAccessibleName(page.title);
        button->setIconSize({theme::iconSize, theme::iconSize});
        button->setCheckable(true);
        button->setToolTip(
            QStringLiteral("%1（%2）").arg(page.title, keysOf(number).toString(QKeySequence::NativeText)));
        group.addButton(button, number++);
        column->addWidget(button);
    }
    column->addStretch();
    connect(&group, &QButtonGroup::idClicked, this, &Rail::chosen);
}

QKeySequence Rail::keysOf(int page)
{
    return Qt::ALT | Qt::Key(Qt::Key_1 + page);
}

void Rail::setCurrent(int page)
{
    group.button(page)->setChecked(true);
}

void Rail::setWaiting(const QString& page, int count)
{
    for (int i = 0; i < pageList().size(); ++i) {
        if (pageList()[i].id != page)
            continue;
        const QString& title = pageList()[i].title;
        const QString gap = title.size() > 2 ? QString() : QStringLiteral(" "); // the rail is narrow
        const QString badge = count > 0 ? QStringLiteral("%1(%2)").arg(gap).arg(count) : QString();
        group.button(i)->setText(title + badge);
        group.button(i)->setAccessibleName(
            count > 0 ? QStringLiteral("%1，%2 件待办").arg(title).arg(count) : title);
    }
}

} // namespace coop
