#include "ui/exchange/exchange_page.h"

#include "ui/exchange/district_view.h"
#include "ui/exchange/township_view.h"
#include "ui/help/help_key.h"
#include "ui/help/help_window.h"
#include "ui/look/theme.h"

#include <QLabel>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace coop
{

ExchangePage::ExchangePage(Session& shared, QWidget* parent)
    : Page(shared, parent)
    , problem(new QLabel)
    , reading(shared.jobs(), this, [this] { load(); })
{
    problem->setObjectName(QStringLiteral("exchange.readProblem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    column->setSpacing(theme::gap);
    column->addWidget(problem);
    if (session.office()) {
        column->addWidget(township = new TownshipView(shared), 1);
    } else {
        column->addWidget(district = new DistrictView(shared), 1);
        connect(district, &DistrictView::reloadWanted, &reading, &Loader::invalidate);
    }
    connect(&session, &Session::dataChanged, &reading, &Loader::invalidate);
    addHelp();
}

/// What to do when something goes wrong stands where it goes wrong: 口令忘了, 换电脑, 恢复了旧备份.
void ExchangePage::addHelp()
{
    auto* help = new QToolButton;
    help->setObjectName(QStringLiteral("exchange.help"));
    help->setText(QStringLiteral("怎么办理？"));
    help->setToolTip(QStringLiteral("下发、上报、合并、回执怎么办理，出了问题怎么办"));
    help->setProperty("role", QStringLiteral("flat"));
    findChild<QTabWidget*>(QStringLiteral("exchange.tabs"))->setCornerWidget(help);
    connect(help, &QToolButton::clicked, this, [this] { HelpWindow::showBeside(this, helpChapterOf(this)); });
}

bool ExchangePage::busy() const
{
    return reading.busy() || (district && district->busy());
}

QList<QWidget*> ExchangePage::focusPanes()
{
    return district ? district->focusPanes() : township->focusPanes();
}

/// The inbox, and packages.
bool ExchangePage::shows(const Place& place, const Session&)
{
    const auto* row = std::get_if<RowPlace>(&place);
    return std::holds_alternative<PackagePlace>(place) || (row && row->registry == u"conflicts");
}

void ExchangePage::showPlace(const Place& place)
{
    if (const auto* package = std::get_if<PackagePlace>(&place)) {
        wanted = package->path;
        reading.invalidate();
    } else if (district) {
        district->showConflicts();
    }
}

void ExchangePage::load()
{
    reading.ask(
        session, QStringLiteral("正在读取数据交换"),
        [settled = district && district->showsSettled()](
            Workspace& workspace, const JobControl&) { return readExchange(workspace, settled); },
        [this](const Result<ExchangeData>& read) {
            problem->setVisible(!read);
            if (!read)
                return problem->setText(read.error().text);
            if (district)
                district->setData(*read);
            else
                township->setData(*read);
            if (const QString file = std::exchange(wanted, {}); !file.isEmpty()) {
                if (district)
                    district->merge({file});
                else
                    township->openReceipt(file);
            }
        });
}

} // namespace coop
