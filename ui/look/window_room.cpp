#include "ui/look/window_room.h"

#include <QApplication>
#include <QDialog>
#include <QEvent>
#include <QLayout>
#include <QScreen>
#include <algorithm>

namespace coop
{

namespace
{
class DialogRoom : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Show && event->type() != QEvent::LayoutRequest)
            return false;
        if (auto* dialog = qobject_cast<QDialog*>(watched); dialog && dialog->isWindow())
            event->type() == QEvent::Show ? bound(*dialog) : grow(*dialog);
        return false;
    }

private:
    /// A sentence that came into a dialog in use, and is broken into lines: Qt takes its room from the
    /// widgets above it, which then lie over each other.
    static void grow(QDialog& dialog)
    {
        const QLayout* layout = dialog.layout();
        if (!dialog.isVisible() || dialog.isMaximized() || !layout || !layout->hasHeightForWidth())
            return;
        const int needed = std::min(layout->totalHeightForWidth(dialog.width()), roomFor(dialog).height());
        if (dialog.height() < needed)
            dialog.resize(dialog.width(), needed);
    }
    static void bound(QDialog& dialog)
    {
        const QSize room = roomFor(dialog);
        const QSize least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize());
        if (least.boundedTo(room) != least) // else its layout would make it larger again
            dialog.setMinimumSize(dialog.minimumSize().boundedTo(room).expandedTo({1, 1}));
        if (dialog.size().boundedTo(room) != dialog.size())
            dialog.resize(dialog.size().boundedTo(room));
    }
};
} // namespace

QSize roomFor(const QWidget& window)
{
    constexpr QSize frame(16, 40);
    return window.screen()->availableSize() - frame;
}

void keepDialogsOnScreen(QApplication& application)
{
    const QString name = QStringLiteral("dialogRoom");
    if (application.findChild<QObject*>(name, Qt::FindDirectChildrenOnly))
        return;
    auto* room = new DialogRoom(&application);
    room->setObjectName(name);
    application.installEventFilter(room);
}

} // namespace coop
