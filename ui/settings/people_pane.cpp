#include "ui/settings/people_pane.h"

#include "core/store/unit_of_work.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"
#include "ui/session/workspace_job.h"
#include "ui/settings/person_dialog.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/message.h"
#include "ui/widgets/named.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace coop
{

PeoplePane::PeoplePane(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , explanation(new QLabel)
    , table(new QTableWidget(0, 3))
    , addButton(namedButton(QStringLiteral("people.add"), QStringLiteral("新增人员…")))
    , roleButton(namedButton(QStringLiteral("people.role"), QStringLiteral("改角色…")))
    , passphraseButton(namedButton(QStringLiteral("people.passphrase"), QStringLiteral("设口令…")))
    , dropButton(namedButton(QStringLiteral("people.drop"), QStringLiteral("去掉口令")))
    , removeButton(namedButton(QStringLiteral("people.remove"), QStringLiteral("删除…")))
{
    explanation->setObjectName(QStringLiteral("people.explanation"));
    explanation->setProperty("role", QStringLiteral("second"));
    explanation->setWordWrap(true);
    table->setObjectName(QStringLiteral("people.table"));
    table->setAccessibleName(QStringLiteral("人员名单"));
    table->setHorizontalHeaderLabels(
        {QStringLiteral("姓名"), QStringLiteral("角色"), QStringLiteral("口令")});
    table->setEditTriggers(QTableWidget::NoEditTriggers);
    table->setSelectionBehavior(QTableWidget::SelectRows);
    table->setSelectionMode(QTableWidget::SingleSelection);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setColumnWidth(0, 240);
    table->setColumnWidth(1, 160);
    addButton->setProperty("role", QStringLiteral("main"));
    addButton->setIcon(icon(QStringLiteral("add"), theme::pane));

    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    for (QPushButton* each : {addButton, roleButton, passphraseButton, dropButton, removeButton})
        row->addWidget(each);
    row->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::gap);
    column->addLayout(row);
    column->addWidget(explanation);
    column->addWidget(table, 1);
    connect(addButton, &QPushButton::clicked, this, &PeoplePane::add);
    connect(roleButton, &QPushButton::clicked, this, &PeoplePane::changeRole);
    connect(passphraseButton, &QPushButton::clicked, this, &PeoplePane::setPassphrase);
    connect(dropButton, &QPushButton::clicked, this, &PeoplePane::dropPassphrase);
    connect(removeButton, &QPushButton::clicked, this, &PeoplePane::remove);
    connect(table, &QTableWidget::itemSelectionChanged, this, &PeoplePane::updateButtons);
    connect(&session, &Session::dataChanged, this, &PeoplePane::reload);
    connect(&session, &Session::personChanged, this, &PeoplePane::reload);
    reload();
}

void PeoplePane::reload()
{
    const QString chosen = current() ? current()->name : QString();
    const auto read = people(session.workspace());
    listed = read ? *read : QList<Person>();
    table->setRowCount(int(listed.size()));
    for (int row = 0; row < listed.size(); ++row) {
        const Person& person = listed[row];
        table->setItem(row, 0, new QTableWidgetItem(person.name));
        table->setItem(row, 1, new QTableWidgetItem(roleTitle(person.role)));
        table->setItem(row, 2,
            new QTableWidgetItem(person.hasPassphrase ? QStringLiteral("已设") : QStringLiteral("没有")));
        if (person.name == chosen || (chosen.isEmpty() && row == 0))
            table->selectRow(row);
    }
    updateButtons();
}

const Person* PeoplePane::current() const
{
    const int row = table->currentRow();
    return row >= 0 && row < listed.size() ? &listed[row] : nullptr;
}

void PeoplePane::updateButtons()
{
    const bool open = session.workspace().access() == Workspace::Access::write;
    const auto may = mayAdminister(session.workspace(), session.person());
    const bool administers = std::any_of(
        listed.begin(), listed.end(), [](const Person& person) { return person.role == Role::admin; });
    explanation->setText(!open ? session.writeRefusal()
            : !may             ? may.error().text
            : listed.isEmpty()
            ? QStringLiteral("还没有名单：谁都可以修改，按右上角的姓名登记。要分清谁能改什么，"
                             "请先新增一名管理员，以后打开时就在名单里选择姓名。"
                             "管理员是别人时，您自己也会列入名单，不会被挡在外面。")
            : !administers ? QStringLiteral("名单里还没有管理员，不在名单上的人也可以修改。")
                           : QStringLiteral("打开工作区时在名单里选择姓名；不在名单上的人只能查看。"));
    const bool good = open && may && working == 0;
    addButton->setEnabled(good);
    for (QPushButton* each : {roleButton, passphraseButton, removeButton})
        each->setEnabled(good && current());
    dropButton->setEnabled(good && current() && current()->hasPassphrase);
}

void PeoplePane::run(const QString& what, const QString& done, Change change, std::function<void()> then)
{
    ++working;
    updateButtons();
    startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在保存人员名单"), this,
        [change = std::move(change)](Workspace& workspace, const JobControl&) {
            return change(workspace, {workspace.signedIn().name(), Door::form, {}});
        },
        [this, what, done, then = std::move(then)](const Result<>& changed) {
            --working;
            if (changed) {
                if (then)
                    then();
                return session.noteSaved(done);
            }
            updateButtons();
            showError(this, what, changed.error());
        });
}

/// What the step that gives the list its first 管理员 does for who is at work: the core puts him on the list.
QString PeoplePane::alsoListed(const QString& name, Role role) const
{
    const QString& me = session.person();
    const bool known = me.isEmpty() || me == name
        || std::any_of(listed.begin(), listed.end(),
            [&](const Person& person) { return person.role == Role::admin || person.name == me; });
    return role != Role::admin || known ? QString()
                                        : QStringLiteral("；您（%1）也已列为管理员，可以继续修改").arg(me);
}

void PeoplePane::add()
{
    Person first;
    if (listed.isEmpty())
        first = {session.person(), Role::admin, false};
    PersonDialog dialog(PersonDialog::Asks::person, first, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    // Who had not signed in and makes the first person goes on as that person.
    const bool nobody = listed.isEmpty() && session.person().isEmpty();
    const auto signedIn = std::make_shared<SignIn>();
    run(
        dialog.windowTitle(),
        QStringLiteral("已新增人员 ") + dialog.name() + alsoListed(dialog.name(), dialog.role()),
        [name = dialog.name(), role = dialog.role(), secret = dialog.passphrase(), nobody, signedIn](
            Workspace& workspace, const Author& author) {
            auto added
                = addPerson(workspace, nobody ? Author{name, author.door, {}} : author, name, role, secret);
            if (added && nobody && workspace.signIn(name, secret))
                *signedIn = workspace.signedIn();
            return added;
        },
        [this, signedIn] {
            if (signedIn->name().isEmpty())
                return;
            session.continueAs(*signedIn);
            settings::setPerson(signedIn->name(), session.workspace().path());
        });
}

void PeoplePane::changeRole()
{
    const Person person = *current();
    PersonDialog dialog(PersonDialog::Asks::role, person, this);
    if (dialog.exec() != QDialog::Accepted || dialog.role() == person.role)
        return;
    run(dialog.windowTitle(),
        QStringLiteral("%1的角色已改为%2").arg(person.name, roleTitle(dialog.role()))
            + alsoListed(person.name, dialog.role()),
        [name = person.name, role = dialog.role()](Workspace& workspace, const Author& author) {
            return changePerson(workspace, author, name, role);
        });
}

void PeoplePane::setPassphrase()
{
    const Person person = *current();
    PersonDialog dialog(PersonDialog::Asks::passphrase, person, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    run(dialog.windowTitle(), QStringLiteral("已给%1设口令").arg(person.name),
        [name = person.name, secret = dialog.passphrase()](Workspace& workspace, const Author& author) {
            return changePerson(workspace, author, name, {}, secret);
        });
}

void PeoplePane::dropPassphrase()
{
    run(QStringLiteral("去掉口令"), QStringLiteral("已去掉%1的口令").arg(current()->name),
        [name = current()->name](Workspace& workspace, const Author& author) {
            return changePerson(workspace, author, name, {}, std::optional(QString()));
        });
}

void PeoplePane::remove()
{
    const QString name = current()->name;
    if (askChoice(this, QStringLiteral("people.confirmRemove"),
            QStringLiteral("把%1从名单里删除？").arg(name),
            QStringLiteral("以前的修改仍然记在%1名下。").arg(name),
            {QStringLiteral("从名单里删除"), QStringLiteral("不删除")})
        != 0)
        return;
    run(QStringLiteral("删除人员"), QStringLiteral("已从名单里删除%1").arg(name),
        [name](Workspace& workspace, const Author& author) { return removePerson(workspace, author, name); });
}

} // namespace coop
