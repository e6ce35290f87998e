#include "ui/exchange/district_view.h"

#include "core/store/unit_of_work.h"
#include "ui/exchange/conflicts/conflict_table.h"
#include "ui/exchange/conflicts/conflicts_pane.h"
#include "ui/exchange/issue/issue_dialog.h"
#include "ui/exchange/merge/merge_dialog.h"
#include "ui/exchange/office_list.h"
#include "ui/exchange/parts/door_button.h"
#include "ui/exchange/receipt/write_receipts_dialog.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/message.h"
#include "ui/widgets/named.h"

#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace coop
{

namespace
{
const QString receiptTip = QStringLiteral("告诉乡镇哪些已采纳、改了、没接受，并带去区级的更正（Alt+R）");
const QString againTip = QStringLiteral("换电脑或密钥丢失时用；原来的电脑随即停用");
const QString withdrawTip = QStringLiteral("这台电脑的数据包以后不再接收");

} // namespace

DistrictView::DistrictView(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , issueDoor(new DoorButton(QStringLiteral("exchange.issue"), QStringLiteral("issue"),
          QStringLiteral("下发"), QStringLiteral("给一个农合联的电脑装好它的台账、目标、任务和地图")))
    , mergeDoor(new DoorButton(QStringLiteral("exchange.merge"), QStringLiteral("merge"),
          QStringLiteral("合并"), QStringLiteral("把乡镇报来的数据包并进来，先看每一处改动")))
    , tabs(new QTabWidget)
    , list(new OfficeList)
    , inbox(new ConflictsPane(shared))
    , receiptButton(namedButton(QStringLiteral("exchange.receipt"), QStringLiteral("写回执…")))
    , againButton(namedButton(QStringLiteral("exchange.again"), QStringLiteral("重新下发…")))
    , withdrawButton(namedButton(QStringLiteral("exchange.withdraw"), QStringLiteral("停用…")))
    , hint(new QLabel)
{
    auto* handInDoor = new DoorButton(
        QStringLiteral("exchange.handIn"), QStringLiteral("hand-in"), QStringLiteral("上报"), {});
    handInDoor->setClosed(QStringLiteral("在乡镇的电脑上办理；区级收到以后合并"));
    issueDoor->setKeys(Qt::ALT | Qt::Key_I);
    mergeDoor->setKeys(Qt::ALT | Qt::Key_M);
    receiptButton->setShortcut(Qt::ALT | Qt::Key_R);
    tabs->setObjectName(QStringLiteral("exchange.tabs"));
    tabs->setAccessibleName(QStringLiteral("数据包和冲突"));
    hint->setObjectName(QStringLiteral("exchange.hint"));
    hint->setProperty("role", QStringLiteral("second"));

    auto* doors = new QHBoxLayout;
    doors->setSpacing(theme::gap);
    for (DoorButton* door : {issueDoor, handInDoor, mergeDoor})
        doors->addWidget(door, 1);
    auto* packagesTab = new QWidget;
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(hint, 1);
    for (QPushButton* each : {receiptButton, againButton, withdrawButton})
        row->addWidget(each);
    auto* packagesColumn = new QVBoxLayout(packagesTab);
    packagesColumn->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    packagesColumn->setSpacing(theme::grid);
    packagesColumn->addLayout(row);
    packagesColumn->addWidget(list, 1);
    tabs->addTab(packagesTab, QStringLiteral("数据包"));
    tabs->addTab(inbox, QStringLiteral("冲突"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::gap);
    column->addLayout(doors);
    column->addWidget(tabs, 1);

    connect(issueDoor, &QPushButton::clicked, this, [this] {
        const auto chosen = list->choice();
        issue(chosen && chosen->device == 0 ? chosen->federation : 0, false);
    });
    connect(mergeDoor, &QPushButton::clicked, this, [this] { merge({}); });
    connect(againButton, &QPushButton::clicked, this, [this] {
        if (const auto chosen = list->choice())
            issue(chosen->federation, true);
    });
    connect(receiptButton, &QPushButton::clicked, this, [this] {
        if (const auto chosen = list->choice(); chosen && chosen->active)
            writeReceipts({chosen->device});
    });
    connect(withdrawButton, &QPushButton::clicked, this, &DistrictView::withdraw);
    connect(list, &QTreeWidget::currentItemChanged, this, &DistrictView::updateButtons);
    connect(inbox, &ConflictsPane::settledWanted, this, &DistrictView::reloadWanted);
    connect(&session, &Session::personChanged, this, &DistrictView::updateButtons);
    updateButtons();
}

bool DistrictView::busy() const
{
    return working > 0 || inbox->busy();
}

bool DistrictView::showsSettled() const
{
    return inbox->showsSettled();
}

void DistrictView::showConflicts()
{
    tabs->setCurrentIndex(1);
    inbox->view()->setFocus();
}

QList<QWidget*> DistrictView::focusPanes()
{
    return {issueDoor, tabs->currentIndex() == 0 ? static_cast<QWidget*>(list) : inbox->view()};
}

void DistrictView::setData(const ExchangeData& read)
{
    data = read;
    list->setData(data, session.workspace().registries());
    inbox->setLines(data.conflicts);
    const auto waits = std::count_if(data.conflicts.begin(), data.conflicts.end(),
        [](const ConflictLine& line) { return line.conflict.state == conflictWaits; });
    tabs->setTabText(1, waits > 0 ? QStringLiteral("冲突 %1").arg(waits) : QStringLiteral("冲突"));
    const auto active = std::count_if(
        data.offices.begin(), data.offices.end(), [](const Office& office) { return office.active; });
    hint->setText(active == 0
            ? QStringLiteral("还没有乡镇在用：先“下发”一个数据包，让乡镇装上自己的工作区。")
            : QStringLiteral("%1 个农合联中 %2 个在用").arg(data.federations.size()).arg(active));
    updateButtons();
}

void DistrictView::updateButtons()
{
    const auto chosen = list->choice();
    issueDoor->setClosed(refusalOf(session, Deed::issue));
    mergeDoor->setClosed(refusalOf(session, Deed::merge));
    const auto offer = [&](QPushButton* each, Deed deed, const QString& tip, bool there) {
        const QString why = refusalOf(session, deed);
        each->setEnabled(why.isEmpty() && working == 0 && there);
        each->setToolTip(why.isEmpty() ? tip : why);
    };
    offer(receiptButton, Deed::answer, receiptTip, chosen && chosen->active);
    offer(againButton, Deed::issue, againTip, chosen && chosen->device != 0);
    offer(withdrawButton, Deed::keepOffices, withdrawTip, chosen && chosen->active);
}

void DistrictView::issue(RowId federation, bool replace)
{
    IssueDialog dialog(session, data, federation, replace, this);
    dialog.exec();
}

void DistrictView::merge(const QStringList& files)
{
    MergeDialog dialog(session, this);
    if (!files.isEmpty())
        dialog.addFiles(files);
    dialog.exec();
    if (dialog.next() == MergeDialog::Next::conflicts)
        showConflicts();
    if (dialog.next() == MergeDialog::Next::receipts)
        writeReceipts(dialog.mergedDevices());
}

void DistrictView::writeReceipts(const QList<int>& devices)
{
    QList<Office> answered;
    const auto known = offices(session.workspace());
    for (const Office& office : known ? *known : QList<Office>())
        if (office.active && devices.contains(office.device))
            answered += office;
    if (answered.isEmpty())
        return;
    WriteReceiptsDialog dialog(session, answered, this);
    dialog.exec();
}

void DistrictView::withdraw()
{
    const auto chosen = list->choice();
    if (!chosen || !chosen->active)
        return;
    if (askChoice(this, QStringLiteral("exchange.confirmWithdraw"),
            QStringLiteral("停用%1的电脑（设备号 %2）？").arg(chosen->name).arg(chosen->device),
            QStringLiteral(
                "停用以后，它写的数据包不再接收，已经合并的数据不变。电脑丢失、换人而口令没有交接时用。"
                "停用不能撤销，这个农合联再用要重新下发。"),
            {QStringLiteral("停用这台电脑"), QStringLiteral("不停用")}, 1)
        != 0)
        return;
    ++working;
    updateButtons();
    const QString step = QStringLiteral("停用%1（设备号 %2）").arg(chosen->name).arg(chosen->device);
    startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在停用"), this,
        [device = chosen->device, author = session.author(Door::form, step)](
            Workspace& workspace, const JobControl&) { return withdrawOffice(workspace, author, device); },
        [this, step](const Result<>& done) {
            --working;
            updateButtons();
            if (done)
                session.noteSaved(
                    QStringLiteral("已") + step, Session::Offer::none); // it cannot be taken back
            else
                showError(this, QStringLiteral("停用"), done.error());
        });
}

} // namespace coop
