#pragma once
#include <QColor>
#include <QPushButton>

namespace coop
{

/// A button that shows a colour and lets people choose another one.
class ColourButton : public QPushButton
{
    Q_OBJECT
public:
    ColourButton(const QString& name, const QString& title, const QColor& colour, QWidget* parent = nullptr);
    const QColor& colour() const { return chosen; }

private:
    void show(const QColor& colour);
    QString title;
    QColor chosen;
};

} // namespace coop
