#include "ui/filing/filing_pane.h"

#include "core/store/workspace.h"
#include "ui/filing/changes_table.h"
#include "ui/filing/filing_findings_pane.h"
#include "ui/filing/filing_table.h"
#include "ui/ledger/carry/carry_dialog.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/session/session.h"
#include "ui/widgets/named.h"

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
QString standingText(const FilingStanding& filing)
{
    QStringList parts;
    const auto add = [&](const QString& who, QDate on, const QString& what) {
        if (!who.isEmpty())
            parts += QStringLiteral("%1 %2 %3").arg(who, on.toString(Qt::ISODate), what);
    };
    if (filing.state == FilingState::draft) {
        if (!filing.returnReason.isEmpty())
            parts += QStringLiteral("%1 退回：%2").arg(filing.returnedBy, filing.returnReason);
        parts += !filing.isDue ? QStringLiteral("在首个填报季度以前，不用报")
                               : QStringLiteral("应于 %1 前报出%2")
                                     .arg(filing.due.toString(Qt::ISODate),
                                         filing.late ? QStringLiteral("，已逾期") : QString());
    } else {
        add(filing.submittedBy, filing.submittedOn, QStringLiteral("提交"));
        add(filing.reviewedBy, filing.reviewedOn, QStringLiteral("审核"));
        add(filing.lockedBy, filing.lockedOn, QStringLiteral("锁定"));
    }
    if (filing.corrections > 0)
        parts += QStringLiteral("更正 %1 次").arg(filing.corrections);
    return parts.join(QStringLiteral(" · "));
}
} // namespace

FilingPane::FilingPane(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , heading(new QLabel)
    , standing(new QLabel)
    , problem(new QLabel)
    , buttons(new QHBoxLayout)
    , closing(namedButton(QStringLiteral("entry.close"), QStringLiteral("封存本季度…")))
    , carry(namedButton(QStringLiteral("entry.carry"), QStringLiteral("复制上季度…")))
    , tabs(new QTabWidget)
    , changes(new ChangesTable)
    , findings(new FilingFindingsPane)
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
    auto* print = namedButton(QStringLiteral("entry.print"), QStringLiteral("打印、存为 PDF…"),
        QStringLiteral("打印或存为 PDF（Ctrl+P）"), icon(QStringLiteral("print")));
    print->setShortcut(QKeySequence::Print);
    auto* top = new QHBoxLayout;
    top->addLayout(texts, 1);
    top->addLayout(buttons);
    top->addWidget(print);
    top->addWidget(closing);
    top->setSpacing(theme::grid);

    for (const char* id : {"services", "loans", "task_reports"})
        if (const RegistrySpec* spec = session.workspace().registries().find(QString::fromLatin1(id))) {
            auto* table = new FilingTable(session, *spec, [this] { return mayEdit(); });
            tables += table;
            connect(table, &FilingTable::written, this, &FilingPane::written);
            connect(table, &FilingTable::addRequested, this,
                [this, spec] { Q_EMIT session.placeRequested(RowPlace{spec->id}); });
        }
    for (FilingTable* table : std::as_const(tables))
        if (table->registry().ledger)
            tabs->addTab(table, table->registry().label);
    tabs->addTab(changes, QStringLiteral("网点和会员变动"));
    for (FilingTable* table : std::as_const(tables))
        if (!table->registry().ledger)
            tabs->addTab(table, table->registry().label);
    carry->setShortcut(Qt::CTRL | Qt::Key_J);
    tabs->setCornerWidget(carry);
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

    connect(print, &QPushButton::clicked, this, &FilingPane::printRequested);
    connect(carry, &QPushButton::clicked, this, &FilingPane::carryRows);
    connect(tabs, &QTabWidget::currentChanged, this, &FilingPane::offerCarrying);
    connect(closing, &QPushButton::clicked, this, &FilingPane::closeRequested);
    connect(findings, &FilingFindingsPane::explained, this, &FilingPane::explained);
    connect(findings, &FilingFindingsPane::rowRequested, this, &FilingPane::showRow);
    connect(changes, &ChangesTable::rowRequested, this, [this](const QString& registry, RowId row) {
        Q_EMIT session.placeRequested(RowPlace{registry, row});
    });
}

QPushButton* FilingPane::stepButton(const QString& step, const QString& text)
{
    auto* button = namedButton(QStringLiteral("entry.step.") + step, text);
    if (step == u"submit" || step == u"review" || step == u"lock")
        button->setProperty("role", QStringLiteral("main"));
    connect(button, &QPushButton::clicked, this, [this, step] {
        if (settle())
            Q_EMIT stepRequested(step);
    });
    buttons->addWidget(button);
    return button;
}

bool FilingPane::mayEdit()
{
    if (filing.state == FilingState::draft)
        return true;
    Q_EMIT session.message(
        QStringLiteral("%1的填报表是“%2”，要改请先%3，并写明原因")
            .arg(filing.federation.name, filingStateWord(filing.state),
                filing.state == FilingState::locked ? QStringLiteral("更正") : QStringLiteral("退回")));
    return false;
}

FilingTable* FilingPane::shownTable() const
{
    return qobject_cast<FilingTable*>(tabs->currentWidget());
}

void FilingPane::offerCarrying()
{
    const FilingTable* table = shownTable();
    carry->setVisible(table && rowsComeAgain(table->registry()));
    const bool may = filing.state == FilingState::draft && session.mayWrite();
    carry->setEnabled(may);
    carry->setToolTip(may ? QStringLiteral("上季度的行再列一遍，只填数（Ctrl+J）")
            : session.mayWrite() ? QStringLiteral("填报表是“%1”，不能再加").arg(filingStateWord(filing.state))
                                 : session.writeRefusal());
}

void FilingPane::carryRows()
{
    const FilingTable* table = shownTable();
    if (!table || !settle() || !mayEdit())
        return;
    auto* dialog = new CarryDialog(session, table->registry(),
        Area{QStringLiteral("federations"), filing.federation.id, {}, filing.federation.name}, filing.quarter,
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

/// Of the quarter's last month; none where the filing takes no changes, or the rows are kept elsewhere.
std::optional<Record> FilingPane::newRowOf(const RegistrySpec& registry) const
{
    if (!registry.ledger || filing.state != FilingState::draft || !session.mayWrite())
        return {};
    Record row(registry);
    for (int i = 0; i < registry.fields.size(); ++i)
        if (registry.fields[i].type == FieldType::month)
            row.setAt(i, filing.quarter.lastDay().toString(QStringLiteral("yyyy-MM")));
    return row;
}

void FilingPane::showFiling(const FilingData& read, bool withTables)
{
    filing = read.filing;
    heading->setText(QStringLiteral("%1  %2  %3")
                         .arg(filing.federation.name, filing.quarter.title(), standingWord(filing)));
    QString text = standingText(filing);
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
    const bool withdraws = filing.state == FilingState::submitted && filing.submittedBy == session.person();
    steps[3]->setText(withdraws ? QStringLiteral("撤回…") : QStringLiteral("退回…"));
    closing->setVisible(!session.office() && !read.closed && filing.quarter.lastDay() < QDate::currentDate());
    closing->setEnabled(mayDo(session, Deed::review));
    closing->setToolTip(refusalOf(session, Deed::review));
    findings->setFindings(read.findings, filing.state == FilingState::draft && session.mayWrite());
    offerCarrying();
    if (!withTables)
        return;
    const QList<const QList<Record>*> rows{
        &read.content.services, &read.content.loans, &read.content.reports};
    for (FilingTable* table : std::as_const(tables))
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

void FilingPane::showRow(const QString& table, RowId row)
{
    for (FilingTable* each : std::as_const(tables))
        if (each->registry().id == table) {
            tabs->setCurrentWidget(each);
            if (row != 0)
                each->select(row);
        }
}

bool FilingPane::settle()
{
    return std::all_of(tables.begin(), tables.end(), [](FilingTable* table) { return table->settle(); });
}

bool FilingPane::mayBeLeft()
{
    for (FilingTable* table : std::as_const(tables))
        if (!table->mayBeLeft()) {
            tabs->setCurrentWidget(table);
            return false;
        }
    return true;
}

void FilingPane::setBusy(bool busy)
{
    for (QPushButton* button : std::as_const(steps))
        button->setEnabled(!busy && session.mayWrite());
    closing->setEnabled(!busy && mayDo(session, Deed::review));
}

void FilingPane::say(const QString& refusal)
{
    problem->setText(refusal.section(u'\n', 0, 0).remove(QStringLiteral("：")).trimmed() == refusal
            ? refusal
            : refusal.section(u'\n', 0, 0) + QStringLiteral(" 见右边。"));
    problem->show();
}

} // namespace coop
