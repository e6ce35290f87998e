#include "ui/ledger/ledger_panes.h"

#include "core/domain/carried_rows.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/form/draft_notice.h"
#include "ui/ledger/form/record_form.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/ledger/grid_pane.h"
#include "ui/ledger/ledger_list.h"
#include "ui/ledger/ledger_tools.h"
#include "ui/ledger/side/side_pane.h"
#include "ui/ledger/totals_line.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/widgets/empty_note.h"

#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QSplitter>

namespace coop
{

namespace
{
constexpr int listWidth = 160;
constexpr int formWidth = 344;

QFrame* pane(QWidget* content, const QString& name)
{
    auto* frame = new QFrame;
    frame->setProperty("role", QStringLiteral("card"));
    frame->setObjectName(name);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(content);
    return frame;
}
} // namespace

LedgerPanes::LedgerPanes(Session& session, QWidget* parent)
    : QWidget(parent)
    , ledgers(new LedgerList(session.workspace()))
    , tools(new LedgerTools)
    , model(new RecordTableModel(this))
    , gridPane(new GridPane(*model))
    , grid(gridPane->grid)
    , empty(new EmptyNote)
    , form(new RecordForm(session))
    , side(new SidePane(session, *form))
    , drafts(new DraftNotice(session, *form))
    , picker(new QComboBox)
    , overList(new QSpacerItem(listWidth + theme::gap, 0, QSizePolicy::Maximum))
    , emptyPane(pane(empty, QStringLiteral("ledger.emptyPane")))
    , formPane(pane(side, QStringLiteral("ledger.formPane")))
{
    auto* centre = new QWidget;
    auto* rows = new QVBoxLayout(centre);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(theme::gap);
    rows->addWidget(picker);
    rows->addWidget(gridPane, 1);
    rows->addWidget(emptyPane, 1);
    emptyPane->hide();
    picker->setObjectName(QStringLiteral("ledger.picker"));
    picker->setAccessibleName(QStringLiteral("台账目录"));
    picker->setModel(ledgers->model());
    picker->setCurrentIndex(ledgers->currentIndex().row());
    picker->hide();
    connect(ledgers->selectionModel(), &QItemSelectionModel::currentChanged, picker,
        [this](const QModelIndex& now) { picker->setCurrentIndex(now.row()); });
    connect(picker, &QComboBox::activated, this, [this](int row) {
        ledgers->setCurrentItem(ledgers->topLevelItem(row));
        // An answer to unsaved changes may take the choice back.
        QMetaObject::invokeMethod(
            this, [this] { picker->setCurrentIndex(ledgers->currentIndex().row()); }, Qt::QueuedConnection);
    });
    formPane->setMinimumWidth(formWidth - 40);
    splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(theme::gap);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(ledgers);
    splitter->addWidget(centre);
    splitter->addWidget(formPane);
    ledgers->setFixedWidth(listWidth);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({listWidth, 4000, formWidth});

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    column->setSpacing(theme::gap);
    auto* top = new QHBoxLayout;
    // The tools stand above the grid that they concern; on a small screen they need the room before it.
    top->addSpacerItem(overList);
    top->addWidget(tools);
    column->addWidget(drafts);
    column->addLayout(top);
    column->addWidget(splitter, 1);
}

void LedgerPanes::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

void LedgerPanes::fold()
{
    constexpr int leastGrid = 400; // four columns
    const bool narrow
        = formPane->isVisibleTo(this) && width() < listWidth + leastGrid + formWidth + 4 * theme::gap;
    if (ledgers->isHidden() != narrow) {
        ledgers->setVisible(!narrow);
        formPane->setMaximumWidth(narrow ? formPane->minimumWidth() : QWIDGETSIZE_MAX);
        splitter->setSizes({listWidth, 4000, narrow ? formPane->minimumWidth() : formWidth});
    }
    picker->setVisible(narrow);
    overList->changeSize(narrow ? 0 : listWidth + theme::gap, 0, QSizePolicy::Maximum);
    layout()->invalidate();
}

void LedgerPanes::showForm(bool visible)
{
    formPane->setVisible(visible);
    fold();
    if (visible)
        side->showForm();
}

bool LedgerPanes::formVisible() const
{
    return formPane->isVisible();
}

void LedgerPanes::setRefusal(const QString& refusal)
{
    tools->setRefusal(refusal);
    form->setReadOnly(refusal);
}

void LedgerPanes::sayRows(const RegistrySpec& spec, bool mayWrite)
{
    tools->setComesAgain(rowsComeAgain(spec));
    tools->say(model->shownRows(), model->total(), grid->selectedRows());
    // With filters alone the grid stays as it is: its chips say why nothing is shown.
    const bool filtered = !model->filters().isEmpty();
    const bool nothing = model->shownRows() == 0 && (!filtered || !tools->query().isEmpty());
    if (nothing)
        sayWhyEmpty(spec, mayWrite);
    constexpr int lines = 7; // chips, headings, the empty row, room for what is wrong in it
    gridPane->setMaximumHeight(nothing ? lines * theme::rowHeight : QWIDGETSIZE_MAX);
    gridPane->totals->setVisible(!nothing);
    gridPane->setVisible(!nothing || filtered || model->offersNewRow() || !model->topBar().isEmpty());
    emptyPane->setVisible(nothing);
}

void LedgerPanes::sayWhyEmpty(const RegistrySpec& spec, bool mayWrite)
{
    const QString query = tools->query(), chosen = titleOf(model->topBar());
    const bool elsewhere = model->leftOut() > 0;
    if (!model->complete())
        return empty->say(QStringLiteral("正在读取%1").arg(spec.label), {}, {});
    if (elsewhere && !query.isEmpty())
        return empty->say(QStringLiteral("%1没有找到“%2”").arg(chosen, query),
            QStringLiteral("%1找到 %2。").arg(restOf(model->topBar()), lineCount(model->leftOut())),
            QStringLiteral("看%1的").arg(restOf(model->topBar())));
    if (model->total() > 0 && !elsewhere)
        return empty->say(QStringLiteral("没有找到“%1”").arg(query),
            model->filters().isEmpty()
                ? QStringLiteral("可以输入名称、编码、拼音或拼音首字母，几个词用空格隔开。")
                : QStringLiteral("只在筛选出来的行里找；上面的筛选也可以去掉。"),
            QStringLiteral("清除搜索"));
    empty->say(QStringLiteral("%1还没有%2").arg(elsewhere ? chosen : QString(), spec.label),
        elsewhere ? QStringLiteral("%1有 %2；点一下上面的“×”就全部显示。")
                        .arg(restOf(model->topBar()), lineCount(model->leftOut()))
                  : QStringLiteral("这里登记%1，一行一条，保存后马上计入总览和地图。").arg(spec.label),
        mayWrite ? QStringLiteral("新增%1").arg(spec.label) : QString());
}

} // namespace coop
