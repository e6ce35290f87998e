#pragma once
#include <QPushButton>

class QLabel;

namespace coop
{

/// One of the big doors of 数据交换: an icon, a verb and a line that says what happens behind it.
class DoorButton : public QPushButton
{
    Q_OBJECT
public:
    DoorButton(const QString& id, const QString& iconName, const QString& title, const QString& line,
        QWidget* parent = nullptr);
    /// A closed door says why.
    void setClosed(const QString& why);

private:
    QString open;
    QLabel* text;
};

} // namespace coop
