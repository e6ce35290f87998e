#pragma once
#include <QAction>
#include <QObject>

namespace coop
{

class Session;

/// 撤销 and 重做 as two actions that carry the name of the step, and what they do: on a worker thread, as a
/// step of the history. Ctrl+Z and Ctrl+Y belong to a text field as long as it has something to take back.
class UndoSteps : public QObject
{
    Q_OBJECT
public:
    /// `window` has the shortcuts and shows refusals.
    UndoSteps(Session& session, QWidget* window);

    QAction* undoAction() { return &undoNext; }
    QAction* redoAction() { return &redoNext; }
    /// Takes back one entry of the history; a refusal (later entries stand in the way) is shown over
    /// `parent`.
    void takeBack(qint64 entry, const QString& name, QWidget* parent);
    bool busy() const { return running; }

Q_SIGNALS:
    /// A step was taken back or done again.
    void done();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Direction { back, forward };
    void look();
    void runNext(Direction direction);
    void run(Direction direction, qint64 entry, const QString& name, QWidget* parent);

    Session& session;
    QWidget* window;
    QAction undoNext, redoNext;
    qint64 undoEntry = 0, redoEntry = 0;
    QString undoName, redoName;
    bool running = false;
    QList<Direction> waiting; ///< pressed again before the step before was done
};

} // namespace coop
