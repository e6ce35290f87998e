#pragma once
#include "core/workflow/care/check_up.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace coop
{

class FindingList;
class Job;
class Jobs;

/// 体检 of a workspace file, open or damaged: looks through it on a worker thread and lists what it found.
class CheckUpView : public QWidget
{
    Q_OBJECT
public:
    CheckUpView(Jobs& jobs, QString path, QWidget* parent = nullptr);

    void start();
    bool busy() const { return job != nullptr; }

Q_SIGNALS:
    /// The file is damaged and the user wants what can be read of it.
    void salvageWanted();

private:
    void show(const Result<QList<CheckFinding>>& found);
    void setRunning(bool running);

    Jobs& jobs;
    QString path;
    QPushButton* startButton;
    QPushButton* cancelButton;
    QPushButton* salvageButton;
    QProgressBar* progress;
    QLabel* state;
    FindingList* findings;
    Job* job = nullptr; ///< while it runs
};

} // namespace coop
