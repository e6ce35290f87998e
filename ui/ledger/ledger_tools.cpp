#include "ui/ledger/ledger_tools.h"

#include "core/base/decimal.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace coop
{

QString lineCount(qsizetype number)
{
    return formatDecimal(number, 0, true) + QStringLiteral(" 行");
}

LedgerTools::LedgerTools(QWidget* parent)
    : QWidget(parent)
    , search(new QLineEdit(this))
    , count(new QLabel(this))
    , history(new QToolButton(this))
    , rowHistory(new QAction(QStringLiteral("选中行的历史"), this))
    , remove(new QPushButton(icon(QStringLiteral("remove")), QStringLiteral("删除"), this))
    , add(new QPushButton(icon(QStringLiteral("add"), theme::pane), QStringLiteral("新增"), this))
{
    search->setObjectName(QStringLiteral("ledger.search"));
    search->setAccessibleName(QStringLiteral("搜索当前台账"));
    search->setPlaceholderText(QStringLiteral("搜索：文字、拼音或首字母"));
    search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    search->setClearButtonEnabled(true);
    search->setFixedWidth(280);
    count->setObjectName(QStringLiteral("ledger.count"));
    count->setProperty("role", QStringLiteral("second"));
    add->setObjectName(QStringLiteral("ledger.add"));
    add->setProperty("role", QStringLiteral("main"));
    remove->setObjectName(QStringLiteral("ledger.remove"));
    history->setObjectName(QStringLiteral("ledger.history"));
    history->setText(QStringLiteral("历史 ▾"));
    history->setIcon(icon(QStringLiteral("history")));
    history->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    history->setPopupMode(QToolButton::InstantPopup);
    history->setToolTip(QStringLiteral("谁在何时改了什么"));
    history->setAccessibleName(QStringLiteral("历史"));
    history->setFocusPolicy(Qt::StrongFocus);
    rowHistory->setObjectName(QStringLiteral("ledger.rowHistory"));
    auto* menu = new QMenu(history);
    menu->addAction(rowHistory);
    QAction* ledgerHistory = menu->addAction(QStringLiteral("整本台账的历史"));
    ledgerHistory->setObjectName(QStringLiteral("ledger.wholeHistory"));
    history->setMenu(menu);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid);
    row->addWidget(search);
    row->addWidget(count);
    row->addStretch();
    row->addWidget(history);
    row->addWidget(remove);
    row->addWidget(add);
    setRefusal({});
    connect(search, &QLineEdit::textChanged, this, &LedgerTools::searched);
    connect(add, &QPushButton::clicked, this, &LedgerTools::addRequested);
    connect(remove, &QPushButton::clicked, this, &LedgerTools::removeRequested);
    connect(rowHistory, &QAction::triggered, this, [this] { Q_EMIT historyRequested(false); });
    connect(ledgerHistory, &QAction::triggered, this, [this] { Q_EMIT historyRequested(true); });
}

void LedgerTools::setRefusal(const QString& why)
{
    refusal = why;
    add->setEnabled(refusal.isEmpty());
    add->setToolTip(refusal.isEmpty() ? QStringLiteral("新增一行（Ctrl+N）") : refusal);
    remove->setEnabled(refusal.isEmpty());
    remove->setToolTip(refusal.isEmpty() ? QStringLiteral("删除选中的行（Delete）") : refusal);
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

void LedgerTools::say(qsizetype shown, qsizetype total, const QString& scope, qsizetype selected)
{
    QString text = lineCount(shown);
    if (shown != total)
        text += QStringLiteral("，共 ") + lineCount(total);
    if (!scope.isEmpty())
        text += QStringLiteral(" · 只看%1").arg(scope);
    if (selected > 1)
        text += QStringLiteral(" · 选中 ") + lineCount(selected);
    count->setText(text);
    rowHistory->setEnabled(selected == 1);
    remove->setEnabled(selected > 0 && refusal.isEmpty());
    remove->setText(selected > 1 ? QStringLiteral("删除 ") + lineCount(selected) : QStringLiteral("删除"));
}

} // namespace coop
