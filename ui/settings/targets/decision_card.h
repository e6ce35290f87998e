#pragma once
#include "ui/settings/targets/decided_card.h"

class QButtonGroup;

namespace coop
{

struct Decision;

/// One unclear point: what the document says, the choices, and a reason to record with another choice.
class DecisionCard : public DecidedCard
{
    Q_OBJECT
public:
    explicit DecisionCard(QString question, QWidget* parent = nullptr);

    const QString& question() const { return id; }
    /// A choice or reason that was begun and not recorded stays.
    void showDecision(const Decision& decision, bool mayChange);

Q_SIGNALS:
    void recorded(const QString& question, const QString& choice, const QString& reason);

private:
    QString picked() const;
    void updateButton();

    QString id, inForce;
    bool decided = false;
    QButtonGroup* group;
};

} // namespace coop
