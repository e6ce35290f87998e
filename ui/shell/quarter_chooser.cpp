#include "ui/shell/quarter_chooser.h"

#include "core/store/workspace.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/widgets/named.h"
#include "ui/widgets/popup.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace coop
{

QuarterChooser::QuarterChooser(Session& shared, QWidget* parent)
    : ElidedButton(160, parent)
    , session(shared)
{
    setObjectName(QStringLiteral("quarterChooser"));
    connect(this, &QToolButton::clicked, this, &QuarterChooser::openPopup);
    connect(&session, &Session::periodChanged, this, &QuarterChooser::showPeriod);
    showPeriod();
}

void QuarterChooser::showPeriod()
{
    setFullText(QStringLiteral("季度"), session.period().title());
}

void QuarterChooser::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        session.setPeriod(session.period().addQuarters(event->key() == Qt::Key_Up ? -1 : 1));
    else
        ElidedButton::keyPressEvent(event);
}

void QuarterChooser::openPopup()
{
    auto* popup = new Popup(this);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setObjectName(QStringLiteral("quarterPopup"));
    auto* table = new QGridLayout(popup);
    table->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    table->setSpacing(4);
    const Plan& plan = session.workspace().plan();
    const int first = qMin(plan.firstYear, session.period().year());
    const int last = qMax(plan.lastYear, session.period().year());
    static const QStringList names{QStringLiteral("一季度"), QStringLiteral("二季度"),
        QStringLiteral("三季度"), QStringLiteral("四季度")};
    for (int year = first; year <= last; ++year) {
        table->addWidget(new QLabel(QStringLiteral("%1年").arg(year)), year - first, 0);
        for (int quarter = 1; quarter <= 4; ++quarter) {
            const Period period = Period::ofQuarter(year, quarter);
            auto* button = namedButton(QStringLiteral("quarter-") + period.toString(), names[quarter - 1]);
            button->setAccessibleName(period.title());
            button->setCheckable(true);
            button->setChecked(period == session.period());
            connect(button, &QPushButton::clicked, popup, [this, popup, period] {
                popup->close();
                session.setPeriod(period);
            });
            table->addWidget(button, year - first, quarter);
            if (period == session.period())
                button->setFocus();
        }
    }
    popup->open();
}

} // namespace coop
