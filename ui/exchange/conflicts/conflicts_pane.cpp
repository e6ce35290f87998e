#include "ui/exchange/conflicts/conflicts_pane.h"

#include "core/store/unit_of_work.h"
#include "ui/exchange/conflicts/conflict_table.h"
#include "ui/exchange/conflicts/settle_dialog.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/ask_reason.h"
#include "ui/widgets/empty_note.h"
#include "ui/widgets/named.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace coop
{

namespace
{
using Choice = Settlement::Choice;

struct Button {
    Choice choice;
    const char* name;
};
constexpr Button allButtons[] = {{Choice::theirs, "theirs"}, {Choice::ours, "ours"},
    {Choice::edited, "edited"}, {Choice::both, "both"}, {Choice::back, "back"}};

bool mayAll(const QList<ConflictLine>& lines, Choice choice)
{
    return !lines.isEmpty() && std::all_of(lines.begin(), lines.end(), [choice](const ConflictLine& line) {
        return line.choices.contains(choice);
    });
}

QString nameOf(const ConflictLine& line)
{
    return line.conflict.number.isEmpty() ? line.row : line.conflict.number + u' ' + line.row;
}
} // namespace

ConflictsPane::ConflictsPane(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , table(new ConflictTable)
    , empty(new EmptyNote)
    , stack(new QStackedWidget)
    , heading(new QLabel)
    , problem(new QLabel)
    , withSettled(new QCheckBox(QStringLiteral("也显示处理过的")))
    , openRow(namedButton(QStringLiteral("conflicts.openRow"), QStringLiteral("看这一行"),
          QStringLiteral("在台账里打开这一行（Enter）")))
{
    heading->setObjectName(QStringLiteral("conflicts.heading"));
    heading->setProperty("role", QStringLiteral("second"));
    problem->setObjectName(QStringLiteral("conflicts.problem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    problem->hide();
    withSettled->setObjectName(QStringLiteral("conflicts.settled"));
    empty->say(QStringLiteral("没有待处理的冲突"),
        QStringLiteral("合并时区级和乡镇都改过的、互相矛盾的改动列在这里，由您决定采用哪一个。"), {});

    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(heading);
    row->addStretch();
    for (const Button& one : allButtons) {
        auto* button
            = namedButton(QStringLiteral("conflicts.") + QLatin1String(one.name), choiceAction(one.choice));
        connect(button, &QPushButton::clicked, this, [this, choice = one.choice] { settle(choice); });
        buttons.insert(one.choice, button);
        row->addWidget(button);
    }
    row->addSpacing(theme::grid);
    row->addWidget(openRow);
    row->addWidget(withSettled);
    stack->addWidget(table);
    stack->addWidget(empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    column->setSpacing(theme::grid);
    column->addLayout(row);
    column->addWidget(problem);
    column->addWidget(stack, 1);

    const auto open = [this](const QString& registry, RowId id) {
        const RegistrySpec* spec = session.workspace().registries().find(registry);
        if (spec && spec->ledger)
            Q_EMIT session.placeRequested(RowPlace{registry, id});
    };
    connect(table, &ConflictTable::chosen, this, &ConflictsPane::settle);
    connect(table, &ConflictTable::selectionMoved, this, &ConflictsPane::updateButtons);
    connect(table, &ConflictTable::rowRequested, this, open);
    connect(openRow, &QPushButton::clicked, this, [this, open] {
        if (const auto lines = table->selected(); !lines.isEmpty())
            open(lines.first().conflict.registry, lines.first().conflict.id);
    });
    connect(withSettled, &QCheckBox::toggled, this, &ConflictsPane::settledWanted);
    connect(&session, &Session::personChanged, this, &ConflictsPane::updateButtons);
    setLines({});
}

bool ConflictsPane::showsSettled() const
{
    return withSettled->isChecked();
}

void ConflictsPane::setLines(const QList<ConflictLine>& lines)
{
    const auto waits = std::count_if(lines.begin(), lines.end(),
        [](const ConflictLine& line) { return line.conflict.state == conflictWaits; });
    const auto back = std::count_if(lines.begin(), lines.end(),
        [](const ConflictLine& line) { return line.conflict.state == conflictSentBack; });
    QString text = QStringLiteral("%1 条待处理").arg(waits);
    if (back > 0)
        text += QStringLiteral("，%1 条已退回乡镇").arg(back);
    heading->setText(text);
    table->setLines(lines);
    stack->setCurrentWidget(lines.isEmpty() ? static_cast<QWidget*>(empty) : table);
    updateButtons();
}

void ConflictsPane::updateButtons()
{
    const QList<ConflictLine> lines = table->selected();
    const QString why = refusalOf(session, Deed::settle);
    const bool may = why.isEmpty() && working == 0;
    table->setWritable(may);
    for (auto it = buttons.begin(); it != buttons.end(); ++it) {
        const bool alone = it.key() == Choice::edited || it.key() == Choice::both || it.key() == Choice::back;
        it.value()->setEnabled(may && mayAll(lines, it.key()) && (!alone || lines.size() == 1));
        it.value()->setToolTip(why.isEmpty()
                ? alone && lines.size() > 1 ? QStringLiteral("一次只能处理一条，请只选一行") : QString()
                : why);
    }
    openRow->setEnabled(lines.size() == 1);
}

void ConflictsPane::say(const QString& text)
{
    problem->setText(text);
    problem->setVisible(!text.isEmpty());
}

void ConflictsPane::settle(Choice choice)
{
    const QList<ConflictLine> lines = table->selected();
    if (working > 0 || !mayDo(session, Deed::settle) || !mayAll(lines, choice))
        return;
    say({});
    table->setFocus(); // its button cannot be pressed for a while, and what is next stands in the table
    if (choice == Choice::edited || choice == Choice::both) {
        SettleDialog dialog(session.workspace(), lines.first().conflict, choice, this);
        if (dialog.exec() == QDialog::Accepted)
            settleOne(lines.first(), dialog.settlement());
        return;
    }
    if (choice == Choice::back) {
        const auto question
            = askReason(this, QStringLiteral("退回给%1，要问什么？").arg(lines.first().office),
                QStringLiteral("问题写进下一份回执；乡镇改过以后再报上来。先保留区级的值。"),
                QStringLiteral("退回"),
                {.asked = QStringLiteral("问题"), .hint = QStringLiteral("问题，写进给乡镇的回执")});
        if (question)
            settleOne(lines.first(), {.choice = choice, .question = *question});
        return;
    }
    if (lines.size() == 1)
        settleOne(lines.first(), {.choice = choice});
    else
        settleMany(lines, choice);
}

void ConflictsPane::settleOne(const ConflictLine& line, const Settlement& settlement)
{
    ++working;
    updateButtons();
    const QString step
        = QStringLiteral("处理冲突 %1：%2").arg(line.conflict.number, settlementWord(settlement.choice));
    startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在处理冲突"), this,
        [row = line.conflict.row, settlement, author = session.author(Door::merge, step)](
            Workspace& workspace, const JobControl&) {
            return settleConflict(workspace, author, row, settlement);
        },
        [this, line, settlement](const Result<>& settled) {
            --working;
            updateButtons();
            if (!settled)
                return say(QStringLiteral("%1 没有处理：%2").arg(nameOf(line), settled.error().text));
            session.noteSaved(
                QStringLiteral("已处理 %1：%2").arg(line.row, settlementWord(settlement.choice)));
        });
}

void ConflictsPane::settleMany(const QList<ConflictLine>& lines, Choice choice)
{
    ++working;
    updateButtons();
    QList<Conflict> conflicts;
    for (const ConflictLine& line : lines)
        conflicts += line.conflict;
    const QString step = QStringLiteral("处理 %1 条冲突：%2").arg(lines.size()).arg(settlementWord(choice));
    startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在处理冲突"), this,
        [conflicts, choice, author = session.author(Door::merge, step)](Workspace& workspace,
            const JobControl&) { return settleAll(workspace, author, conflicts, choice); },
        [this, choice](const Result<SettledAll>& settled) {
            --working;
            updateButtons();
            if (!settled)
                return say(settled.error().text);
            QStringList left;
            for (const auto& [conflict, error] : settled->left)
                left += QStringLiteral("%1 %2：%3").arg(conflict.number, conflict.code, error.text);
            if (!left.isEmpty())
                say(QStringLiteral("%1 条没有处理，仍然待处理：\n%2")
                        .arg(left.size())
                        .arg(left.mid(0, 3).join(u'\n')
                            + (left.size() > 3 ? QStringLiteral("\n…") : QString())));
            if (settled->settled > 0)
                session.noteSaved(
                    QStringLiteral("已处理 %1 条冲突：%2").arg(settled->settled).arg(settlementWord(choice)));
        });
}

} // namespace coop
