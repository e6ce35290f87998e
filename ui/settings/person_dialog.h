#pragma once
#include "core/store/people/people.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace coop
{

/// Asks for what the list of people says of somebody: name and role, or a passphrase, twice. It only asks.
class PersonDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Asks { person, role, passphrase };

    PersonDialog(Asks what, const Person& person, QWidget* parent = nullptr);

    QString name() const;
    Role role() const;
    QString passphrase() const; ///< empty: none

private:
    void checkAndAccept();

    Asks asks;
    QLineEdit* nameField;
    QComboBox* roleField;
    QLineEdit* first;
    QLineEdit* second;
    QLabel* problem;
};

} // namespace coop
