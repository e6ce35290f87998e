#include "ui/session/waiting.h"

#include "ui/look/theme.h"

#include <QApplication>
#include <QLabel>
#include <QProgressBar>
#include <QTimer>
#include <QVBoxLayout>

namespace coop
{

namespace
{
/// Swallows what the user does while the work runs; painting and timers go on.
class Veil : public QWidget
{
public:
    Veil(QWidget* window, const QString& line)
        : QWidget(window)
    {
        setObjectName(QStringLiteral("waiting"));
        setAccessibleName(line);
        auto* card = new QFrame;
        card->setProperty("role", QStringLiteral("card"));
        card->setFixedWidth(360);
        auto* text = new QLabel(line);
        text->setWordWrap(true);
        auto* progress = new QProgressBar;
        progress->setRange(0, 0);
        progress->setTextVisible(false);
        auto* column = new QVBoxLayout(card);
        column->setContentsMargins(24, 24, 24, 24);
        column->setSpacing(theme::gap);
        column->addWidget(text);
        column->addWidget(progress);
        auto* centre = new QVBoxLayout(this);
        centre->addWidget(card, 0, Qt::AlignCenter);
        setGeometry(window->rect());
        qApp->installEventFilter(this);
        pause.setSingleShot(true);
        pause.callOnTimeout(this, [this] {
            raise();
            show();
        });
        pause.start(200); // what is done in a blink would only flicker
    }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        switch (event->type()) {
        case QEvent::KeyPress:
        case QEvent::KeyRelease:
        case QEvent::Shortcut:
        case QEvent::ShortcutOverride:
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonRelease:
        case QEvent::MouseButtonDblClick:
        case QEvent::Wheel:
        case QEvent::ContextMenu:
            return true;
        case QEvent::Close:
            event->ignore();
            return true;
        default:
            return false;
        }
    }

private:
    QTimer pause;
};
} // namespace

WaitingVeil::WaitingVeil(QWidget& window, const QString& line)
    : veil(new Veil(&window, line))
{
    QApplication::setOverrideCursor(Qt::WaitCursor);
}

WaitingVeil::~WaitingVeil()
{
    QApplication::restoreOverrideCursor();
    delete veil;
}

} // namespace coop
