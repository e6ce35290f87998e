#include "ui/ledger/ledger_tools.h"

#include "ui/ledger/grid/shown_text.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/elided/elided_label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace coop
{

LedgerTools::LedgerTools(QWidget* parent)
    : QWidget(parent)
    , search(new QLineEdit(this))
    , count(new ElidedLabel(this))
    , view(new QToolButton(this))
    , columns(new QToolButton(this))
    , history(new QToolButton(this))
    , carry(new QAction(QStringLiteral("复制上季度…\tCtrl+J"), this))
    , rowHistory(new QAction(QStringLiteral("选中行的历史"), this))
    , remove(new QPushButton(icon(QStringLiteral("remove")), QStringLiteral("删除"), this))
    , import(new QPushButton(icon(QStringLiteral("import")), QStringLiteral("导入"), this))
    , exportRows(new QPushButton(icon(QStringLiteral("export")), QStringLiteral("导出"), this))
    , add(new QPushButton(icon(QStringLiteral("add"), theme::pane), QStringLiteral("新增"), this))
{
    search->setObjectName(QStringLiteral("ledger.search"));
    search->setAccessibleName(QStringLiteral("搜索当前台账"));
    search->setPlaceholderText(QStringLiteral("搜索：文字、拼音或首字母"));
    search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    search->setClearButtonEnabled(true);
    search->setMinimumWidth(160);
    search->setMaximumWidth(260);
    count->setObjectName(QStringLiteral("ledger.count"));
    count->setProperty("role", QStringLiteral("second"));
    add->setObjectName(QStringLiteral("ledger.add"));
    add->setProperty("role", QStringLiteral("main"));
    remove->setObjectName(QStringLiteral("ledger.remove"));
    import->setObjectName(QStringLiteral("ledger.import"));
    exportRows->setObjectName(QStringLiteral("ledger.export"));
    exportRows->setToolTip(QStringLiteral("导出显示的行或整本台账"));
    view->setObjectName(QStringLiteral("ledger.view"));
    view->setPopupMode(QToolButton::InstantPopup);
    view->setToolTip(QStringLiteral("保存的列、筛选和排序"));
    view->setFocusPolicy(Qt::StrongFocus);
    columns->setObjectName(QStringLiteral("ledger.columns"));
    columns->setText(QStringLiteral("列 ▾"));
    columns->setToolTip(QStringLiteral("选择显示的列和顺序"));
    columns->setAccessibleName(QStringLiteral("列"));
    columns->setFocusPolicy(Qt::StrongFocus);
    sayView({});
    history->setObjectName(QStringLiteral("ledger.history"));
    history->setText(QStringLiteral("更多 ▾"));
    history->setPopupMode(QToolButton::InstantPopup);
    history->setToolTip(QStringLiteral("复制上季度、历史、查重"));
    history->setAccessibleName(QStringLiteral("更多"));
    history->setFocusPolicy(Qt::StrongFocus);
    rowHistory->setObjectName(QStringLiteral("ledger.rowHistory"));
    auto* menu = new QMenu(history);
    carry->setObjectName(QStringLiteral("ledger.carry"));
    menu->addAction(carry);
    menu->addSeparator();
    menu->addAction(rowHistory);
    QAction* ledgerHistory = menu->addAction(QStringLiteral("整本台账的历史"));
    ledgerHistory->setObjectName(QStringLiteral("ledger.wholeHistory"));
    menu->addSeparator();
    QAction* duplicates = menu->addAction(QStringLiteral("查重…"));
    duplicates->setObjectName(QStringLiteral("ledger.duplicates"));
    connect(carry, &QAction::triggered, this, &LedgerTools::carryRequested);
    connect(duplicates, &QAction::triggered, this, &LedgerTools::duplicatesRequested);
    history->setMenu(menu);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid);
    row->addWidget(search, 2);
    row->addWidget(count, 3);
    row->addWidget(view);
    row->addWidget(columns);
    row->addWidget(history);
    row->addWidget(remove);
    row->addWidget(import);
    row->addWidget(exportRows);
    row->addWidget(add);
    setRefusal({});
    connect(search, &QLineEdit::textChanged, this, &LedgerTools::searched);
    connect(search, &QLineEdit::returnPressed, this, &LedgerTools::searchEntered);
    connect(add, &QPushButton::clicked, this, &LedgerTools::addRequested);
    connect(remove, &QPushButton::clicked, this, &LedgerTools::removeRequested);
    connect(import, &QPushButton::clicked, this, &LedgerTools::importRequested);
    connect(exportRows, &QPushButton::clicked, this, &LedgerTools::exportRequested);
    connect(columns, &QToolButton::clicked, this, &LedgerTools::columnsRequested);
    connect(rowHistory, &QAction::triggered, this, [this] { Q_EMIT historyRequested(false); });
    connect(ledgerHistory, &QAction::triggered, this, [this] { Q_EMIT historyRequested(true); });
}

void LedgerTools::setViews(QMenu* menu)
{
    view->setMenu(menu);
}

void LedgerTools::sayView(const QString& name)
{
    constexpr int widest = 120; // pixels
    const QString text = name.isEmpty() ? QStringLiteral("视图") : name;
    view->setText(fontMetrics().elidedText(text, Qt::ElideRight, widest) + QStringLiteral(" ▾"));
    view->setAccessibleName(name.isEmpty() ? QStringLiteral("视图") : QStringLiteral("视图 ") + name);
}

void LedgerTools::setComesAgain(bool comes)
{
    carry->setVisible(comes);
}

void LedgerTools::setRefusal(const QString& why)
{
    refusal = why;
    add->setEnabled(refusal.isEmpty());
    add->setToolTip(refusal.isEmpty() ? QStringLiteral("新增一行（Ctrl+N）") : refusal);
    import->setEnabled(refusal.isEmpty());
    import->setToolTip(refusal.isEmpty() ? QStringLiteral("从 Excel、WPS、CSV 或地图文件导入") : refusal);
    carry->setEnabled(refusal.isEmpty());
    remove->setEnabled(refusal.isEmpty());
    remove->setToolTip(refusal.isEmpty() ? QStringLiteral("删除选中的行（Ctrl+-）") : refusal);
}

QString LedgerTools::query() const
{
    return search->text().trimmed();
}

void LedgerTools::setQuery(const QString& text)
{
    search->setText(text);
}

void LedgerTools::focusSearch()
{
    search->setFocus(Qt::ShortcutFocusReason);
    search->selectAll();
}

void LedgerTools::say(qsizetype shown, qsizetype total, qsizetype selected)
{
    QString text = lineCount(shown);
    if (shown != total)
        text += QStringLiteral("，共 ") + lineCount(total);
    if (selected > 1)
        text += QStringLiteral(" · 选中 ") + lineCount(selected);
    count->setText(text);
    rowHistory->setEnabled(selected == 1);
    remove->setEnabled(selected > 0 && refusal.isEmpty());
    remove->setText(selected > 1 ? QStringLiteral("删除 ") + lineCount(selected) : QStringLiteral("删除"));
}

} // namespace coop
