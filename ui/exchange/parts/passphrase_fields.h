#pragma once
#include <QString>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace coop
{

/// The lines of a form in which a passphrase of the data exchange is typed: once to use it, twice to choose
/// it.
class PassphraseFields
{
public:
    enum class Asks {
        known, ///< the passphrase that was chosen before
        anew, ///< a new one, twice, with what one has to know about it
    };
    /// Adds its rows to `form`; their names begin with `name`.
    PassphraseFields(QFormLayout* form, const QString& name, Asks what, const QString& label = {});

    QString value() const;
    /// What is wrong with what was typed, as a sentence, with the keyboard where it is to be put right; empty
    /// when it may be used.
    QString problem() const;
    QLineEdit* line() const { return first; }

private:
    QLineEdit* first;
    QLineEdit* second = nullptr;
};

} // namespace coop
