#pragma once
#include "ui/session/session.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace coop
{

class Job;

/// The line at the bottom: that everything is saved and backed up, a message for 10 s, with 撤销 when it
/// tells of a step, the job that runs with its 取消, and what the page says about the place under the cursor.
class StatusBar : public QWidget
{
    Q_OBJECT
public:
    explicit StatusBar(Session& session, QWidget* parent = nullptr);
    void showMessage(const QString& text);
    /// The same about a step that was just saved, which one click takes back or does again.
    void showStep(const QString& done, Session::Offer offer);
    void setPosition(const QString& text);
    /// How many federations have not handed in the quarter's filing; the label leads to 填报.
    void setUnreported(int federations);

Q_SIGNALS:
    void undoWanted();
    void redoWanted();

private:
    void clearMessage();
    void showBackup();
    void showBackupFailed(const QString& why);
    void showJob(Job* started);
    void showSaved();

    Session& session;
    QLabel* saved;
    QLabel* backup;
    QPushButton* unreported;
    QLabel* message;
    QPushButton* messageStep;
    Session::Offer offered = Session::Offer::undo;
    QLabel* jobTitle;
    QProgressBar* jobProgress;
    QPushButton* jobCancel;
    QLabel* position;
    QTimer messageEnd;
    QPointer<Job> job;
};

} // namespace coop
