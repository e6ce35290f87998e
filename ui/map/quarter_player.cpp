#include "ui/map/quarter_player.h"

#include "core/store/workspace.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/first_period.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>
#include <algorithm>

namespace coop
{

namespace
{
constexpr int stepMs = 1000;
constexpr int usualSlider = 200, leastSlider = 80;

int indexOf(const Period& period, int firstYear)
{
    return (period.year() - firstYear) * 4 + period.quarter() - 1;
}
} // namespace

QuarterPlayer::QuarterPlayer(Session& shared, QWidget* parent)
    : QFrame(parent)
    , session(shared)
    , button(new QToolButton)
    , slider(new QSlider(Qt::Horizontal))
    , label(new QLabel)
{
    setObjectName(QStringLiteral("quarterPlayer"));
    setProperty("role", QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(QStringLiteral("季度"));
    button->setObjectName(QStringLiteral("playQuarters"));
    button->setProperty("role", QStringLiteral("flat"));
    button->setCheckable(true);
    slider->setObjectName(QStringLiteral("quarterSlider"));
    slider->setAccessibleName(QStringLiteral("季度"));
    slider->setPageStep(4);
    slider->setTickPosition(QSlider::TicksBelow);
    slider->setTickInterval(4);
    slider->setFixedWidth(usualSlider);
    label->setMinimumWidth(label->fontMetrics().horizontalAdvance(QStringLiteral("2024年第四季度")) + 4);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::grid, 4, theme::gap, 4);
    row->setSpacing(theme::grid);
    row->addWidget(button);
    row->addWidget(slider);
    row->addWidget(label);

    firstYear = session.period().year();
    for (const Indicator& indicator : session.workspace().plan().indicators)
        for (const IndicatorTarget& target : indicator.targets)
            firstYear = std::min(firstYear, target.year);
    clock.setInterval(stepMs);
    connect(&clock, &QTimer::timeout, this, &QuarterPlayer::step);
    connect(button, &QToolButton::toggled, this, &QuarterPlayer::play);
    connect(slider, &QSlider::valueChanged, this,
        [this](int value) { session.setPeriod(Period::ofQuarter(firstYear + value / 4, value % 4 + 1)); });
    connect(&session, &Session::periodChanged, this, &QuarterPlayer::showPeriod);
    connect(&session, &Session::dataChanged, this, &QuarterPlayer::showPeriod);
    play(false);
    showPeriod();
}

void QuarterPlayer::showPeriod()
{
    const QSignalBlocker quiet(slider);
    const int last = indexOf(firstPeriod(session.workspace()), firstYear);
    const int now = indexOf(session.period(), firstYear);
    slider->setRange(std::min(0, now), std::max({last, now, 3}));
    slider->setValue(now);
    label->setText(session.period().title());
}

void QuarterPlayer::play(bool on)
{
    if (on && slider->value() == slider->maximum())
        slider->setValue(slider->minimum());
    if (on)
        clock.start();
    else
        clock.stop();
    button->setIcon(icon(on ? QStringLiteral("pause") : QStringLiteral("play")));
    const QString text = on ? QStringLiteral("暂停") : QStringLiteral("逐季播放");
    button->setText(on ? text : QStringLiteral("播放"));
    button->setAccessibleName(text);
    button->setToolTip(text);
}

void QuarterPlayer::fit(int best, int most)
{
    slider->setFixedWidth(usualSlider);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    if (sizeHint().width() > best)
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    const int over = sizeHint().width() - most;
    if (over > 0)
        slider->setFixedWidth(std::max(leastSlider, usualSlider - over));
    adjustSize();
}

void QuarterPlayer::step()
{
    if (waiting || !isVisible() || QApplication::activeModalWidget()) // somebody is asked something
        return;
    if (slider->value() >= slider->maximum())
        return button->setChecked(false);
    slider->setValue(slider->value() + 1);
}

} // namespace coop
