#pragma once
#include "core/base/period.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace coop
{

class DecisionCard;
class FirstQuarterCard;
class Session;

/// 口径说明: from which quarter on filings are due, the points where the plan is unclear, how this office
/// reads them, and who decided that.
class DecisionsPane : public QWidget
{
    Q_OBJECT
public:
    explicit DecisionsPane(Session& session, QWidget* parent = nullptr);
    bool busy() const { return working > 0; }

private:
    void reload();
    void reloadFirst();
    void record(const QString& question, const QString& choice, const QString& reason);
    void recordFirst(const Period& quarter, const QString& reason);

    Session& session;
    QLabel* explanation;
    QVBoxLayout* column;
    FirstQuarterCard* first;
    QList<DecisionCard*> cards;
    int working = 0;
};

} // namespace coop
