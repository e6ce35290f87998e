#include "ui/start/sign_in_dialog.h"

#include "ui/look/theme.h"
#include "ui/session/settings.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/message.h"
#include "ui/widgets/named.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

namespace coop
{

namespace
{
bool hasAdministrator(const QList<Person>& listed)
{
    return std::any_of(
        listed.begin(), listed.end(), [](const Person& person) { return person.role == Role::admin; });
}
} // namespace

SignInDialog::SignInDialog(
    Session& shared, const QList<Person>& people, const QString& remembered, QWidget* parent)
    : WorkDialog(parent)
    , session(shared)
    , listed(people)
    , name(new QComboBox)
    , passphraseLabel(new QLabel(QStringLiteral("口令")))
    , passphrase(new QLineEdit)
    , problem(new QLabel)
    , signInButton(namedButton(QStringLiteral("signIn.accept"), QStringLiteral("登录")))
{
    setObjectName(QStringLiteral("signInDialog"));
    setWindowTitle(QStringLiteral("登录工作区"));
    setMinimumWidth(440);
    name->setObjectName(QStringLiteral("signIn.name"));
    name->setAccessibleName(QStringLiteral("姓名"));
    for (const Person& person : listed)
        name->addItem(QStringLiteral("%1（%2）").arg(person.name, roleTitle(person.role)), person.name);
    // As long as nobody on the list is 管理员, it binds only those who are on it.
    name->setEditable(!hasAdministrator(listed));
    name->setInsertPolicy(QComboBox::NoInsert);
    const int known = name->findData(remembered);
    name->setCurrentIndex(known);
    if (known < 0 && name->isEditable())
        name->setEditText(remembered);
    else if (known < 0)
        name->setCurrentIndex(0);
    passphrase->setObjectName(QStringLiteral("signIn.passphrase"));
    passphrase->setAccessibleName(QStringLiteral("口令"));
    passphrase->setEchoMode(QLineEdit::Password);
    passphraseLabel->setBuddy(passphrase);
    problem->setObjectName(QStringLiteral("signIn.problem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->hide();
    signInButton->setDefault(true);
    auto* look = namedButton(QStringLiteral("signIn.lookOnly"), QStringLiteral("只看不改"),
        QStringLiteral("不登录，可以查看和出图，不能修改"));

    auto* explanation = new QLabel(QStringLiteral("这个工作区设有人员名单，每次修改都会记下经办人的姓名。"));
    explanation->setProperty("role", QStringLiteral("second"));
    explanation->setWordWrap(true);
    auto* form = new QFormLayout;
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->addRow(QStringLiteral("姓名"), name);
    form->addRow(passphraseLabel, passphrase);
    form->addRow(QString(), problem);
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(look, QDialogButtonBox::RejectRole);
    buttons->addButton(signInButton, QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::cardPadding);
    column->addWidget(explanation);
    column->addLayout(form);
    column->addWidget(buttons);

    connect(name, &QComboBox::currentTextChanged, this, &SignInDialog::showPerson);
    connect(signInButton, &QPushButton::clicked, this, &SignInDialog::signIn);
    connect(look, &QPushButton::clicked, this, &SignInDialog::lookOnly);
    showPerson();
}

void SignInDialog::showPerson()
{
    const int index = name->findText(name->currentText());
    const bool asks = index >= 0 && listed[index].hasPassphrase;
    passphrase->setVisible(asks);
    passphraseLabel->setVisible(asks);
    passphrase->clear();
    problem->hide();
    if (asks)
        passphrase->setFocus();
}

void SignInDialog::say(const QString& text)
{
    problem->setText(text);
    problem->show();
    adjustSize();
}

QList<QWidget*> SignInDialog::inputs() const
{
    return {signInButton};
}

void SignInDialog::signIn()
{
    const int index = name->findText(name->currentText());
    const QString who = index >= 0 ? listed[index].name : name->currentText().trimmed();
    if (who.isEmpty())
        return say(QStringLiteral("请填写姓名。"));
    problem->hide();
    // Checking a passphrase is slow on purpose: not on this thread.
    begin(startOnWorkspace(
              session, Workspace::Access::read, QString(), this,
              [who, secret = passphrase->text()](Workspace& workspace, const JobControl&) -> Result<SignIn> {
                  COOP_TRY(workspace.signIn(who, secret));
                  return workspace.signedIn();
              },
              [this, who](const Result<SignIn>& proved) {
                  if (!proved) {
                      say(proved.error().text);
                      passphrase->selectAll();
                      passphrase->setFocus();
                      return;
                  }
                  session.continueAs(*proved);
                  settings::setPerson(who, session.workspace().path());
                  accept();
              }),
        Leaving::goes);
}

void SignInDialog::lookOnly()
{
    session.continueAs(SignIn());
    reject();
}

void askWhoIsAtWork(Session& session, QWidget* parent)
{
    const auto listed = people(session.workspace());
    if (!listed)
        return showError(parent, QStringLiteral("登录工作区"), listed.error());
    if (!listed->isEmpty()) {
        SignInDialog dialog(
            session, *listed, session.person().isEmpty() ? settings::person() : session.person(), parent);
        dialog.exec();
        return;
    }
    QInputDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("personDialog"));
    dialog.setWindowTitle(QStringLiteral("经办人"));
    dialog.setLabelText(QStringLiteral("每次修改都会记下经办人的姓名。"));
    dialog.setTextValue(session.person());
    dialog.setOkButtonText(QStringLiteral("以此姓名登记"));
    dialog.setCancelButtonText(QStringLiteral("不更改"));
    const bool named = dialog.exec() == QDialog::Accepted && !dialog.textValue().trimmed().isEmpty();
    if (!named)
        return;
    if (const auto signedIn = session.signIn(dialog.textValue().trimmed()); !signedIn)
        return showError(parent, QStringLiteral("经办人"), signedIn.error());
    settings::setPerson(session.person(), session.workspace().path());
}

void signInAfterOpening(Session& session, QWidget* parent)
{
    const auto listed = people(session.workspace());
    if (listed && !listed->isEmpty())
        return askWhoIsAtWork(session, parent);
    const QString path = session.workspace().path();
    if (session.person().isEmpty() || !settings::personAt(path).isEmpty())
        return;
    // Nobody said here who they are: the name comes from another workspace or from the computer.
    settings::setPerson(session.person(), path);
    if (session.workspace().access() == Workspace::Access::write)
        Q_EMIT session.message(
            QStringLiteral("在这个工作区里的修改记在“%1”名下；不是本人，请点右上角的姓名更改")
                .arg(session.person()));
}

void signInRemembered(Session& session)
{
    if (const auto listed = people(session.workspace()); listed && !listed->isEmpty())
        return;
    const QString here = settings::personAt(session.workspace().path());
    (void)session.signIn(
        here.isEmpty() ? settings::person() : here); // where nobody is listed a name is enough
}

} // namespace coop
