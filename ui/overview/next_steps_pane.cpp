#include "ui/overview/next_steps_pane.h"

#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/widgets/elided/elided_link.h"

#include <QLabel>
#include <QVBoxLayout>

namespace coop
{

namespace
{
Place placeOf(const NextStep& step)
{
    if (step.registry == u"federations")
        return FilingPlace{step.row};
    if (!step.registry.isEmpty())
        return RowPlace{step.registry, step.row};
    return PagePlace{step.page};
}
} // namespace

NextStepsPane::NextStepsPane(Session& shared, QWidget* parent)
    : QFrame(parent)
    , session(shared)
    , lines(new QVBoxLayout)
    , nothing(new QLabel(QStringLiteral("本季度没有等着办的事。")))
{
    setObjectName(QStringLiteral("nextSteps"));
    setProperty("role", QStringLiteral("card"));
    setAccessibleName(QStringLiteral("下一步"));
    auto* heading = new QLabel(QStringLiteral("下一步"));
    heading->setProperty("role", QStringLiteral("heading"));
    nothing->setProperty("role", QStringLiteral("second"));
    nothing->setObjectName(QStringLiteral("nextSteps.nothing"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    column->setSpacing(4);
    lines->setSpacing(0);
    column->addWidget(heading);
    column->addWidget(nothing);
    column->addLayout(lines);
    column->addStretch();
}

void NextStepsPane::setSteps(const QList<NextStep>& steps)
{
    while (QLayoutItem* item = lines->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    nothing->setVisible(steps.isEmpty());
    for (const NextStep& step : steps) {
        // ▲ presses, ● comes, ○ can wait: not by colour alone.
        const QString mark = step.urgency == NextStep::Urgency::now ? QStringLiteral("▲ ")
            : step.urgency == NextStep::Urgency::soon               ? QStringLiteral("● ")
                                                                    : QStringLiteral("○ ");
        auto* link = new ElidedLink(mark + step.text);
        link->setObjectName(QStringLiteral("nextSteps.link"));
        if (step.urgency == NextStep::Urgency::now)
            link->setStyleSheet(QStringLiteral("color: %1").arg(theme::danger.name()));
        lines->addWidget(link);
        connect(link, &QAbstractButton::clicked, this,
            [this, place = placeOf(step)] { Q_EMIT session.placeRequested(place); });
    }
}

} // namespace coop
