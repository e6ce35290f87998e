#include "ui/filing/filing_pane.h"

#include "core/store/workspace.h"
#include "ui/filing/changes_table.h"
#include "ui/filing/filing_findings_pane.h"
#include "ui/filing/filing_table.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/session/session.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace coop
{

namespace
{
QString standingText(const SheetStanding& sheet)
{
    QStringList parts;
    const auto add = [&](const QString& who, QDate on, const QString& what) {
        if (!who.isEmpty())
            parts += QStringLiteral("%1 %2 %3").arg(who, on.toString(Qt::ISODate), what);
    };
    if (sheet.state == SheetState::draft) {
        if (!sheet.returnReason.isEmpty())
            parts += QStringLiteral("%1 退回：%2").arg(sheet.returnedBy, sheet.returnReason);
        parts
            += QStringLiteral("应于 %1 前报出%2")
                   .arg(sheet.due.toString(Qt::ISODate), sheet.late ? QStringLiteral("，已逾期") : QString());
    } else {
        add(sheet.submittedBy, sheet.submittedOn, QStringLiteral("提交"));
        add(sheet.reviewedBy, sheet.reviewedOn, QStringLiteral("审核"));
        add(sheet.lockedBy, sheet.lockedOn, QStringLiteral("锁定"));
    }
    if (sheet.corrections > 0)
        parts += QStringLiteral("更正 %1 次").arg(sheet.corrections);
    return parts.join(QStringLiteral(" · "));
}
} // namespace

SheetPane::SheetPane(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , heading(new QLabel)
    , standing(new QLabel)
    , problem(new QLabel)
    , buttons(new QHBoxLayout)
    , closing(new QPushButton(QStringLiteral("封存本季度…")))
    , tabs(new QTabWidget)
    , changes(new ChangesTable)
    , findings(new SheetFindingsPane)
{
    heading->setProperty("role", QStringLiteral("heading"));
    heading->setObjectName(QStringLiteral("entry.heading"));
    standing->setProperty("role", QStringLiteral("second"));
    standing->setObjectName(QStringLiteral("entry.standing"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setObjectName(QStringLiteral("entry.problem"));
    problem->setWordWrap(true);
    problem->hide();
    tabs->setObjectName(QStringLiteral("entry.tabs"));
    tabs->setAccessibleName(QStringLiteral("填报表的四张表"));
    tabs->setProperty("role", QStringLiteral("side"));

    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(heading);
    texts->addWidget(standing);
    buttons->setSpacing(theme::grid);
    for (const auto& [step, text] : {std::pair(QStringLiteral("submit"), QStringLiteral("提交")),
             std::pair(QStringLiteral("review"), QStringLiteral("审核")),
             std::pair(QStringLiteral("lock"), QStringLiteral("锁定")),
             std::pair(QStringLiteral("return"), QStringLiteral("退回…")),
             std::pair(QStringLiteral("reopen"), QStringLiteral("更正…"))})
        steps += stepButton(step, text);
    auto* print = new QPushButton(icon(QStringLiteral("print")), QStringLiteral("打印、存为 PDF…"));
    print->setObjectName(QStringLiteral("entry.print"));
    closing->setObjectName(QStringLiteral("entry.close"));
    auto* top = new QHBoxLayout;
    top->addLayout(texts, 1);
    top->addLayout(buttons);
    top->addWidget(print);
    top->addWidget(closing);
    top->setSpacing(theme::grid);

    for (const char* id : {"services", "loans", "task_reports"})
        if (const RegistrySpec* spec = session.workspace().registries().find(QString::fromLatin1(id))) {
            auto* table = new EntryTable(session, *spec, [this] { return mayEdit(); });
            tables += table;
            connect(table, &EntryTable::written, this, &SheetPane::written);
            connect(table, &EntryTable::addRequested, this, [this, spec] {
                Q_EMIT session.openRequested(
                    spec->ledger ? QStringLiteral("ledger") : QStringLiteral("tasks"), spec->id, 0);
            });
        }
    for (EntryTable* table : std::as_const(tables))
        if (table->registry().ledger)
            tabs->addTab(table, table->registry().label);
    tabs->addTab(changes, QStringLiteral("网点和会员变动"));
    for (EntryTable* table : std::as_const(tables))
        if (!table->registry().ledger)
            tabs->addTab(table, table->registry().label);
    auto* tabsPane = new QFrame;
    tabsPane->setProperty("role", QStringLiteral("card"));
    auto* tabsColumn = new QVBoxLayout(tabsPane);
    tabsColumn->setContentsMargins(1, 1, 1, 1);
    tabsColumn->addWidget(tabs);
    auto* split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(theme::gap);
    split->addWidget(tabsPane);
    split->addWidget(findings);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    split->setSizes({900, 300});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addLayout(top);
    column->addWidget(problem);
    column->addWidget(split, 1);

    connect(print, &QPushButton::clicked, this, &SheetPane::printRequested);
    connect(closing, &QPushButton::clicked, this, &SheetPane::closeRequested);
    connect(findings, &SheetFindingsPane::explained, this, &SheetPane::explained);
    connect(findings, &SheetFindingsPane::rowRequested, this, &SheetPane::showRow);
    connect(changes, &ChangesTable::rowRequested, this, [this](const QString& registry, RowId row) {
        Q_EMIT session.openRequested(QStringLiteral("ledger"), registry, row);
    });
}

QPushButton* SheetPane::stepButton(const QString& step, const QString& text)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QStringLiteral("entry.step.") + step);
    if (step == u"submit" || step == u"review" || step == u"lock")
        button->setProperty("role", QStringLiteral("main"));
    connect(button, &QPushButton::clicked, this, [this, step] {
        if (settle())
            Q_EMIT stepRequested(step);
    });
    buttons->addWidget(button);
    return button;
}

bool SheetPane::mayEdit()
{
    if (sheet.state == SheetState::draft)
        return true;
    Q_EMIT session.message(
        QStringLiteral("%1的填报表是“%2”，要改请先%3，并写明原因")
            .arg(sheet.federation.name, sheetStateWord(sheet.state),
                sheet.state == SheetState::locked ? QStringLiteral("更正") : QStringLiteral("退回")));
    return false;
}

/// Of the quarter's last month; none where the sheet takes no changes, or the rows are kept elsewhere.
std::optional<Record> SheetPane::newRowOf(const RegistrySpec& registry) const
{
    if (!registry.ledger || sheet.state != SheetState::draft || !session.mayWrite())
        return {};
    Record row(registry);
    for (int i = 0; i < registry.fields.size(); ++i)
        if (registry.fields[i].type == FieldType::month)
            row.setAt(i, sheet.quarter.lastDay().toString(QStringLiteral("yyyy-MM")));
    return row;
}

void SheetPane::showSheet(const EntryData& read, bool withTables)
{
    sheet = read.sheet;
    const QString state = sheet.row == 0 ? QStringLiteral("未报") : sheetStateWord(sheet.state);
    heading->setText(QStringLiteral("%1  %2  %3").arg(sheet.federation.name, sheet.quarter.title(), state));
    QString text = standingText(sheet);
    if (read.closed)
        text += QStringLiteral(" · 本季度已封存（%1 %2）")
                    .arg(read.closed->closedBy,
                        read.closed->closedAt.toLocalTime().date().toString(Qt::ISODate));
    if (!read.corrections.isEmpty())
        text += QStringLiteral(" · ") + read.corrections.join(u'；');
    standing->setText(text);
    problem->hide();
    for (QPushButton* button : std::as_const(steps)) {
        const QString step = button->objectName().section(u'.', -1);
        button->setVisible(read.steps.contains(step));
        button->setEnabled(session.mayWrite());
        button->setToolTip(session.writeRefusal());
    }
    const bool withdraws = sheet.state == SheetState::submitted && sheet.submittedBy == session.person();
    steps[3]->setText(withdraws ? QStringLiteral("撤回…") : QStringLiteral("退回…"));
    closing->setVisible(!session.office() && !read.closed && sheet.quarter.lastDay() < QDate::currentDate());
    closing->setEnabled(mayDo(session, Deed::review));
    closing->setToolTip(refusalOf(session, Deed::review));
    findings->setFindings(read.findings, sheet.state == SheetState::draft && session.mayWrite());
    if (!withTables)
        return;
    const QList<const QList<Record>*> rows{
        &read.content.services, &read.content.loans, &read.content.reports};
    for (EntryTable* table : std::as_const(tables))
        for (const QList<Record>* each : rows)
            if ((each->isEmpty() && each == rows[tables.indexOf(table)])
                || (!each->isEmpty() && each->first().spec().id == table->registry().id))
                table->setRows(*each, newRowOf(table->registry()));
    changes->setChanges(read.content.changes, session.workspace().registries());
    const auto count = [&](QWidget* tab, const QString& label, qsizetype number) {
        tabs->setTabText(tabs->indexOf(tab), QStringLiteral("%1 %2").arg(label).arg(number));
    };
    for (int i = 0; i < tables.size(); ++i)
        count(tables[i], tables[i]->registry().label, rows[i]->size());
    count(changes, QStringLiteral("网点和会员变动"), read.content.changes.size());
}

void SheetPane::showRow(const QString& table, RowId row)
{
    for (EntryTable* each : std::as_const(tables))
        if (each->registry().id == table) {
            tabs->setCurrentWidget(each);
            if (row != 0)
                each->select(row);
        }
}

bool SheetPane::settle()
{
    return std::all_of(tables.begin(), tables.end(), [](EntryTable* table) { return table->settle(); });
}

bool SheetPane::mayBeLeft()
{
    for (EntryTable* table : std::as_const(tables))
        if (!table->mayBeLeft()) {
            tabs->setCurrentWidget(table);
            return false;
        }
    return true;
}

void SheetPane::setBusy(bool busy)
{
    for (QPushButton* button : std::as_const(steps))
        button->setEnabled(!busy && session.mayWrite());
    closing->setEnabled(!busy && mayDo(session, Deed::review));
}

void SheetPane::say(const QString& refusal)
{
    problem->setText(refusal.section(u'\n', 0, 0).remove(QStringLiteral("：")).trimmed() == refusal
            ? refusal
            : refusal.section(u'\n', 0, 0) + QStringLiteral(" 见右边。"));
    problem->show();
}

} // namespace coop
