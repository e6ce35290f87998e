#pragma once
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace coop
{

class DecisionCard;
class Session;

/// 口径说明: the points where the plan is unclear, how this office reads them, and who decided that.
class DecisionsPane : public QWidget
{
    Q_OBJECT
public:
    explicit DecisionsPane(Session& session, QWidget* parent = nullptr);
    bool busy() const { return working > 0; }

private:
    void reload();
    void record(const QString& question, const QString& choice, const QString& reason);

    Session& session;
    QLabel* explanation;
    QVBoxLayout* column;
    QList<DecisionCard*> cards;
    int working = 0;
};

} // namespace coop
