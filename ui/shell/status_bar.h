#pragma once
#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace coop
{

class Job;
class Session;

/// The line at the bottom: that everything is saved, a message for 10 s, the job that runs with its 取消, and
/// what the page says about the place under the cursor.
class StatusBar : public QWidget
{
    Q_OBJECT
public:
    explicit StatusBar(Session& session, QWidget* parent = nullptr);
    void showMessage(const QString& text);
    void setPosition(const QString& text);

private:
    void showJob(Job* started);
    void showSaved();

    QLabel* saved;
    QLabel* message;
    QLabel* jobTitle;
    QProgressBar* jobProgress;
    QPushButton* jobCancel;
    QLabel* position;
    QTimer messageEnd;
    QPointer<Job> job;
};

} // namespace coop
