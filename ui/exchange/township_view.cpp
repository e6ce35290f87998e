#include "ui/exchange/township_view.h"

#include "core/store/workspace.h"
#include "core/workflow/exchange_text.h"
#include "ui/exchange/hand_in/hand_in_wizard.h"
#include "ui/exchange/parts/door_button.h"
#include "ui/exchange/receipt/open_receipt_dialog.h"
#include "ui/exchange/receipt/outcome_table.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/session/session.h"

#include <QHeaderView>
#include <QLabel>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace coop
{

TownshipView::TownshipView(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , handInDoor(new DoorButton(QStringLiteral("exchange.handIn"), QStringLiteral("hand-in"),
          QStringLiteral("上报"), QStringLiteral("检查填报表，把本地的改动写成一个数据包，交给区供销合作社")))
    , receiptDoor(new DoorButton(QStringLiteral("exchange.openReceipt"), QStringLiteral("receipt"),
          QStringLiteral("打开回执"), QStringLiteral("看区里采纳了什么、改了什么，并接受区级的更正")))
    , standing(new QLabel)
    , tabs(new QTabWidget)
    , packages(new QTreeWidget)
    , outcomes(new OutcomeTable)
{
    handInDoor->setKeys(Qt::ALT | Qt::Key_S);
    receiptDoor->setKeys(Qt::ALT | Qt::Key_R);
    standing->setObjectName(QStringLiteral("exchange.standing"));
    standing->setWordWrap(true);
    packages->setObjectName(QStringLiteral("exchange.packages"));
    packages->setAccessibleName(QStringLiteral("数据包"));
    packages->setRootIsDecorated(false);
    packages->setUniformRowHeights(true);
    packages->setHeaderLabels({QStringLiteral("种类"), QStringLiteral("序号"), QStringLiteral("时间"),
        QStringLiteral("生成人"), QStringLiteral("内容"), QStringLiteral("回执")});
    packages->header()->setHighlightSections(false);
    packages->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int widths[] = {88, 88, 144, 96, 480, 160};
    for (int column = 0; column < int(std::size(widths)); ++column)
        packages->setColumnWidth(column, widths[column]);
    packages->header()->setStretchLastSection(false);
    packages->header()->setSectionResizeMode(4, QHeaderView::Stretch); // 内容
    tabs->setObjectName(QStringLiteral("exchange.tabs"));
    tabs->setAccessibleName(QStringLiteral("数据包和区里的答复"));

    auto* doors = new QHBoxLayout;
    doors->setSpacing(theme::gap);
    doors->addWidget(handInDoor, 1);
    doors->addWidget(receiptDoor, 1);
    auto* state = new QFrame;
    state->setProperty("role", QStringLiteral("card"));
    auto* stateColumn = new QVBoxLayout(state);
    stateColumn->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    stateColumn->addWidget(standing);
    const auto addTab = [this](QWidget* part, const QString& title) {
        auto* tab = new QWidget;
        auto* column = new QVBoxLayout(tab);
        column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
        column->addWidget(part);
        tabs->addTab(tab, title);
    };
    addTab(packages, QStringLiteral("数据包"));
    addTab(outcomes, QStringLiteral("区里的答复"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::gap);
    column->addLayout(doors);
    column->addWidget(state);
    column->addWidget(tabs, 1);
    connect(handInDoor, &QPushButton::clicked, this, &TownshipView::handIn);
    connect(receiptDoor, &QPushButton::clicked, this, [this] { openReceipt({}); });
    connect(&session, &Session::personChanged, this, &TownshipView::updateButtons);
    connect(
        outcomes, &OutcomeTable::rowRequested, this, [this](const QString& registry, const QString& code) {
            if (const auto row = session.workspace().rowByCode(registry, code))
                Q_EMIT session.placeRequested(RowPlace{registry, row->id});
        });
    updateButtons();
}

QList<QWidget*> TownshipView::focusPanes()
{
    return {handInDoor, tabs->currentIndex() == 0 ? static_cast<QWidget*>(packages) : outcomes};
}

void TownshipView::setData(const ExchangeData& read)
{
    data = read;
    showStanding();
    showPackages();
    outcomes->setOutcomes(data.outcomes, session.workspace().registries());
    tabs->setTabText(1,
        data.outcomes.isEmpty() ? QStringLiteral("区里的答复")
                                : QStringLiteral("区里的答复 %1").arg(data.outcomes.size()));
    updateButtons();
}

void TownshipView::updateButtons()
{
    handInDoor->setClosed(refusalOf(session, Deed::handIn));
    receiptDoor->setClosed(refusalOf(session, Deed::openReceipt));
}

void TownshipView::showStanding()
{
    const HandInStanding& now = data.standing;
    QStringList parts;
    if (now.lastSequence == 0)
        parts += QStringLiteral("还没有上报过");
    else
        parts += QStringLiteral("最近一次上报：%1，%2；%3")
                     .arg(packageNumber(now.lastSequence), momentText(now.lastCreated),
                         now.answered                   ? QStringLiteral("✔ 回执已经打开")
                             : now.answeredSequence > 0 ? QStringLiteral("○ 还在等回执（上一份回执答复到%1）")
                                                              .arg(packageNumber(now.answeredSequence))
                                                        : QStringLiteral("○ 还在等回执"));
    parts += now.waiting == 0 ? QStringLiteral("没有等着上报的改动")
                              : QStringLiteral("◆ %1 行改动等着上报或等区里答复").arg(now.waiting);
    standing->setText(parts.join(QStringLiteral("。")) + QStringLiteral("。"));
}

void TownshipView::showPackages()
{
    packages->clear();
    const Registries& registries = session.workspace().registries();
    for (qsizetype i = data.packages.size() - 1; i >= 0; --i) { // the newest first
        const auto& package = data.packages[i];
        auto* item = new QTreeWidgetItem(packages,
            {packageKindWord(package.kind), packageNumber(package.sequence), momentText(package.created),
                package.madeBy,
                package.kind == PackageKind::issue        ? contentsText(registries, package.counts)
                    : package.kind == PackageKind::submit ? handInText(registries, package.counts)
                                                          : changedRowsText(registries, package.counts)});
        item->setToolTip(4, item->text(4));
        item->setToolTip(0, QStringLiteral("校验值 ") + package.digest);
        if (package.kind == PackageKind::submit)
            item->setText(5,
                package.sequence <= data.standing.answeredSequence ? QStringLiteral("✔ 已有回执")
                                                                   : QStringLiteral("○ 等回执"));
        else if (package.kind == PackageKind::receipt)
            item->setText(5,
                package.answers > 0 ? QStringLiteral("答复上报") + packageNumber(package.answers)
                                    : QStringLiteral("只有区级的更正"));
    }
}

void TownshipView::handIn()
{
    HandInWizard wizard(session, *data.self, this);
    wizard.exec();
}

void TownshipView::openReceipt(const QString& file)
{
    OpenReceiptDialog dialog(session, file, this);
    dialog.exec();
    if (dialog.opened())
        tabs->setCurrentIndex(1);
}

} // namespace coop
