#include "ui/look/enter_presses.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPushButton>

namespace coop
{

namespace
{
class EnterPresses : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::KeyPress)
            return false;
        auto* button = qobject_cast<QPushButton*>(watched);
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (!button || !enter || key->isAutoRepeat() || (key->modifiers() & ~Qt::KeypadModifier))
            return false;
        button->click();
        return true;
    }
};
} // namespace

void letEnterPress(QApplication& application)
{
    application.installEventFilter(new EnterPresses(&application));
}

} // namespace coop
