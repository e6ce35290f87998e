#pragma once
#include "core/store/people/people.h"

#include <QWidget>
#include <functional>

class QLabel;
class QPushButton;
class QTableWidget;

namespace coop
{

class Session;

/// 人员: who may do what in this workspace. Only a 管理员 changes it, or anybody as long as there is none.
class PeoplePane : public QWidget
{
    Q_OBJECT
public:
    explicit PeoplePane(Session& session, QWidget* parent = nullptr);
    bool busy() const { return working > 0; }

private:
    using Change = std::function<Result<>(Workspace&, const Author&)>;

    void reload();
    void updateButtons();
    void add();
    void changeRole();
    void setPassphrase();
    void dropPassphrase();
    void remove();
    QString alsoListed(const QString& name, Role role) const;
    /// Hashing a passphrase takes a while: every change runs as a job. `then`: when it is saved.
    void run(const QString& what, const QString& done, Change change, std::function<void()> then = {});
    const Person* current() const;

    Session& session;
    QList<Person> listed;
    QLabel* explanation;
    QTableWidget* table;
    QPushButton* addButton;
    QPushButton* roleButton;
    QPushButton* passphraseButton;
    QPushButton* dropButton;
    QPushButton* removeButton;
    int working = 0;
};

} // namespace coop
