#pragma once
#include <QFrame>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace coop
{

struct Decision;

/// One unclear point: what the document says, the choices, and a reason to record with another choice.
class DecisionCard : public QFrame
{
    Q_OBJECT
public:
    explicit DecisionCard(QString question, QWidget* parent = nullptr);

    const QString& question() const { return id; }
    /// A choice or reason that was begun and not recorded stays.
    void showDecision(const Decision& decision, bool mayChange);
    void forgetDraft();

Q_SIGNALS:
    void recorded(const QString& question, const QString& choice, const QString& reason);

private:
    QString picked() const;
    void updateButton();

    QString id, inForce;
    bool decided = false, open = false, begun = false;
    QLabel* title;
    QLabel* text;
    QLabel* standing;
    QVBoxLayout* choices;
    QButtonGroup* group;
    QLineEdit* reason;
    QPushButton* button;
};

} // namespace coop
