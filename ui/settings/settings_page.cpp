#include "ui/settings/settings_page.h"

#include "core/store/workspace.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/settings/care/backups_pane.h"
#include "ui/settings/care/check_up_view.h"
#include "ui/settings/care/salvage_dialog.h"
#include "ui/settings/exchange_keys_pane.h"
#include "ui/settings/people_pane.h"
#include "ui/settings/targets/decisions_pane.h"
#include "ui/settings/targets/targets_pane.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace coop
{

SettingsPage::SettingsPage(Session& shared, QWidget* parent)
    : Page(shared, parent)
    , tabs(new QTabWidget)
    , targets(new TargetsPane(shared))
    , decisions(new DecisionsPane(shared))
    , people(new PeoplePane(shared))
    , backups(new BackupsPane(shared))
    , checkUp(new CheckUpView(shared.jobs(), shared.workspace().path()))
{
    tabs->setObjectName(QStringLiteral("settings.tabs"));
    tabs->setAccessibleName(QStringLiteral("设置的各部分"));
    const auto add = [this](QWidget* pane, const QString& title) {
        auto* tab = new QWidget;
        auto* column = new QVBoxLayout(tab);
        column->setContentsMargins(
            theme::cardPadding, theme::cardPadding, theme::cardPadding, theme::cardPadding);
        column->addWidget(pane);
        tabs->addTab(tab, title);
    };
    if (!session.office()) { // a township takes both from the district
        add(targets, QStringLiteral("目标"));
        add(decisions, QStringLiteral("口径说明"));
    } else {
        for (QWidget* unused : QList<QWidget*>{targets, decisions}) {
            unused->setParent(this);
            unused->hide();
        }
    }
    add(people, QStringLiteral("人员"));
    add(backups, QStringLiteral("备份和恢复"));
    add(checkUp, QStringLiteral("体检"));
    add(new ExchangeKeysPane(session), QStringLiteral("数据交换密钥"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    column->addWidget(tabs);
    connect(checkUp, &CheckUpView::salvageWanted, this, [this] {
        SalvageDialog dialog(session.workspace().path(), session.person(), this);
        if (dialog.exec() == QDialog::Accepted)
            Q_EMIT session.fileRequested(dialog.path());
    });
}

bool SettingsPage::busy() const
{
    return targets->busy() || decisions->busy() || people->busy() || backups->busy();
}

QList<QWidget*> SettingsPage::focusPanes()
{
    return {tabs};
}

} // namespace coop
