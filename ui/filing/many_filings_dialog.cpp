#include "ui/filing/many_filings_dialog.h"

#include "core/store/unit_of_work.h"
#include "ui/filing/filing_board_view.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/widgets/named.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QTableWidget>

namespace coop
{

namespace
{
enum Column { filingColumn, standingColumn, outcomeColumn };

/// Its sentence without the list of findings that may follow.
QString firstLine(const QString& refusal)
{
    QString line = refusal.section(u'\n', 0, 0);
    if (line.endsWith(u'：'))
        line.chop(1);
    return line;
}

QHBoxLayout* choices(const QString& asked, const QList<QWidget*>& answers)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::cardPadding);
    auto* label = new QLabel(asked);
    label->setProperty("role", QStringLiteral("second"));
    row->addWidget(label);
    for (QWidget* each : answers)
        row->addWidget(each);
    row->addStretch();
    return row;
}
} // namespace

ManyFilingsDialog::ManyFilingsDialog(
    Session& shared, const QList<FilingStanding>& board, const QList<FilingKey>& chosen, QWidget* parent)
    : WorkDialog(parent)
    , session(shared)
    , which(new QButtonGroup(this))
    , steps(new QButtonGroup(this))
    , sentence(new QLabel)
    , table(named(new QTableWidget(0, 3), "many.table", QStringLiteral("要办理的填报表")))
    , reasonRow(new QWidget)
    , reason(named(new QLineEdit, "many.reason", QStringLiteral("退回的原因")))
    , action(namedButton(QStringLiteral("many.act"), {}))
    , checking(shared.jobs())
{
    setObjectName(QStringLiteral("manyFilings"));
    setWindowTitle(QStringLiteral("成批办理填报表"));
    for (const FilingStanding& each : board) {
        const FilingKey key{each.federation.id, each.quarter};
        if (each.state == FilingState::submitted)
            ofWhich[int(Which::allSubmitted)] += key;
        if (each.state == FilingState::reviewed)
            ofWhich[int(Which::allReviewed)] += key;
    }
    ofWhich[int(Which::chosen)] = chosen;
    build(buildQuestions());
    chooseFirst();
    connect(which, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (!on)
            return;
        if (id == int(Which::allSubmitted) && step() == ManyStep::lock)
            steps->button(int(ManyStep::review))->setChecked(true);
        else if (id == int(Which::allReviewed) && step() == ManyStep::review)
            steps->button(int(ManyStep::lock))->setChecked(true);
        check();
    });
    connect(steps, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            check();
    });
    connect(reason, &QLineEdit::textChanged, this, &ManyFilingsDialog::updateAction);
    connect(action, &QPushButton::clicked, this, &ManyFilingsDialog::act);
    check();
}

QWidget* ManyFilingsDialog::buildQuestions()
{
    const char* names[] = {"many.chosen", "many.allSubmitted", "many.allReviewed"};
    QList<QWidget*> answers;
    for (int i = 0; i < 3; ++i) {
        auto* button = named(new QRadioButton, names[i], {});
        which->addButton(button, i);
        answers += button;
    }
    sayHowMany();
    QList<QWidget*> deeds;
    const char* deedNames[] = {"many.review", "many.lock", "many.return"};
    for (const ManyStep each : {ManyStep::review, ManyStep::lock, ManyStep::giveBack}) {
        auto* button = named(new QRadioButton(manyStepWord(each)), deedNames[int(each)], manyStepWord(each));
        steps->addButton(button, int(each));
        deeds += button;
    }
    auto* questions = new QWidget;
    auto* column = new QVBoxLayout(questions);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addLayout(choices(QStringLiteral("哪几张"), answers));
    column->addLayout(choices(QStringLiteral("办什么"), deeds));
    return questions;
}

void ManyFilingsDialog::build(QWidget* questions)
{
    sentence->setObjectName(QStringLiteral("many.sentence"));
    sentence->setWordWrap(true);
    table->setHorizontalHeaderLabels(
        {QStringLiteral("填报表"), QStringLiteral("现在"), QStringLiteral("能不能办")});
    for (int column = 0; column < 3; ++column)
        table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setSelectionBehavior(QTableWidget::SelectRows);
    table->setEditTriggers(QTableWidget::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setWordWrap(true);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(outcomeColumn, QHeaderView::Stretch);
    table->setColumnWidth(filingColumn, 260);
    table->setColumnWidth(standingColumn, 72);
    auto* why = new QHBoxLayout(reasonRow);
    why->setContentsMargins(0, 0, 0, 0);
    why->setSpacing(theme::grid);
    why->addWidget(new QLabel(QStringLiteral("退回的原因")));
    why->addWidget(reason, 1);
    reason->setPlaceholderText(QStringLiteral("必填，每一张都记这个原因"));
    action->setProperty("role", QStringLiteral("main"));
    auto* close = namedButton(QStringLiteral("many.close"), QStringLiteral("关闭"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::grid);
    buttons->addStretch();
    buttons->addWidget(action);
    buttons->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::gap);
    column->addWidget(questions);
    column->addWidget(table, 1);
    column->addWidget(sentence);
    column->addWidget(reasonRow);
    column->addLayout(buttons);
    resize(860, 460);
}

/// What several cells were chosen for, else what waits.
void ManyFilingsDialog::chooseFirst()
{
    const auto of = [this](Which each) -> const QList<FilingKey>& { return ofWhich[int(each)]; };
    const Which first = of(Which::chosen).size() > 1 ? Which::chosen
        : !of(Which::allSubmitted).isEmpty()         ? Which::allSubmitted
        : !of(Which::allReviewed).isEmpty()          ? Which::allReviewed
                                                     : Which::chosen;
    const auto chosenWait = [&](Which kind) {
        return std::any_of(of(Which::chosen).begin(), of(Which::chosen).end(), [&](const FilingKey& key) {
            return std::any_of(of(kind).begin(), of(kind).end(), [&](const FilingKey& each) {
                return each.federation == key.federation && each.quarter == key.quarter;
            });
        });
    };
    const bool locks = first == Which::allReviewed
        || (first == Which::chosen && !chosenWait(Which::allSubmitted) && chosenWait(Which::allReviewed));
    which->button(int(first))->setChecked(true);
    steps->button(int(locks ? ManyStep::lock : ManyStep::review))->setChecked(true);
}

QList<QWidget*> ManyFilingsDialog::inputs() const
{
    QList<QWidget*> all{reason, action};
    for (QAbstractButton* each : steps->buttons())
        all += each;
    for (QAbstractButton* each : which->buttons())
        if (!ofWhich[which->id(each)].isEmpty())
            all += each;
    return all;
}

QList<FilingKey> ManyFilingsDialog::wanted() const
{
    return ofWhich[which->checkedId()];
}

ManyStep ManyFilingsDialog::step() const
{
    return ManyStep(steps->checkedId());
}

qsizetype ManyFilingsDialog::possible() const
{
    return std::count_if(
        shown.begin(), shown.end(), [](const FilingOfMany& each) { return each.refusal.isEmpty(); });
}

void ManyFilingsDialog::check()
{
    shown.clear();
    done = false;
    sentence->setText(QStringLiteral("正在逐张核对…"));
    reasonRow->setVisible(step() == ManyStep::giveBack);
    updateAction();
    checking.ask(
        session, QStringLiteral("正在核对填报表"),
        [step = step(), filings = wanted(), who = session.person()](
            Workspace& workspace, const JobControl&) { return tryOnMany(workspace, step, filings, who); },
        [this](const Result<QList<FilingOfMany>>& tried) {
            if (!tried)
                return sentence->setText(tried.error().text);
            showOutcome(*tried, false);
        });
}

void ManyFilingsDialog::act()
{
    QList<FilingKey> filings;
    for (const FilingOfMany& each : std::as_const(shown))
        if (each.refusal.isEmpty())
            filings += FilingKey{each.filing.federation.id, each.filing.quarter};
    const QString verb = manyStepWord(step());
    begin(startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在") + verb, this,
        [step = step(), filings, why = reason->text(), author = session.author(Door::filing, {})](
            Workspace& workspace, const JobControl&) {
            return takeOnMany(workspace, author, step, filings, why);
        },
        [this, verb](const Result<QList<FilingOfMany>>& taken) {
            if (!taken)
                return sentence->setText(taken.error().text);
            moveOn(*taken);
            QList<FilingOfMany> all = *taken;
            for (const FilingOfMany& each : std::as_const(shown))
                if (!each.refusal.isEmpty())
                    all += each;
            showOutcome(all, true);
            if (possible() > 0)
                session.noteSaved(
                    QStringLiteral("已%1 %2 张填报表").arg(verb).arg(possible()), Session::Offer::none);
        }));
}

/// What was taken waits for the next step now, or for its office.
void ManyFilingsDialog::moveOn(const QList<FilingOfMany>& taken)
{
    QList<FilingKey>& submitted = ofWhich[int(Which::allSubmitted)];
    QList<FilingKey>& reviewed = ofWhich[int(Which::allReviewed)];
    for (const FilingOfMany& each : taken) {
        if (!each.refusal.isEmpty())
            continue;
        const FilingKey key{each.filing.federation.id, each.filing.quarter};
        const auto same = [&](const FilingKey& one) {
            return one.federation == key.federation && one.quarter == key.quarter;
        };
        submitted.removeIf(same);
        reviewed.removeIf(same);
        if (step() == ManyStep::review)
            reviewed += key;
    }
    sayHowMany();
}

void ManyFilingsDialog::sayHowMany()
{
    const QString titles[] = {QStringLiteral("选中的 %1 张"), QStringLiteral("全部待审核 %1 张"),
        QStringLiteral("全部待锁定 %1 张")};
    for (QAbstractButton* each : which->buttons()) {
        const auto& of = ofWhich[which->id(each)];
        each->setText(titles[which->id(each)].arg(of.size()));
        each->setAccessibleName(each->text());
        each->setEnabled(!of.isEmpty());
    }
}

void ManyFilingsDialog::showOutcome(const QList<FilingOfMany>& filings, bool taken)
{
    shown = filings;
    done = taken;
    const QString verb = manyStepWord(step());
    table->setRowCount(int(shown.size()));
    for (int row = 0; row < shown.size(); ++row) {
        const FilingOfMany& each = shown[row];
        const QString outcome = !each.refusal.isEmpty() ? QStringLiteral("✘ ") + firstLine(each.refusal)
            : done                                      ? QStringLiteral("✔ 已") + verb
                                                        : QStringLiteral("✔ 可以") + verb;
        const QString cells[] = {each.filing.federation.name + u' ' + each.filing.quarter.title(),
            FilingBoardView::word(each.filing, QDate::currentDate()), outcome};
        for (int column = 0; column < 3; ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            item->setToolTip(
                column == outcomeColumn && !each.refusal.isEmpty() ? each.refusal : cells[column]);
            if (!each.refusal.isEmpty())
                item->setForeground(column == outcomeColumn ? theme::danger : theme::secondText);
            table->setItem(row, column, item);
        }
    }
    table->resizeRowsToContents();
    const qsizetype left = shown.size() - possible();
    sentence->setText(
        (done ? QStringLiteral("已%1 %2 张").arg(verb) : QStringLiteral("可以%1 %2 张").arg(verb))
            .arg(possible())
        + (left > 0 ? QStringLiteral("；%1 张不能%2，原因见表，保持原样").arg(left).arg(verb) : QString()));
    updateAction();
}

void ManyFilingsDialog::updateAction()
{
    const bool wants = step() == ManyStep::giveBack;
    action->setText(QStringLiteral("%1 %2 张").arg(manyStepWord(step())).arg(possible()));
    action->setVisible(!done);
    action->setEnabled(!working() && possible() > 0 && (!wants || !reason->text().trimmed().isEmpty()));
}

} // namespace coop
