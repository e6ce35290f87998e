#pragma once
#include <QFrame>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace coop
{

/// A card with something that the office decides: what it is, the answers, a reason to record with another
/// one, and who decided what stands.
class DecidedCard : public QFrame
{
    Q_OBJECT
public:
    void forgetDraft();

protected:
    struct Words {
        QString reasonName; ///< what a screen reader says of the reason
        QString example; ///< of a reason
        QString record; ///< on the button
    };
    /// `name`: of the card and, with a word behind its first part, of what is on it: first, decision.unit.
    DecidedCard(const QString& name, const Words& words, QWidget* parent);
    /// On the line, before the reason.
    void placeFirst(QWidget* answer);
    /// `elsewhere` takes the keyboard from a button that is not useful any more.
    void enableButton(bool useful, QWidget* elsewhere);
    QString writtenReason() const;
    void mayBeChanged(bool may);

    bool open = false, begun = false;
    QLabel* title;
    QLabel* text;
    QVBoxLayout* answers; ///< between the text and the line
    QPushButton* button;
    QLabel* standing;

private:
    QString nameOf(const QString& part) const;

    QHBoxLayout* line; ///< reason and button
    QLineEdit* reason;
};

} // namespace coop
