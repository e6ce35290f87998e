#pragma once
#include "core/store/people/people.h"
#include "ui/session/work_dialog.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace coop
{

class Session;

/// Asks who is at work where the office keeps a list of people: a name and, where that person has one, the
/// passphrase. A wrong one is said in the dialog. 只看不改 leaves without signing in.
class SignInDialog : public WorkDialog
{
    Q_OBJECT
public:
    /// `remembered` is chosen first when it is on the list.
    SignInDialog(
        Session& session, const QList<Person>& people, const QString& remembered, QWidget* parent = nullptr);

protected:
    QList<QWidget*> inputs() const override;

private:
    void showPerson();
    void signIn();
    void lookOnly();
    void say(const QString& problem);

    Session& session;
    QList<Person> listed;
    QComboBox* name;
    QLabel* passphraseLabel;
    QLineEdit* passphrase;
    QLabel* problem;
    QPushButton* signInButton;
};

/// Lets whoever sits here say who they are: by the list of people, or by a name where there is none.
void askWhoIsAtWork(Session& session, QWidget* parent);
/// After opening: the list is asked for when there is one, else the remembered name holds.
void signInAfterOpening(Session& session, QWidget* parent);
/// The same without a question: with a list nobody is signed in.
void signInRemembered(Session& session);

} // namespace coop
