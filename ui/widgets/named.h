#pragma once
#include <QIcon>
#include <QPushButton>

namespace coop
{

/// Gives a widget the name by which tests find it, and what a screen reader says of it.
template <class Widget> Widget* named(Widget* widget, const char* name, const QString& title)
{
    widget->setObjectName(QString::fromLatin1(name));
    widget->setAccessibleName(title);
    return widget;
}

inline QPushButton* namedButton(
    const QString& name, const QString& text, const QString& tip = {}, const QIcon& picture = {})
{
    auto* made = new QPushButton(picture, text);
    made->setObjectName(name);
    made->setToolTip(tip);
    return made;
}

} // namespace coop
