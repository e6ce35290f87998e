#pragma once
#include "core/workflow/next_steps.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace coop
{

class Session;

/// 下一步: what has to be done, each line a link to where it is done.
class NextStepsPane : public QFrame
{
    Q_OBJECT
public:
    explicit NextStepsPane(Session& session, QWidget* parent = nullptr);
    void setSteps(const QList<NextStep>& steps);

private:
    Session& session;
    QVBoxLayout* lines;
    QLabel* nothing;
};

} // namespace coop
