#include "ui/shell/page_list.h"

#include "ui/exchange/exchange_page.h"
#include "ui/filing/filing_page.h"
#include "ui/ledger/ledger_page.h"
#include "ui/map/map_page.h"
#include "ui/overview/overview_page.h"
#include "ui/print/print_page.h"
#include "ui/settings/settings_page.h"
#include "ui/tasks/tasks_page.h"

namespace coop
{

namespace
{

template <class P> PageEntry entry(const char* id, const QString& title)
{
    return {
        QString::fromLatin1(id), title, [](Session& session) -> Page* { return new P(session); }, &P::shows};
}

} // namespace

const QList<PageEntry>& pageList()
{
    static const QList<PageEntry> pages{
        entry<OverviewPage>("overview", QStringLiteral("总览")),
        entry<MapPage>("map", QStringLiteral("地图")),
        entry<LedgerPage>("ledger", QStringLiteral("台账")),
        entry<FilingPage>("entry", QStringLiteral("填报")),
        entry<TasksPage>("tasks", QStringLiteral("任务")),
        entry<PrintPage>("print", QStringLiteral("制图")),
        entry<ExchangePage>("exchange", QStringLiteral("数据交换")),
        entry<SettingsPage>("settings", QStringLiteral("设置")),
    };
    return pages;
}

} // namespace coop
