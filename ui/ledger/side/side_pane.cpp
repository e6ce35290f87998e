#include "ui/ledger/side/side_pane.h"

#include "core/domain/registry_spec.h"
#include "ui/ledger/form/record_form.h"
#include "ui/ledger/side/attachment_pane.h"
#include "ui/ledger/side/map_pane.h"
#include "ui/ledger/side/row_history_pane.h"
#include "ui/session/session.h"

#include <QTabBar>

namespace coop
{

SidePane::SidePane(Session& shared, RecordForm& shown, QWidget* parent)
    : QTabWidget(parent)
    , session(shared)
    , form(shown)
    , attachments(new AttachmentPane(shared))
    , history(new RowHistoryPane(shared))
    , map(new MapPane(shared))
{
    setObjectName(QStringLiteral("ledger.side"));
    setAccessibleName(QStringLiteral("选中行"));
    setDocumentMode(true);
    setProperty("role", QStringLiteral("side"));
    tabBar()->setExpanding(false);
    tabBar()->setDrawBase(false);
    addTab(&form, QStringLiteral("内容"));
    addTab(attachments, QStringLiteral("附件"));
    addTab(history, QStringLiteral("历史"));
    addTab(map, QStringLiteral("地图"));
    connect(&form, &RecordForm::rowShown, this, &SidePane::follow);
    connect(&session, &Session::dataChanged, this, &SidePane::showCurrent);
    connect(this, &QTabWidget::currentChanged, this, &SidePane::showCurrent);
    connect(attachments, &AttachmentPane::counted, this, [this](qsizetype count) {
        setTabText(
            indexOf(attachments), count > 0 ? QStringLiteral("附件 %1").arg(count) : QStringLiteral("附件"));
    });
    connect(map, &MapPane::rowPicked, this, &SidePane::rowPicked);
    connect(map, &MapPane::placePicked, this, [this](double lon, double lat) {
        showForm();
        form.setPoint(lon, lat);
    });
}

void SidePane::showForm()
{
    setCurrentWidget(&form);
}

void SidePane::follow()
{
    setTabVisible(indexOf(map), form.ledger() && form.ledger()->hasPoint());
    if (form.isNew())
        showForm();
    showCurrent();
}

void SidePane::showCurrent()
{
    if (!form.ledger())
        return;
    attachments->showRow(*form.ledger(), form.rowId()); // also for the number on its tab
    if (currentWidget() == history)
        history->showRow(*form.ledger(), form.rowId());
    else if (currentWidget() == map)
        map->showRow(*form.ledger(), form.rowId());
}

} // namespace coop
