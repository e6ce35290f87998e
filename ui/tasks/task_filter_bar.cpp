#include "ui/tasks/task_filter_bar.h"

#include "ui/look/icons.h"
#include "ui/look/light_mark.h"
#include "ui/look/theme.h"
#include "ui/widgets/turning_row.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

namespace coop
{

namespace
{
/// The light's mark in its colour.
QIcon markIcon(TaskLight light)
{
    constexpr int scale = 3; // sharp at 300 %
    QPixmap pixmap(theme::iconSize * scale, theme::iconSize * scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = theme::font();
    font.setPixelSize(13 * scale);
    painter.setFont(font);
    painter.setPen(lightColour(light));
    painter.drawText(pixmap.rect(), Qt::AlignCenter, lightMark(light));
    return pixmap;
}
} // namespace

TaskFilterBar::TaskFilterBar(const QStringList& units, QWidget* parent)
    : QWidget(parent)
    , search(new QLineEdit)
    , unit(new QComboBox)
    , deadline(new QComboBox)
{
    setObjectName(QStringLiteral("tasks.filters"));
    search->setObjectName(QStringLiteral("tasks.search"));
    search->setAccessibleName(QStringLiteral("搜索任务"));
    search->setPlaceholderText(QStringLiteral("搜索任务"));
    search->setClearButtonEnabled(true);
    search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    search->setFixedWidth(190);
    unit->setObjectName(QStringLiteral("tasks.unit"));
    unit->setAccessibleName(QStringLiteral("单位"));
    unit->setFixedWidth(150);
    unit->addItem(QStringLiteral("全部单位"), QString());
    for (const QString& each : units)
        unit->addItem(each, each);
    deadline->setObjectName(QStringLiteral("tasks.deadline"));
    deadline->setAccessibleName(QStringLiteral("时限"));
    deadline->setFixedWidth(130);
    using Deadline = TaskChoice::Deadline;
    for (const auto& [title, value] : {std::pair(QStringLiteral("全部时限"), Deadline::any),
             {QStringLiteral("30 天内"), Deadline::soon}, {QStringLiteral("本年内"), Deadline::thisYear},
             {QStringLiteral("已过期"), Deadline::past}, {QStringLiteral("长期坚持"), Deadline::none}})
        deadline->addItem(title, int(value));

    QList<QWidget*> buttons;
    for (const TaskLight light : allLights) {
        auto* button = new QToolButton;
        button->setObjectName(QStringLiteral("tasks.light.") + lightId(light));
        button->setAccessibleName(QStringLiteral("只看") + lightWord(light));
        button->setToolTip(QStringLiteral("只看亮“%1”灯的任务，再按一次看全部").arg(lightWord(light)));
        button->setCheckable(true);
        button->setIcon(markIcon(light));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        connect(button, &QToolButton::clicked, this, [this, light](bool on) {
            for (const auto& [other, each] : std::as_const(lights))
                each->setChecked(on && other == light);
            Q_EMIT changed();
        });
        lights += {light, button};
        buttons += button;
    }
    setCounts({});
    auto* whole = new QHBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(new TurningRow(toolGroup({search, unit, deadline}), toolGroup(buttons)));
    connect(search, &QLineEdit::textChanged, this, &TaskFilterBar::changed);
    connect(unit, &QComboBox::currentIndexChanged, this, &TaskFilterBar::changed);
    connect(deadline, &QComboBox::currentIndexChanged, this, &TaskFilterBar::changed);
}

TaskChoice TaskFilterBar::choice() const
{
    TaskChoice choice{.unit = unit->currentData().toString(),
        .deadline = TaskChoice::Deadline(deadline->currentData().toInt()),
        .search = search->text()};
    for (const auto& [light, button] : lights)
        if (button->isChecked())
            choice.light = light;
    return choice;
}

bool TaskFilterBar::isNarrowed() const
{
    const TaskChoice now = choice();
    return now.light || !now.unit.isEmpty() || now.deadline != TaskChoice::Deadline::any
        || !now.search.trimmed().isEmpty();
}

QString TaskFilterBar::clearWord() const
{
    const TaskChoice now = choice();
    if (now.search.trimmed().isEmpty())
        return QStringLiteral("清除筛选");
    const bool filters = now.light || !now.unit.isEmpty() || now.deadline != TaskChoice::Deadline::any;
    return filters ? QStringLiteral("清除搜索和筛选") : QStringLiteral("清除搜索");
}

void TaskFilterBar::clear()
{
    {
        const QSignalBlocker quiet(this);
        search->clear();
        unit->setCurrentIndex(0);
        deadline->setCurrentIndex(0);
        for (const auto& [light, button] : std::as_const(lights))
            button->setChecked(false);
    }
    Q_EMIT changed();
}

void TaskFilterBar::showOnly(TaskLight light)
{
    {
        const QSignalBlocker quiet(this);
        clear();
        for (const auto& [other, button] : std::as_const(lights))
            button->setChecked(other == light);
    }
    Q_EMIT changed();
}

void TaskFilterBar::setCounts(const QHash<TaskLight, int>& counts)
{
    for (const auto& [light, button] : std::as_const(lights))
        button->setText(QStringLiteral("%1 %2").arg(lightWord(light)).arg(counts.value(light)));
}

void TaskFilterBar::focusSearch()
{
    search->setFocus(Qt::ShortcutFocusReason);
    search->selectAll();
}

} // namespace coop
