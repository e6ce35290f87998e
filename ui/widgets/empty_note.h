#pragma once
#include <QWidget>

class QLabel;
class QPushButton;

namespace coop
{

/// What stands where there is nothing yet: a line that says so, one that says what belongs here, and a button
/// with the first step.
class EmptyNote : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyNote(QWidget* parent = nullptr);

    /// Without `step` there is no button.
    void say(const QString& what, const QString& hint, const QString& step);

Q_SIGNALS:
    void stepRequested();

private:
    QLabel* heading;
    QLabel* text;
    QPushButton* button;
};

} // namespace coop
