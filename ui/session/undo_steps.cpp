#include "ui/session/undo_steps.h"

#include "core/store/undo/undo.h"
#include "core/store/unit_of_work.h"
#include "ui/look/icons.h"
#include "ui/look/plain_text.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/message.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace coop
{

namespace
{
/// Whether a text field has something of its own to take back or to do again.
bool hasOwnStep(const QObject* field, bool redo)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(field))
        return redo ? line->isRedoAvailable() : line->isUndoAvailable();
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(field))
        return redo ? text->document()->isRedoAvailable() : text->document()->isUndoAvailable();
    if (const auto* text = qobject_cast<const QTextEdit*>(field))
        return redo ? text->document()->isRedoAvailable() : text->document()->isUndoAvailable();
    return false;
}

QString nameOf(const UndoStep& step)
{
    return step.name.isEmpty() ? QStringLiteral("第 %1 号").arg(step.entry) : step.name;
}

/// `why`: why who is at work may not.
void describe(
    QAction& action, const QString& word, const QString& name, const QString& keys, const QString& why)
{
    const QString text = name.isEmpty() ? word : word + QStringLiteral("：") + name;
    constexpr int longestInMenu = 40; // characters
    action.setText(asCaption(text.size() > longestInMenu ? text.left(longestInMenu) + u'…' : text));
    action.setToolTip(name.isEmpty() ? QStringLiteral("没有可以%1的操作（%2）").arg(word, keys)
            : why.isEmpty()          ? QStringLiteral("%1（%2）").arg(text, keys)
                                     : why);
    action.setEnabled(why.isEmpty() && !name.isEmpty());
}
} // namespace

UndoSteps::UndoSteps(Session& shared, QWidget* whose)
    : QObject(whose)
    , session(shared)
    , window(whose)
    , undoNext(this)
    , redoNext(this)
{
    undoNext.setObjectName(QStringLiteral("undoAction"));
    undoNext.setIcon(icon(QStringLiteral("undo")));
    undoNext.setShortcut(Qt::CTRL | Qt::Key_Z);
    redoNext.setObjectName(QStringLiteral("redoAction"));
    redoNext.setIcon(icon(QStringLiteral("redo")));
    redoNext.setShortcuts({Qt::CTRL | Qt::Key_Y, Qt::CTRL | Qt::SHIFT | Qt::Key_Z});
    window->addActions({&undoNext, &redoNext});
    connect(&undoNext, &QAction::triggered, this, [this] { runNext(Direction::back); });
    connect(&redoNext, &QAction::triggered, this, [this] { runNext(Direction::forward); });
    connect(&session, &Session::dataChanged, this, &UndoSteps::look);
    connect(&session, &Session::personChanged, this, &UndoSteps::look);
    qApp->installEventFilter(this);
    look();
}

void UndoSteps::look()
{
    const auto back = nextUndo(session.workspace());
    const auto forward = nextRedo(session.workspace());
    const bool hasBack = back && back->has_value();
    const bool hasForward = forward && forward->has_value();
    undoEntry = hasBack ? (*back)->entry : 0;
    undoName = hasBack ? nameOf(**back) : QString();
    redoEntry = hasForward ? (*forward)->entry : 0;
    redoName = hasForward ? nameOf(**forward) : QString();
    const auto whyNot = [this](qint64 entry) {
        if (!session.mayWrite() || entry == 0)
            return session.writeRefusal();
        const auto allowed = mayTakeBack(session.workspace(), session.person(), entry);
        return allowed ? QString() : allowed.error().text;
    };
    describe(undoNext, QStringLiteral("撤销"), undoName, QStringLiteral("Ctrl+Z"), whyNot(undoEntry));
    describe(redoNext, QStringLiteral("重做"), redoName, QStringLiteral("Ctrl+Y"), whyNot(redoEntry));
}

void UndoSteps::runNext(Direction direction)
{
    if (running) {
        waiting += direction;
        return;
    }
    const bool back = direction == Direction::back;
    run(direction, back ? undoEntry : redoEntry, back ? undoName : redoName, window);
}

void UndoSteps::takeBack(qint64 entry, const QString& name, QWidget* parent)
{
    run(Direction::back, entry, name, parent);
}

void UndoSteps::run(Direction direction, qint64 entry, const QString& name, QWidget* parent)
{
    if (running || entry == 0)
        return;
    running = true;
    const bool back = direction == Direction::back;
    const QString word = back ? QStringLiteral("撤销") : QStringLiteral("重做");
    startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在") + word, this,
        [back, entry](Workspace& workspace, const JobControl&) -> Result<qint64> {
            const Author author{workspace.signedIn().name(), back ? Door::undo : Door::redo, {}};
            return back ? undo(workspace, author, entry) : redo(workspace, author, entry);
        },
        [this, back, word, name, over = QPointer<QWidget>(parent)](const Result<qint64>& step) {
            running = false;
            if (step)
                session.noteSaved(QStringLiteral("已%1：%2").arg(word, name),
                    back ? Session::Offer::redo : Session::Offer::undo);
            Q_EMIT done();
            if (!step) {
                waiting.clear();
                showError(over ? over.data() : window, word, step.error());
            } else if (!waiting.isEmpty()) {
                runNext(waiting.takeFirst());
            }
        });
}

bool UndoSteps::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride || qApp->focusWidget() != watched)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const QKeySequence pressed(key->keyCombination());
    const bool undoes = undoNext.shortcut() == pressed;
    const bool redoes = redoNext.shortcuts().contains(pressed);
    if ((!undoes && !redoes) || hasOwnStep(watched, redoes))
        return false;
    event->ignore(); // a text field would swallow the key, whether or not it has anything to take back
    return true;
}

} // namespace coop
