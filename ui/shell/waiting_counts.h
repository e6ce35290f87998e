#pragma once
#include "ui/session/loader.h"

#include <QObject>
#include <QTimer>

namespace coop
{

struct NextSteps;

/// Counts what waits in the session's quarter, off the user-interface thread and again whenever something
/// was saved: the badges of the rail and 未提交 in the status bar.
class WaitingCounts : public QObject
{
    Q_OBJECT
public:
    explicit WaitingCounts(Session& session, QObject* parent = nullptr);

Q_SIGNALS:
    void counted(const coop::NextSteps& next);

private:
    void count();

    Session& session;
    QTimer soon;
    Loader reading;
};

} // namespace coop
